package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// RoleDefinitions gives the definitions of all roles: the built-in ones, which
// the templates stand for, and the custom ones as stored.
func RoleDefinitions(tx *store.Tx) ([]*store.Record, error) {
	var list []*store.Record
	for _, typ := range []string{"directoryRoleTemplate", "unifiedRoleDefinition"} {
		for r, err := range tx.List(store.ListQuery{Types: []string{typ}}) {
			if err != nil {
				return nil, err
			}
			list = append(list, asDefinition(r))
		}
	}
	return list, nil
}

// asDefinition shows a template as the definition of its role, which has the
// same id. What the role permits is not part of the seed.
func asDefinition(r *store.Record) *store.Record {
	if r.Type != "directoryRoleTemplate" {
		return r
	}
	return &store.Record{ID: r.ID, Type: "unifiedRoleDefinition", Props: odata.NewObject("id", r.ID,
		"description", r.Props.String("description"), "displayName", r.Props.String("displayName"),
		"isBuiltIn", true, "isEnabled", true, "resourceScopes", []string{everywhere},
		"rolePermissions", []string{}, "templateId", r.ID, "version", "1")}
}

func roleDefinition(tx *store.Tx, id string) (*store.Record, error) {
	r, err := live(tx, id)
	if err == nil && r.Type != "directoryRoleTemplate" && r.Type != "unifiedRoleDefinition" {
		return nil, NotFound(id)
	}
	if err != nil {
		return nil, err
	}
	return asDefinition(r), nil
}

func (d *Directory) createRoleDefinition(ctx context.Context, b *body) (*store.Record, error) {
	if err := b.require("displayName", "isEnabled", "rolePermissions"); err != nil {
		return nil, err
	}
	b.id = newID()
	b.props.Set("isBuiltIn", false)
	b.defaultTo("resourceScopes", []string{everywhere})
	b.defaultTo("templateId", b.id)
	return d.createPlain(ctx, b)
}

func (d *Directory) updateRoleDefinition(ctx context.Context, r *store.Record, b *body) error {
	if builtIn, _ := r.Props.Bool("isBuiltIn"); builtIn {
		return badRequest("The built-in role '%s' cannot be changed.", r.Props.String("displayName"))
	}
	b.props.Set("isBuiltIn", false) // clients send back what they were given
	return d.updatePlain(ctx, r, b)
}

// definitionGoing refuses that a role is deleted which somebody holds.
func definitionGoing(_ *Directory, tx *store.Tx, r *store.Record, _ bool) error {
	filter, err := odata.ParseFilter("roleDefinitionId eq " + odata.QuoteString(r.ID))
	if err != nil {
		return err
	}
	n, err := tx.Count(store.ListQuery{Types: []string{"unifiedRoleAssignment"}, Filter: filter})
	if err == nil && n > 0 {
		return badRequest("The role '%s' cannot be deleted while it is assigned (%d assignments).", r.Props.String("displayName"), n)
	}
	return err
}
