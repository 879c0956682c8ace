package cmdkit

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Find reads the one object that arg names, by id or natural key, with the
// properties asked for; the one object of a noun that is one. None is apierr.NotFound with near names as the hint;
// several are apierr.Ambiguous with their ids. Nothing is ever guessed.
func Find(ctx context.Context, dir directory.Directory, n *Noun, arg string, properties []string) (*odata.Object, error) {
	if n.Self != "" {
		return dir.Get(ctx, n.self(), odata.Query{Select: properties})
	}
	if keys := n.pathKeys(arg); len(keys) > 0 {
		return findByKey(ctx, dir, n, keys, odata.Query{Select: properties})
	}
	found, err := matches(ctx, dir, n, arg, properties)
	switch {
	case err != nil:
		return nil, err
	case len(found) == 0:
		return nil, notFound(ctx, dir, n, arg)
	case len(found) > 1:
		return nil, ambiguous(n, arg, found)
	}
	return found[0], nil
}

// findByKey reads the object with the first of the keys that one has.
func findByKey(ctx context.Context, dir directory.Directory, n *Noun, keys []string, q odata.Query) (*odata.Object, error) {
	for _, key := range keys {
		o, err := dir.Get(ctx, n.Ref(key), q)
		if !errors.Is(err, apierr.NotFound) {
			return o, err
		}
	}
	return nil, notFound(ctx, dir, n, Spoken(keys[0]))
}

// maxListed bounds how many objects an error names.
const maxListed = 10

func matches(ctx context.Context, dir directory.Directory, n *Noun, arg string, properties []string) ([]*odata.Object, error) {
	if len(properties) > 0 {
		properties = withKeys(n, slices.Clone(properties)) // names, if there are several
	}
	if n.Within != nil {
		return contained(ctx, dir, n, arg, properties)
	}
	var terms []string
	for _, key := range n.Keys {
		terms = append(terms, key+" eq "+odata.QuoteString(arg))
	}
	var found []*odata.Object
	q := odata.Query{Select: properties, Filter: strings.Join(terms, " or ")}
	for o, err := range dir.List(ctx, n.All(), q) {
		if err != nil {
			return nil, err
		}
		if found = append(found, o); len(found) > maxListed {
			break
		}
	}
	return found, nil
}

func ambiguous(n *Noun, arg string, found []*odata.Object) *apierr.Error {
	var names []string
	for _, o := range found {
		name := o.String(n.Keys[0])
		if n.AlternateKey != "" {
			name += ", " + n.AlternateKey + " " + o.String(n.AlternateKey)
		}
		names = append(names, fmt.Sprintf("%s (%s)", o.ID(), name))
	}
	return apierr.New(apierr.Ambiguous, n.Name+" "+arg, fmt.Sprintf("the name fits %d %s", len(found), n.Plural)).
		WithHint("name one by its id: " + strings.Join(names, ", "))
}

// NotFound is the error for what is not there, whichever way that was found
// out: with the status 404, which a filter that finds nothing has not.
func NotFound(target, message string) *apierr.Error {
	err := apierr.New(apierr.NotFound, target, message)
	err.Status = 404
	return err
}

// notFound makes the error for a name that fits nothing, with near ones. The
// look for near names is a kindness: if it fails, the error stands without.
func notFound(ctx context.Context, dir directory.Directory, n *Noun, arg string) error {
	err := NotFound(n.Name+" "+arg, "not found")
	if near := nearNames(ctx, dir, n, arg); len(near) > 0 {
		return err.WithHint("did you mean " + quoteJoin(near) + "?")
	}
	return err.WithHint(fmt.Sprintf("`tenantctl %s` shows the %s there are", n.command(n.listing()), n.Plural))
}

func nearNames(ctx context.Context, dir directory.Directory, n *Noun, arg string) []string {
	if n.KeyInPath {
		arg = edm.ASCIIUserName(arg)
	}
	prefix := []rune(arg)
	if odata.IsGUID(arg) || len(prefix) == 0 {
		return nil
	}
	prefix = prefix[:min(2, len(prefix))]
	q := n.beginning(string(prefix))
	var names []string
	seen := map[string]bool{}
	for o, err := range dir.List(ctx, n.All(), q) {
		if err != nil || len(names) >= pageMax {
			break
		}
		for _, key := range n.Keys {
			name := o.String(key)
			if folded := odata.Fold(name); folded != "" && !seen[folded] {
				seen[folded] = true
				names = append(names, name)
			}
		}
	}
	return edm.Near(arg, names)
}
