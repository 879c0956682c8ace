package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// createPrincipal makes the service principal of an application of the
// tenant. What it copies from the application stays in step with it.
func (d *Directory) createPrincipal(ctx context.Context, b *body) (*store.Record, error) {
	if err := b.require("appId"); err != nil {
		return nil, err
	}
	if err := b.checkPrincipal(); err != nil {
		return nil, err
	}
	if n := b.bound(); n > maxBind {
		return nil, badRequest("At most %d relations can be set in one request, and there are %d.", maxBind, n)
	}
	b.ownedByCreator(ctx)
	b.created(d.Now())
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		if r, err = d.insertPrincipal(tx, b); err != nil {
			return err
		}
		return noteCreator(ctx, tx, r)
	})
	return r, err
}

func (d *Directory) insertPrincipal(tx *store.Tx, b *body) (*store.Record, error) {
	appID := b.props.String("appId")
	app, err := tx.Lookup("application", "appId", appID)
	if err != nil && !isNotFound(err) {
		return nil, err
	}
	if err := freePrincipalNames(tx, []string{appID}, ""); err != nil {
		return nil, err
	}
	if app == nil {
		return nil, noBackingApplication(appID)
	}
	b.principalDefaults(app.Props, tenantOf(tx))
	names := b.props.Strings("servicePrincipalNames")
	if err := freePrincipalNames(tx, names, ""); err != nil {
		return nil, err
	}
	r := &store.Record{Props: b.props}
	kept := credentialsOf(r)
	if err := b.newCredentials(kept); err != nil {
		return nil, err
	}
	if err := kept.keep(r); err != nil {
		return nil, err
	}
	if r, err = d.insert(tx, b, r.Secret); err != nil {
		return nil, err
	}
	return r, d.bind(tx, r, b.binds)
}

// newCredentials sets the credentials that a new object brings.
func (b *body) newCredentials(kept credentials) error {
	none := &store.Record{Props: new(odata.Object)}
	if err := b.setKeys(none, kept); err != nil {
		return err
	}
	return b.setPasswords(none)
}

// noBackingApplication is the refusal of an appId that no application has;
// clients match its words (facts/clients.md).
func noBackingApplication(appID string) error {
	e := badRequest("The appId '%s' of the service principal does not reference a valid application object.", appID)
	e.Details = []Detail{{Code: "NoBackingApplicationObject", Message: e.Message, Target: "appId"}}
	return e
}

// tenantOf is the id of the tenant: that of its organization.
func tenantOf(tx *store.Tx) string {
	for r, err := range tx.List(store.ListQuery{Types: []string{"organization"}, Limit: 1}) {
		if err == nil {
			return r.ID
		}
	}
	return ""
}

func (b *body) principalDefaults(app *odata.Object, tenant string) {
	given := b.props.Strings("servicePrincipalNames")
	name := b.props.String("displayName")
	b.props.Set("appId", app.String("appId"))
	b.defaultTo("accountEnabled", true)
	b.defaultTo("appRoleAssignmentRequired", false)
	b.props.Set("appOwnerOrganizationId", tenant)
	b.props.Set("servicePrincipalType", "Application")
	copyApplication(b.props, new(odata.Object), app)
	if name != "" {
		b.props.Set("displayName", name)
	}
	b.props.Set("servicePrincipalNames", union(b.props.Strings("servicePrincipalNames"), given))
	if template := app.String("applicationTemplateId"); template != "" {
		b.props.Set("applicationTemplateId", template)
	}
}
