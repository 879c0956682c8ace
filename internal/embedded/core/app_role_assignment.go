package core

import (
	"context"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// DefaultAccess is the appRoleId of an assignment that gives access without a
// role (facts/graph.md, section 10).
const DefaultAccess = "00000000-0000-0000-0000-000000000000"

// assignAppRole gives a user, group or service principal a role of a resource.
func (d *Directory) assignAppRole(ctx context.Context, b *body) (*store.Record, error) {
	if err := b.require("principalId", "resourceId", "appRoleId"); err != nil {
		return nil, err
	}
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) error {
		principal, resource, err := b.assignmentEnds(tx)
		if err != nil {
			return err
		}
		if err := b.checkAppRole(tx, principal, resource); err != nil {
			return err
		}
		b.id = joinedID(principal.ID, newID())
		b.created(d.Now())
		b.props.Set("principalId", principal.ID)
		b.props.Set("principalDisplayName", principal.Props.String("displayName"))
		b.props.Set("principalType", strings.ToUpper(principal.Type[:1])+principal.Type[1:])
		b.props.Set("resourceId", resource.ID)
		b.props.Set("resourceDisplayName", resource.Props.String("displayName"))
		if r, err = d.insert(tx, b, nil); err != nil {
			return err
		}
		return linkAll(tx, r.ID, owner{relAssigned, principal.ID}, owner{relAssignedTo, resource.ID})
	})
	return r, err
}

// assignmentEnds finds principal and resource, one of which the path names
// too.
func (b *body) assignmentEnds(tx *store.Tx) (principal, resource *store.Record, err error) {
	if principal, err = live(tx, b.props.String("principalId")); err != nil {
		return nil, nil, err
	}
	if resource, err = live(tx, b.props.String("resourceId")); err != nil {
		return nil, nil, err
	}
	switch {
	case !slices.Contains([]string{"user", "group", "servicePrincipal"}, principal.Type):
		return nil, nil, badProperty("principalId", "An app role can be assigned to a user, a group or a service principal, not to an object of type '%s'.", principal.Type)
	case resource.Type != "servicePrincipal":
		return nil, nil, badProperty("resourceId", "The resource of an app role assignment must be a service principal.")
	case b.within.Relation == relAssigned && b.within.Owner != principal.ID:
		return nil, nil, badProperty("principalId", "The principalId does not match the object that the assignment is added to.")
	case b.within.Relation == relAssignedTo && b.within.Owner != resource.ID:
		return nil, nil, badProperty("resourceId", "The resourceId does not match the object that the assignment is added to.")
	}
	return principal, resource, nil
}

// checkAppRole refuses a role that the resource does not offer to this kind
// of principal, and one that the principal has already.
func (b *body) checkAppRole(tx *store.Tx, principal, resource *store.Record) error {
	id := b.props.String("appRoleId")
	if id != DefaultAccess && !offers(resource.Props, id, principal.Type) {
		return badProperty("appRoleId", "Permission being assigned was not found on application '%s'.", resource.Props.String("appId"))
	}
	for r, err := range tx.List(store.ListQuery{Via: &store.Via{Relation: relAssigned, ID: principal.ID}}) {
		if err != nil {
			return err
		}
		if strings.EqualFold(r.Props.String("appRoleId"), id) && r.Props.String("resourceId") == resource.ID {
			return badProperty("appRoleId", "Permission being assigned already exists on the object")
		}
	}
	return nil
}

// offers tells whether a service principal has an enabled role with an id for
// principals of a type.
func offers(resource *odata.Object, role, principal string) bool {
	member := "User"
	if principal == "servicePrincipal" {
		member = "Application"
	}
	var roles []*odata.Object
	_ = resource.Decode("appRoles", &roles)
	return slices.ContainsFunc(roles, func(r *odata.Object) bool {
		enabled, _ := r.Bool("isEnabled")
		return enabled && strings.EqualFold(r.ID(), role) && slices.Contains(r.Strings("allowedMemberTypes"), member)
	})
}

// owner is an object of which another is a part, and the relation to it.
type owner struct{ relation, id string }

func linkAll(tx *store.Tx, id string, owners ...owner) error {
	for _, o := range owners {
		if _, err := tx.Link(o.relation, o.id, id); err != nil {
			return err
		}
	}
	return nil
}
