package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// RoleAssignments gives all role assignments: those for the whole directory
// from the members of the roles, and the others as stored.
func RoleAssignments(tx *store.Tx) ([]*store.Record, error) {
	var list []*store.Record
	for role, err := range tx.List(store.ListQuery{Types: []string{"directoryRole"}}) {
		if err != nil {
			return nil, err
		}
		for member, err := range tx.List(store.ListQuery{Via: &store.Via{Relation: "members", ID: role.ID}}) {
			if err != nil {
				return nil, err
			}
			list = append(list, membershipAssignment(role, member.ID))
		}
	}
	for r, err := range tx.List(store.ListQuery{Types: []string{"unifiedRoleAssignment"}}) {
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// RemoveRoleAssignment takes back an assignment as [RoleAssignments] gives it.
func (d *Directory) RemoveRoleAssignment(ctx context.Context, r *store.Record) error {
	if r.Seq > 0 {
		return d.Delete(ctx, r.ID)
	}
	return d.write(ctx, func(tx *store.Tx) error {
		role, err := activeRole(tx, r.Props.String("roleDefinitionId"))
		if err != nil {
			return err
		}
		principal := r.Props.String("principalId")
		if err := leaveRole(tx, role, principal); err != nil {
			return err
		}
		removed, err := tx.Unlink("members", role.ID, principal)
		if err == nil && !removed {
			return NotFound(r.ID)
		}
		return err
	})
}
