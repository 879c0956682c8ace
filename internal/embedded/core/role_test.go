package core_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

const helpdesk = "729827e3-9c14-49f7-bb1b-9608f156bbb8" // template

// holders gives who holds the helpdesk role: as its members, and as its
// assignments.
func (d *directory) holders(t *testing.T, role string) (members, assigned map[string]*store.Record) {
	t.Helper()
	members, assigned = map[string]*store.Record{}, map[string]*store.Record{}
	err := d.Read(d.ctx, func(tx *store.Tx) error {
		for r, err := range tx.List(store.ListQuery{Via: &store.Via{Relation: "members", ID: role}}) {
			if err != nil {
				return err
			}
			members[r.ID] = r
		}
		list, err := core.RoleAssignments(tx)
		for _, r := range list {
			if r.Props.String("roleDefinitionId") == helpdesk {
				assigned[r.Props.String("principalId")] = r
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return members, assigned
}

// However a role is given and taken, its members are those to whom it is
// assigned, deleted users apart.
func TestMembersAreAssignments(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	role, err := d.Create(d.ctx, "directoryRole", odata.NewObject("roleTemplateId", helpdesk))
	if err != nil {
		t.Fatal(err)
	}
	var people []string
	for i := range 4 {
		people = append(people, d.user(t, fmt.Sprintf("user%d", i), strings.Repeat("aB3-", 12)).ID)
	}
	random := rand.New(rand.NewPCG(1, 2))
	done := 0
	for range 200 {
		who := people[random.IntN(len(people))]
		if d.step(t, role.ID, who, random.IntN(6)) {
			done++
		}
		members, assigned := d.holders(t, role.ID)
		if len(members) != len(assigned) {
			t.Fatalf("%d members, %d assignments", len(members), len(assigned))
		}
		for id := range members {
			if assigned[id] == nil {
				t.Fatalf("member %s has no assignment", id)
			}
		}
	}
	if done < 50 {
		t.Errorf("only %d of the steps did something", done)
	}
}

// step does something about who holds a role; false if it was refused.
func (d *directory) step(t *testing.T, role, who string, what int) bool {
	t.Helper()
	var err error
	switch what {
	case 0:
		err = d.AddRef(d.ctx, role, "members", who)
	case 1:
		err = d.RemoveRef(d.ctx, role, "members", who)
	case 2:
		_, err = d.Create(d.ctx, "unifiedRoleAssignment", odata.NewObject("principalId", who, "roleDefinitionId", helpdesk, "directoryScopeId", "/"))
	case 3:
		_, assigned := d.holders(t, role)
		if assigned[who] == nil {
			return false
		}
		err = d.RemoveRoleAssignment(d.ctx, assigned[who])
	case 4:
		err = d.Delete(d.ctx, who)
	case 5:
		_, err = d.Restore(d.ctx, who)
	}
	var refused *core.Error
	if err != nil && !errors.As(err, &refused) {
		t.Fatal(err)
	}
	return err == nil
}
