package core

import (
	"context"
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
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
	if b.props.Has("appRoles") {
		if err := keepsEnabled(credentialList(r.Props, "appRoles"), credentialList(b.props, "appRoles")); err != nil {
			return err
		}
	}
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
	}
	if err := b.changeHolder(r); err != nil {
		return err
	}
	if err := d.bind(tx, r, b.binds); err != nil {
		return err
	}
	return tx.Update(r)
}
