package membershipcmd

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// groups are the groups that were asked for, in that order and each once, and
// what fits none.
type groups struct {
	found   []*odata.Object
	missing []*apierr.Error
}

// findGroups reads groups by id, alias or name: many at a time, so that a long
// list takes few requests. A name that fits several is an error.
func findGroups(ctx context.Context, dir directory.Directory, lines []cmdkit.Line) (*groups, error) {
	byID, byName, err := lookUp(ctx, dir, lines)
	if err != nil {
		return nil, err
	}
	g, seen := new(groups), map[string]bool{}
	for _, l := range lines {
		there := byName.of(l.Text)
		if o := byID.Get(l.Text); o != nil {
			there = append(there, o)
		}
		switch {
		case len(there) > 1:
			_, err := cmdkit.Find(ctx, dir, noun.Group(), l.Text, nil) // it says between which
			return nil, err
		case len(there) == 0 || !isGroup(there[0]):
			if err := g.miss(ctx, dir, l, there); err != nil {
				return nil, err
			}
		case !seen[there[0].ID()]:
			seen[there[0].ID()] = true
			g.found = append(g.found, there[0])
		}
	}
	return g, nil
}

// isGroup tells whether an object is a group; by a name only groups are found,
// which do not always say so.
func isGroup(o *odata.Object) bool {
	t := cmdkit.ObjectType(o)
	return t == "" || t == noun.Group().Type
}

// names holds what was found by alias and by display name.
type names struct{ alias, display current.Found }

// of gives the groups of a name, each once.
func (n names) of(name string) []*odata.Object {
	list := slices.Concat(n.alias.Get(name), n.display.Get(name))
	for i := len(list) - 1; i > 0; i-- {
		if slices.ContainsFunc(list[:i], func(o *odata.Object) bool { return o.ID() == list[i].ID() }) {
			list = slices.Delete(list, i, i+1)
		}
	}
	return list
}

func lookUp(ctx context.Context, dir directory.Directory, lines []cmdkit.Line) (cmdkit.ByID, names, error) {
	var ids, words []string
	for _, l := range lines {
		if odata.IsGUID(l.Text) {
			ids = append(ids, l.Text)
		} else {
			words = append(words, l.Text)
		}
	}
	byID := cmdkit.ByID{}
	for chunk := range slices.Chunk(ids, cmdkit.MaxIDs) {
		some, err := cmdkit.GetByIDs(ctx, dir, chunk)
		if err != nil {
			return nil, names{}, err
		}
		for id, o := range some {
			byID[id] = o
		}
	}
	keys := current.Keys{Set: noun.Group().Set, Values: words, Select: []string{"displayName", "mailNickname"}}
	var byName names
	var err error
	keys.Property = "mailNickname"
	if byName.alias, err = current.Find(ctx, dir, keys); err != nil {
		return nil, names{}, err
	}
	keys.Property = "displayName"
	byName.display, err = current.Find(ctx, dir, keys)
	return byID, byName, err
}

// maxNear bounds for how many names near ones are looked up.
const maxNear = 5

// miss notes a group that is not there.
func (g *groups) miss(ctx context.Context, dir directory.Directory, l cmdkit.Line, there []*odata.Object) error {
	e := cmdkit.NotFound("", "no such group")
	switch {
	case len(there) > 0:
		e.Message = "it is of type " + cmdkit.ObjectType(there[0]) + ", not a group"
	case len(g.missing) < maxNear:
		_, err := cmdkit.Find(ctx, dir, noun.Group(), l.Text, []string{"id"})
		if e = apierr.As(err); e == nil || e.Kind != apierr.NotFound {
			return err
		}
	}
	e.Target = "group " + l.String()
	g.missing = append(g.missing, e)
	return nil
}

// err is the error for what fits no group, nil if all are there.
func (g *groups) err(asked int) error {
	switch len(g.missing) {
	case 0:
		return nil
	case 1:
		return g.missing[0]
	}
	e := cmdkit.NotFound("", fmt.Sprintf("%d of %d groups are not there", len(g.missing), asked))
	for _, one := range g.missing {
		d := apierr.Detail{Code: "NotFound", Target: one.Target, Message: one.Message}
		if near, ok := strings.CutPrefix(one.Hint, "did you mean "); ok {
			d.Message += "; did you mean " + near
		}
		e.Details = append(e.Details, d)
	}
	return e.WithHint("`tenantctl group list` shows the groups there are")
}
