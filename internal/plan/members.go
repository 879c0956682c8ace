package plan

import (
	"context"
	"fmt"
	"slices"

	"golang.org/x/sync/errgroup"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// MemberWant is a membership as a row of a source wants it.
type MemberWant struct {
	Row    int    // line of the source
	Group  string // mailNickname, displayName or id
	Member string // UPN or id of a user; mailNickname, displayName or id of a group
}

const concurrent = 8 // requests under way at once

// Members plans memberships: those that are missing are made, group by group
// in the order of the source, so that an adapter can put 20 into a request.
// Rows that name nothing, or several things, are rejected with the names
// that are near. Errors are those of reading the directory.
func Members(ctx context.Context, d directory.Directory, wants []MemberWant) (*Result, error) {
	names, err := resolve(ctx, d, wants)
	if err != nil {
		return nil, fmt.Errorf("reading groups and members to compare: %w", err)
	}
	result := new(Result)
	var groups []*group
	byID := map[string]*group{}
	for _, w := range wants {
		g, m := names.group(w.Group), names.member(w.Member)
		if bad := cmpFirst(g.reason, m.reason); bad != nil {
			result.reject(task.RowError{Row: w.Row, Target: w.Group + " " + w.Member, Code: bad.code, Message: bad.message})
			continue
		}
		to := byID[g.id]
		if to == nil {
			to = &group{id: g.id, wanted: map[string]bool{}}
			byID[g.id], groups = to, append(groups, to)
		}
		to.rows = append(to.rows, membership{w, m.id})
		to.wanted[m.id] = true
	}
	if err := readMembers(ctx, d, groups); err != nil {
		return nil, fmt.Errorf("reading members to compare: %w", err)
	}
	for _, g := range groups {
		g.plan(result)
	}
	return result, nil
}

type group struct {
	id     string
	rows   []membership
	wanted map[string]bool
	has    map[string]bool // wanted members that it has
}

type membership struct {
	MemberWant
	id string // the member's
}

func (g *group) plan(result *Result) {
	for _, row := range g.rows {
		if g.has[row.id] {
			result.Unchanged++
			continue
		}
		g.has[row.id] = true // a second row for the same is no second operation
		result.Ops = append(result.Ops, row.operation(g.id))
	}
}

// operation makes the operation of a row. In an import it has the name that
// the vocabulary has for it (import.group_member: update), else join.
func (m *membership) operation(groupID string) *directory.Operation {
	name := "join"
	if m.Row > 0 {
		name = "update"
	}
	return &directory.Operation{
		Name: name, Verb: directory.Link,
		Ref:    directory.Ref{Set: "groups", Key: groupID, Path: "members"},
		Other:  directory.Ref{Set: "directoryObjects", Key: m.id},
		Target: m.Group + " " + m.Member, Row: m.Row,
	}
}

func readMembers(ctx context.Context, d directory.Directory, groups []*group) error {
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(concurrent)
	for _, g := range groups {
		work.Go(func() error { return g.read(ctx, d) })
	}
	return work.Wait()
}

// read finds which wanted members a group has. It stops as soon as it has
// seen them all.
func (g *group) read(ctx context.Context, d directory.Directory) error {
	g.has = map[string]bool{}
	ref := directory.Ref{Set: "groups", Key: g.id, Path: "members"}
	for o, err := range d.List(ctx, ref, odata.Query{Select: []string{"id"}}) {
		if err != nil {
			return err
		}
		if id := o.ID(); g.wanted[id] {
			g.has[id] = true
		}
		if len(g.has) == len(g.wanted) {
			break
		}
	}
	return nil
}

func cmpFirst(reasons ...*refusal) *refusal {
	if i := slices.IndexFunc(reasons, func(r *refusal) bool { return r != nil }); i >= 0 {
		return reasons[i]
	}
	return nil
}
