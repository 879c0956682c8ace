package core

import (
	"context"
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// checkPrincipal checks what the model cannot say of a service principal.
func (b *body) checkPrincipal() error {
	if err := b.checkRoles("appRoles", credentialList(b.props, "appRoles")); err != nil {
		return err
	}
	if b.props.Has("oauth2PermissionScopes") {
		if err := checkEntitlementList("oauth2PermissionScopes", credentialList(b.props, "oauth2PermissionScopes")); err != nil {
			return err
		}
	}
	if err := distinct("servicePrincipalNames", b.props.Strings("servicePrincipalNames")); err != nil {
		return err
	}
	return b.checkModel()
}

func (d *Directory) updatePrincipal(ctx context.Context, r *store.Record, b *body) error {
	if err := b.checkPrincipal(); err != nil {
		return err
	}
	if err := d.openKeys(ctx, b); err != nil {
		return err
	}
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, r.ID)
		if err != nil {
			return err
		}
		return d.changePrincipal(tx, r, b)
	})
}

func (d *Directory) changePrincipal(tx *store.Tx, r *store.Record, b *body) error {
	for _, name := range []string{"appRoles", "oauth2PermissionScopes"} {
		if !b.props.Has(name) {
			continue
		}
		if err := keepsEnabled(credentialList(r.Props, name), credentialList(b.props, name)); err != nil {
			return err
		}
	}
	b.ownRoles(r.Props)
	if err := b.checkModelChange(r.Props); err != nil {
		return err
	}
	if b.props.Has("servicePrincipalNames") {
		names := b.props.Strings("servicePrincipalNames")
		if !slices.Contains(names, r.Props.String("appId")) {
			return badProperty("servicePrincipalNames", "The appId '%s' must be one of the servicePrincipalNames.", r.Props.String("appId"))
		}
		if err := freePrincipalNames(tx, names, r.ID); err != nil {
			return err
		}
		if err := freeOfApplications(tx, names, r.Props.String("appId")); err != nil {
			return err
		}
	}
	if err := b.changeHolder(r); err != nil {
		return err
	}
	if err := d.bind(tx, r, b.binds); err != nil {
		return err
	}
	return tx.Update(r)
}

// ownRoles says of the app roles in the body where they are defined: those
// that the service principal has from its application there, the others on
// itself.
func (b *body) ownRoles(principal *odata.Object) {
	if !b.props.Has("appRoles") {
		return
	}
	known, list := credentialList(principal, "appRoles"), credentialList(b.props, "appRoles")
	for _, o := range list {
		i := findByID(known, o.String("id"))
		if i < 0 || known[i].String("origin") == onPrincipal {
			o.Set("origin", onPrincipal)
		}
	}
	b.props.Set("appRoles", append([]*odata.Object{}, list...))
}

// onPrincipal is the origin of the app roles that are defined on a service
// principal (reference on appRole).
const onPrincipal = "ServicePrincipal"
