package contract

import (
	"errors"
	"fmt"
	"slices"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

const ghost = "00000000-0000-4000-8000-00000000dead"

func testMembers(s *suite) {
	people := s.people("ann", "bob")
	teams := s.groups("team", "inner")
	members := group(teams[0], "members")
	for _, id := range []string{people[0], people[1], teams[1]} {
		s.must(relate(directory.Link, members, id))
	}
	s.already(relate(directory.Link, members, people[0]))
	s.fails(relate(directory.Link, members, ghost), apierr.NotFound)
	s.fails(relate(directory.Link, group(ghost, "members"), people[0]), apierr.NotFound)

	want := []string{people[0], people[1], teams[1]}
	slices.Sort(want)
	s.want("members", s.values(members, odata.Query{}, "id"), want)
	if s.Supports(directory.CanFilter) {
		s.want("users among them", len(s.all(group(teams[0], "members/microsoft.graph.user"), odata.Query{})), 2)
		s.want("by name", s.values(members, odata.Query{Filter: "startsWith(displayName,'b')"}, "id"), people[1:])
	}

	s.must(relate(directory.Unlink, members, people[0]))
	s.already(relate(directory.Unlink, members, people[0]))
	if _, err := s.Get(s.Context(), user(people[0]), odata.Query{}); err != nil {
		s.Errorf("taking a member out must not delete it: %v", err)
	}
	s.want("members", len(s.all(members, odata.Query{})), 2)
}

func testOwners(s *suite) {
	s.need(directory.CanOwners)
	people := s.people("ann", "bob")
	owners := group(s.groups("team")[0], "owners")
	before := s.values(owners, odata.Query{}, "id")
	s.must(relate(directory.Link, owners, people[0]), relate(directory.Link, owners, people[1]))
	s.already(relate(directory.Link, owners, people[1]))
	s.must(relate(directory.Unlink, owners, people[0]))
	s.already(relate(directory.Unlink, owners, people[0]))
	want := append(before, people[1])
	slices.Sort(want)
	s.want("owners", s.values(owners, odata.Query{}, "id"), want)
}

func testManager(s *suite) {
	s.need(directory.CanManager)
	people := s.people("ann", "bob", "chef")
	manager := user(people[0]).Below("manager")
	if _, err := s.Get(s.Context(), manager, odata.Query{}); !errors.Is(err, apierr.NotFound) {
		s.Errorf("get a manager that there is not: %v", err)
	}
	s.already(change(directory.Clear, manager))
	for _, boss := range people[1:] {
		s.must(relate(directory.SetRef, manager, boss))
		o, err := s.Get(s.Context(), manager, odata.Query{})
		if err != nil {
			s.Fatal(err)
		}
		s.want("manager", o.ID(), boss)
	}
	s.want("reports", s.values(user(people[2]).Below("directReports"), odata.Query{}, "id"), people[:1])
	s.must(change(directory.Clear, manager))
	if _, err := s.Get(s.Context(), user(people[2]), odata.Query{}); err != nil {
		s.Errorf("clearing the manager must not delete it: %v", err)
	}
	s.fails(relate(directory.SetRef, manager, ghost), apierr.NotFound)
}

// testBatch has more operations than a request takes, and among them some
// that fail: only these do.
func testBatch(s *suite) {
	var ops []*directory.Operation
	for i := range 50 {
		ops = append(ops, newUser(fmt.Sprintf("u%02d", i)))
	}
	bad := map[int]apierr.Kind{3: apierr.Invalid, 19: apierr.Invalid, 20: apierr.Conflict, 49: apierr.Invalid}
	for i, kind := range bad {
		ops[i].Body.Set("userPrincipalName", "x@elsewhere.example")
		if kind == apierr.Conflict {
			ops[i].Body.Set("userPrincipalName", "admin@"+Domain)
		}
	}
	for i, o := range s.apply(ops...) {
		if kind, failing := bad[i]; failing != (o.Err != nil) || failing && !errors.Is(o.Err, kind) {
			s.Errorf("operation %d: %v", i, o.Err)
		}
	}
	s.want("users", len(s.all(directory.Ref{Set: "users"}, odata.Query{})), 1+50-len(bad))
}

// testChunks lets many join one group, with a few that cannot: only these
// fail, wherever they are.
func testChunks(s *suite) {
	var names []string
	for i := range 65 {
		names = append(names, fmt.Sprintf("u%02d", i))
	}
	ids := s.people(names...)
	members := group(s.groups("team")[0], "members")
	s.must(relate(directory.Link, members, ids[5]))
	var ops []*directory.Operation
	for i, id := range ids {
		if i == 21 || i == 64 {
			id = ghost
		}
		ops = append(ops, relate(directory.Link, members, id))
	}
	for i, o := range s.apply(ops...) {
		failing := i == 21 || i == 64
		if failing != (o.Err != nil) || o.Already != (i == 5) {
			s.Errorf("member %d: %v, already %v", i, o.Err, o.Already)
		}
	}
	s.want("members", len(s.all(members, odata.Query{})), 63)
}

// testOrder changes one object many times: the last one stands.
func testOrder(s *suite) {
	ids := s.people("ann", "bob")
	var ops []*directory.Operation
	for i := range 60 {
		ops = append(ops, change(directory.Update, user(ids[i%2]), "jobTitle", fmt.Sprint(i)))
	}
	s.must(ops...)
	for i, id := range ids {
		o, err := s.Get(s.Context(), user(id), odata.Query{Select: []string{"jobTitle"}})
		if err != nil {
			s.Fatal(err)
		}
		s.want("jobTitle", o.String("jobTitle"), 58+i)
	}
}
