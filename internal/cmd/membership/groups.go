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
	known, err := lookUp(ctx, dir, lines)
	if err != nil {
		return nil, err
	}
	g, seen := new(groups), map[string]bool{}
	for _, l := range lines {
		one, err := g.one(ctx, dir, l, known.of(l.Text))
		switch {
		case err != nil:
			return nil, err
		case one != nil && !seen[one.ID()]:
			seen[one.ID()] = true
			g.found = append(g.found, one)
		}
	}
	return g, nil
}

// maxNear bounds for how many names near ones are looked up.
const maxNear = 5

// one is the group that a line names: the only one that was found, or nil for
// none, which is noted as missing. The way of one name knows near ones, and
// between which of several to choose.
func (g *groups) one(ctx context.Context, dir directory.Directory, l cmdkit.Line, there []*odata.Object) (*odata.Object, error) {
	if len(there) == 1 {
		return there[0], nil
	}
	missing := cmdkit.NotFound("group "+l.String(), "no such group")
	if len(there) > 1 || len(g.missing) < maxNear {
		o, err := cmdkit.Find(ctx, dir, noun.Group(), l.Text, []string{"id", "displayName"})
		e := apierr.As(err)
		if e == nil || e.Kind != apierr.NotFound {
			return o, err
		}
		missing.Hint = e.Hint
	}
	g.missing = append(g.missing, missing)
	return nil, nil
}

// known holds groups by each of what names them.
type known []current.Found

// of gives the groups of a name, each once.
func (k known) of(name string) []*odata.Object {
	var list []*odata.Object
	for _, found := range k {
		for _, o := range found.Get(name) {
			if !slices.ContainsFunc(list, func(other *odata.Object) bool { return other.ID() == o.ID() }) {
				list = append(list, o)
			}
		}
	}
	return list
}

func lookUp(ctx context.Context, dir directory.Directory, lines []cmdkit.Line) (known, error) {
	var ids, words []string
	for _, l := range lines {
		if odata.IsGUID(l.Text) {
			ids = append(ids, l.Text)
		} else {
			words = append(words, l.Text)
		}
	}
	var all known
	for _, by := range []struct {
		property string
		values   []string
	}{{"id", ids}, {"mailNickname", words}, {"displayName", words}} {
		found, err := current.Find(ctx, dir, current.Keys{
			Set: noun.Group().Set, Property: by.property, Values: by.values,
			Select: []string{"displayName", "mailNickname"},
		})
		if err != nil {
			return nil, err
		}
		all = append(all, found)
	}
	return all, nil
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
