package core

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// everywhere is the scope of a role that is held over the whole directory.
const everywhere = "/"

// roleHold is that a principal holds a role over a scope.
type roleHold struct {
	principal, definition *store.Record
	scope                 string
	over                  *store.Record // what the scope names, nil for everywhere
}

// assignRole gives a principal a role (facts/graph.md, section 12).
func (d *Directory) assignRole(ctx context.Context, b *body) (*store.Record, error) {
	if err := b.require("principalId", "roleDefinitionId"); err != nil {
		return nil, err
	}
	if b.props.IsNull("directoryScopeId") || !b.props.IsNull("appScopeId") {
		return nil, badProperty("directoryScopeId", "A value is required for property 'directoryScopeId' of resource 'UnifiedRoleAssignment'.")
	}
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) error {
		principal, err := live(tx, b.props.String("principalId"))
		if err != nil {
			return err
		}
		definition, err := roleDefinition(tx, b.props.String("roleDefinitionId"))
		if err != nil {
			return err
		}
		h := &roleHold{principal: principal, definition: definition, scope: b.props.String("directoryScopeId")}
		if h.over, err = scopeObject(tx, h.scope); err != nil {
			return err
		}
		r, err = d.hold(tx, h)
		return err
	})
	return r, err
}

// scopeObject gives the object that a scope names: "/administrativeUnits/{id}"
// or "/{id}"; nil for "/".
func scopeObject(tx *store.Tx, scope string) (*store.Record, error) {
	if scope == everywhere {
		return nil, nil
	}
	id, ok := strings.CutPrefix(scope, "/")
	unit, isUnit := strings.CutPrefix(id, "administrativeUnits/")
	if !ok || strings.Contains(unit, "/") {
		return nil, badProperty("directoryScopeId", "Invalid value specified for property 'directoryScopeId' of resource 'UnifiedRoleAssignment'.")
	}
	r, err := live(tx, unit)
	if err == nil && isUnit != (r.Type == "administrativeUnit") {
		return nil, NotFound(unit)
	}
	return r, err
}

// hold makes an assignment and gives it as an object.
func (d *Directory) hold(tx *store.Tx, h *roleHold) (*store.Record, error) {
	if err := mayHoldRole(d, tx, nil, h.principal); err != nil {
		return nil, err
	}
	if enabled, _ := h.definition.Props.Bool("isEnabled"); !enabled {
		return nil, badProperty("roleDefinitionId", "The role '%s' is not enabled.", h.definition.Props.String("displayName"))
	}
	if builtIn, _ := h.definition.Props.Bool("isBuiltIn"); builtIn && h.over == nil {
		return d.holdEverywhere(tx, h)
	}
	return holdStored(tx, h)
}

// holdEverywhere makes the principal a member of the role, which it activates.
func (d *Directory) holdEverywhere(tx *store.Tx, h *roleHold) (*store.Record, error) {
	role, err := activeRole(tx, h.definition.ID)
	if isNotFound(err) {
		role, err = d.activate(tx, h.definition)
	}
	if err != nil {
		return nil, err
	}
	added, err := tx.Link("members", role.ID, h.principal.ID)
	if err == nil && !added {
		return nil, conflicting()
	}
	return membershipAssignment(role, h.principal.ID), err
}

// membershipAssignment is what membership of a role looks like as an
// assignment. Its id is made of the two, as Graph's is.
func membershipAssignment(role *store.Record, principal string) *store.Record {
	definition := role.Props.String("roleTemplateId")
	id := joinedID(definition, principal) + "-1"
	return &store.Record{ID: id, Type: "unifiedRoleAssignment", Props: odata.NewObject("id", id,
		"principalId", principal, "roleDefinitionId", definition, "directoryScopeId", everywhere)}
}

func holdStored(tx *store.Tx, h *roleHold) (*store.Record, error) {
	for r, err := range tx.List(store.ListQuery{Via: &store.Via{Relation: relHeld, ID: h.principal.ID}}) {
		if err != nil {
			return nil, err
		}
		if r.Props.String("roleDefinitionId") == h.definition.ID && strings.EqualFold(r.Props.String("directoryScopeId"), h.scope) {
			return nil, conflicting()
		}
	}
	id := joinedID(h.definition.ID, newID()) + "-1"
	r := &store.Record{ID: id, Type: "unifiedRoleAssignment", Props: odata.NewObject("id", id,
		"principalId", h.principal.ID, "roleDefinitionId", h.definition.ID, "directoryScopeId", h.scope)}
	if err := tx.Insert(r); err != nil {
		return nil, err
	}
	owners := []owner{{relHeld, h.principal.ID}}
	if h.over != nil {
		owners = append(owners, owner{relScoped, h.over.ID})
	}
	return r, linkAll(tx, r.ID, owners...)
}
