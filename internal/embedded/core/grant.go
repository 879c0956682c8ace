package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// createGrant lets a client act for a user, or for all users, at a resource:
// a delegated permission grant. There is one at most for the same three.
func (d *Directory) createGrant(ctx context.Context, b *body) (*store.Record, error) {
	if err := b.require("clientId", "consentType", "resourceId"); err != nil {
		return nil, err
	}
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) error {
		owners, err := b.grantOwners(tx)
		if err != nil {
			return err
		}
		ids := make([]string, len(owners))
		for i, o := range owners {
			ids[i] = o.id
		}
		b.id = joinedID(ids...)
		switch _, err := tx.Get(b.id); {
		case err == nil:
			return badRequest("Permission entry already exists.")
		case !isNotFound(err):
			return err
		}
		if r, err = d.insert(tx, b, nil); err != nil {
			return err
		}
		return linkAll(tx, r.ID, owners...)
	})
	return r, err
}

// grantOwners checks for whom and at what a grant is, and gives the objects
// that it is a part of: client, resource and, of a single user's, the user.
func (b *body) grantOwners(tx *store.Tx) ([]owner, error) {
	var owners []owner
	for _, end := range []struct{ property, relation string }{{"clientId", relGrants}, {"resourceId", relGrantedOn}} {
		r, err := live(tx, b.props.String(end.property))
		if err != nil {
			return nil, err
		}
		if r.Type != "servicePrincipal" {
			return nil, badProperty(end.property, "The %s must be the id of a service principal.", end.property)
		}
		b.props.Set(end.property, r.ID)
		owners = append(owners, owner{end.relation, r.ID})
	}
	principal := b.props.String("principalId")
	switch all := b.props.String("consentType") == "AllPrincipals"; {
	case all && principal != "":
		return nil, badProperty("principalId", "The principalId must be null when consentType is 'AllPrincipals'.")
	case all:
		return owners, nil
	case principal == "":
		return nil, badProperty("principalId", "A value is required for property 'principalId' of resource 'OAuth2PermissionGrant' when consentType is 'Principal'.")
	}
	u, err := live(tx, principal)
	if err == nil && u.Type != "user" {
		return nil, badProperty("principalId", "The principalId must be the id of a user.")
	}
	if err != nil {
		return nil, err
	}
	b.props.Set("principalId", u.ID)
	return append(owners, owner{relGrants, u.ID}), nil
}
