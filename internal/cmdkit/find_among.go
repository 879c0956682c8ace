package cmdkit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Match is an object and the noun that it is one of.
type Match struct {
	Noun   *Noun
	Object *odata.Object
}

// FindAmong reads the one object that arg names, whichever of the nouns it is
// one of: by id, by the key that stands in a path (a user's UPN, an appId),
// or else by the names of all. A user's UPN is that user's alone. None is
// apierr.NotFound with near names as the hint; several, of whatever noun, are
// apierr.Ambiguous with their ids. Nothing is ever guessed.
func FindAmong(ctx context.Context, dir directory.Directory, nouns []*Noun, arg string) (Match, error) {
	m, err := anyByKey(ctx, dir, nouns, arg)
	if err != nil || m.Object != nil {
		return m, err
	}
	var found []Match
	if !odata.IsGUID(arg) {
		if found, err = anyByName(ctx, dir, nouns, arg); err != nil {
			return Match{}, err
		}
	}
	switch len(found) {
	case 0:
		return Match{}, noneOf(ctx, dir, nouns, arg)
	case 1:
		return found[0], nil
	}
	return Match{}, severalOf(found, arg)
}

// anyByKey asks for what arg may be the key of; the object is nil if there
// is none. An id is one object's alone: who may not ask what it is the id of
// asks each noun for it.
func anyByKey(ctx context.Context, dir directory.Directory, nouns []*Noun, arg string) (Match, error) {
	var m Match
	var refused error
	known := "" // a key that has been asked for
	if odata.IsGUID(arg) && len(nouns) > 1 {
		m, refused = anyByID(ctx, dir, nouns, arg)
		switch {
		case m.Object != nil || refused != nil && !errors.Is(refused, apierr.Forbidden):
			return m, refused
		case refused == nil:
			known = arg
		}
	}
	for _, n := range nouns {
		for _, key := range n.keysIn(arg) {
			if key == known {
				continue
			}
			o, err := dir.Get(ctx, n.Ref(key), odata.Query{Select: withKeys(n, nil)})
			switch {
			case errors.Is(err, apierr.Forbidden):
				refused = err
			case !errors.Is(err, apierr.NotFound):
				return Match{n, o}, err
			}
		}
	}
	return Match{}, refused
}

// keysIn are the keys by which a path can address what arg names: a UPN has
// an @.
func (n *Noun) keysIn(arg string) []string {
	if !odata.IsGUID(arg) && !strings.Contains(arg, "@") {
		return nil
	}
	return n.pathKeys(arg)
}

// anyByID finds out what kind of object an id belongs to.
func anyByID(ctx context.Context, dir directory.Directory, nouns []*Noun, id string) (Match, error) {
	found, err := GetByIDs(ctx, dir, []string{id})
	o := found.Get(id)
	if err != nil || o == nil {
		return Match{}, err
	}
	i := slices.IndexFunc(nouns, func(n *Noun) bool { return n.Type == ObjectType(o) })
	if i < 0 {
		what := cmp.Or(ObjectType(o), "object")
		return Match{}, apierr.New(apierr.Invalid, id, fmt.Sprintf("is %s %s, not %s", article(what), what, anyOf(nouns)))
	}
	return Match{nouns[i], o}, nil
}

// anyByName asks all nouns at once for objects of a name.
func anyByName(ctx context.Context, dir directory.Directory, nouns []*Noun, arg string) ([]Match, error) {
	lists := make([][]*odata.Object, len(nouns))
	group, ctx := errgroup.WithContext(ctx)
	for i, n := range nouns {
		if !n.KeyInPath {
			group.Go(func() (err error) {
				lists[i], err = matches(ctx, dir, n, arg, withKeys(n, nil))
				return err
			})
		}
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var found []Match
	for i, list := range lists {
		for _, o := range list {
			found = append(found, Match{nouns[i], o})
		}
	}
	return found, nil
}

// Name is what messages call the object: its first key that is not empty.
func (m Match) Name() string {
	for _, key := range m.Noun.Keys {
		if name := m.Object.String(key); name != "" {
			return OneLine(name)
		}
	}
	return m.Object.ID()
}

// OneLine is what a directory calls something, for a message: a name with line
// breaks would look like messages of its own.
func OneLine(name string) string {
	if strings.ContainsAny(name, "\r\n") {
		return strings.Join(strings.Fields(name), " ")
	}
	return name
}

func severalOf(found []Match, arg string) error {
	var list []string
	for _, m := range found {
		name := m.Name()
		if key := m.Noun.AlternateKey; key != "" {
			name += ", " + key + " " + m.Object.String(key)
		}
		list = append(list, fmt.Sprintf("%s %s (%s)", m.Noun.Name, m.Object.ID(), name))
	}
	return apierr.New(apierr.Ambiguous, arg, fmt.Sprintf("the name fits %d objects", len(found))).
		WithHint("name one by its id: " + strings.Join(list, ", "))
}

// noneOf makes the error for what fits no object. The look for near names is
// a kindness: if it fails, the error stands without.
func noneOf(ctx context.Context, dir directory.Directory, nouns []*Noun, arg string) error {
	err := NotFound(arg, "there is no such "+strings.TrimPrefix(strings.TrimPrefix(anyOf(nouns), "an "), "a "))
	if near := anyNear(ctx, dir, nouns, arg); len(near) > 0 {
		return err.WithHint("did you mean " + quoteJoin(near) + "?")
	}
	return err
}

func anyNear(ctx context.Context, dir directory.Directory, nouns []*Noun, arg string) []string {
	lists := make([][]string, len(nouns))
	var group errgroup.Group
	for i, n := range nouns {
		group.Go(func() error {
			lists[i] = nearNames(ctx, dir, n, arg)
			return nil
		})
	}
	_ = group.Wait() // none fails
	return edm.Near(edm.ASCIIUserName(arg), slices.Concat(lists...))
}

// anyOf lists nouns: "a user, group or sp".
func anyOf(nouns []*Noun) string {
	var names []string
	for _, n := range nouns {
		names = append(names, n.Name)
	}
	text := article(names[0]) + " " + names[0]
	if last := len(names) - 1; last > 0 {
		text = article(names[0]) + " " + strings.Join(names[:last], ", ") + " or " + names[last]
	}
	return text
}
