package core

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

const unitScope = "/administrativeUnits/"

// assignScopedRole gives somebody a role over an administrative unit: a
// role assignment with that scope.
func (d *Directory) assignScopedRole(ctx context.Context, b *body) (*store.Record, error) {
	if err := b.require("roleId", "roleMemberInfo"); err != nil {
		return nil, err
	}
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) error {
		h, err := b.scopedHold(tx)
		if err != nil {
			return err
		}
		if r, err = d.hold(tx, h); err != nil {
			return err
		}
		r, err = asScoped(tx, r)
		return err
	})
	return r, err
}

func (b *body) scopedHold(tx *store.Tx) (*roleHold, error) {
	role, err := live(tx, b.props.String("roleId"))
	if err != nil {
		return nil, err
	}
	if role.Type != "directoryRole" {
		return nil, NotFound(role.ID)
	}
	h := new(roleHold)
	if h.over, err = live(tx, b.within.Owner); err != nil {
		return nil, err
	}
	h.scope = unitScope + h.over.ID
	if h.definition, err = roleDefinition(tx, role.Props.String("roleTemplateId")); err != nil {
		return nil, err
	}
	h.principal, err = live(tx, b.props.Object("roleMemberInfo").ID())
	return h, err
}

// ScopedMemberships gives the roles that are held over administrative units as
// scopedRoleMembership: over one unit, of one directory role, or by one user.
func ScopedMemberships(tx *store.Tx, of *store.Record) ([]*store.Record, error) {
	q := store.ListQuery{Types: []string{"unifiedRoleAssignment"}}
	switch of.Type {
	case "administrativeUnit":
		q.Via = &store.Via{Relation: relScoped, ID: of.ID}
	case "user":
		q.Via = &store.Via{Relation: relHeld, ID: of.ID}
	}
	var held []*store.Record
	for r, err := range tx.List(q) {
		if err != nil {
			return nil, err
		}
		wanted := of.Type != "directoryRole" || r.Props.String("roleDefinitionId") == of.Props.String("roleTemplateId")
		if wanted && strings.HasPrefix(r.Props.String("directoryScopeId"), unitScope) {
			held = append(held, r)
		}
	}
	var list []*store.Record
	for _, r := range held {
		scoped, err := asScoped(tx, r)
		if isNotFound(err) { // of a custom role, which is no directory role
			continue
		}
		if err != nil {
			return nil, err
		}
		list = append(list, scoped)
	}
	return list, nil
}

// asScoped shows a role assignment over a unit as a scopedRoleMembership.
func asScoped(tx *store.Tx, r *store.Record) (*store.Record, error) {
	role, err := activeRole(tx, r.Props.String("roleDefinitionId"))
	if err != nil {
		return nil, err
	}
	principal, err := tx.Get(r.Props.String("principalId"))
	if err != nil {
		return nil, err
	}
	return &store.Record{ID: r.ID, Seq: r.Seq, Type: "scopedRoleMembership", Props: odata.NewObject("id", r.ID,
		"administrativeUnitId", strings.TrimPrefix(r.Props.String("directoryScopeId"), unitScope),
		"roleId", role.ID,
		"roleMemberInfo", odata.NewObject("displayName", principal.Props.String("displayName"), "id", principal.ID))}, nil
}
