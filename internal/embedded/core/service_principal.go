package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// createPrincipal makes the service principal of an application of the
// tenant. What it copies from the application stays in step with it.
func (d *Directory) createPrincipal(ctx context.Context, b *body) (*store.Record, error) {
	if err := d.preparePrincipal(ctx, b); err != nil {
		return nil, err
	}
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		r, err = d.insertPrincipal(ctx, tx, b)
		return err
	})
	return r, err
}

func (d *Directory) preparePrincipal(ctx context.Context, b *body) error {
	if err := b.require("appId"); err != nil {
		return err
	}
	if err := b.checkPrincipal(); err != nil {
		return err
	}
	if err := b.checkBound(); err != nil {
		return err
	}
	if err := d.openKeys(ctx, b); err != nil {
		return err
	}
	b.ownedByCreator(ctx)
	b.created(d.Now())
	return nil
}

func (d *Directory) insertPrincipal(ctx context.Context, tx *store.Tx, b *body) (*store.Record, error) {
	appID := b.props.String("appId")
	switch other, err := tx.Lookup("servicePrincipal", "appId", appID); {
	case err == nil:
		return nil, nameInUse(other, []string{appID})
	case !isNotFound(err):
		return nil, err
	}
	app, err := tx.Lookup("application", "appId", appID)
	if isNotFound(err) {
		return nil, noBackingApplication(appID)
	}
	if err != nil {
		return nil, err
	}
	b.ownRoles(new(odata.Object))
	b.principalDefaults(app.Props, tenantOf(tx))
	names := b.props.Strings("servicePrincipalNames")
	if err := freePrincipalNames(tx, names, ""); err != nil {
		return nil, err
	}
	if err := freeOfApplications(tx, names, app.Props.String("appId")); err != nil {
		return nil, err
	}
	kept, none := noCredentials(), &store.Record{Props: new(odata.Object)}
	if err := b.setKeys(none, kept); err != nil {
		return nil, err
	}
	if err := b.setPasswords(none, kept); err != nil {
		return nil, err
	}
	return d.insertHolder(ctx, tx, b, kept)
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
