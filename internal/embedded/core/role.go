package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// globalAdministrator is the template of the role that somebody must hold.
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10"

// activateRole makes a directory role of a template (facts/graph.md, section
// 12). Clients match on the wording of the second time.
func (d *Directory) activateRole(ctx context.Context, b *body) (*store.Record, error) {
	if err := b.require("roleTemplateId"); err != nil {
		return nil, err
	}
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) error {
		template, err := roleTemplate(tx, b.props.String("roleTemplateId"))
		if err != nil {
			return err
		}
		switch _, err := activeRole(tx, template.ID); {
		case err == nil:
			return conflicting()
		case !isNotFound(err):
			return err
		}
		r, err = d.activate(tx, template)
		return err
	})
	return r, err
}

// conflicting is the refusal of something that there is already.
func conflicting() *Error {
	e := badRequest("A conflicting object with one or more of the specified property values is present in the directory.")
	e.Details = []Detail{{Code: "ConflictingObjects", Message: e.Message}}
	return e
}

func roleTemplate(tx *store.Tx, id string) (*store.Record, error) {
	r, err := live(tx, id)
	if err == nil && r.Type != "directoryRoleTemplate" {
		return nil, NotFound(id)
	}
	return r, err
}

// activeRole gives the activated role of a template; store.ErrNotFound if it
// was not activated.
func activeRole(tx *store.Tx, template string) (*store.Record, error) {
	filter, err := odata.ParseFilter("roleTemplateId eq " + odata.QuoteString(template))
	if err != nil {
		return nil, err
	}
	for r, err := range tx.List(store.ListQuery{Types: []string{"directoryRole"}, Filter: filter, Limit: 1}) {
		return r, err
	}
	return nil, store.ErrNotFound
}

// activate makes the role of a template that was not activated.
func (d *Directory) activate(tx *store.Tx, template *store.Record) (*store.Record, error) {
	id := newID()
	r := &store.Record{ID: id, Type: "directoryRole", Props: odata.NewObject("id", id,
		"displayName", template.Props.String("displayName"),
		"description", template.Props.String("description"),
		"roleTemplateId", template.ID)}
	return r, tx.Insert(r)
}

// mayHoldRole: users, service principals, and groups made for it hold roles.
func mayHoldRole(_ *Directory, _ *store.Tx, _, other *store.Record) error {
	switch other.Type {
	case "user", "servicePrincipal":
		return nil
	case "group":
		if assignable, _ := other.Props.Bool("isAssignableToRole"); assignable {
			return nil
		}
		return badRequest("The group cannot be assigned to a role: its isAssignableToRole property is not true.")
	}
	return badRequest("An object of type '%s' cannot be assigned to a role.", other.Type)
}

// leaveRole keeps a Global Administrator.
func leaveRole(tx *store.Tx, role *store.Record, other string) error {
	if role.Props.String("roleTemplateId") != globalAdministrator {
		return nil
	}
	linked, err := tx.Linked("members", role.ID, other)
	if err != nil || !linked {
		return err
	}
	n, err := tx.CountLinks("members", role.ID)
	if err == nil && n <= 1 {
		return badRequest("The last Global Administrator cannot be removed: the directory must have at least one.")
	}
	return err
}

// keepAdministrator refuses that the last Global Administrator is deleted.
func keepAdministrator(tx *store.Tx, r *store.Record) error {
	roles := store.ListQuery{Types: []string{"directoryRole"}, Via: &store.Via{Relation: "members", ID: r.ID, Reverse: true}}
	for role, err := range tx.List(roles) {
		if err != nil {
			return err
		}
		if role.Props.String("roleTemplateId") == globalAdministrator {
			return leaveRole(tx, role, r.ID)
		}
	}
	return nil
}
