package core

import (
	"cmp"
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// classificationLinks is the relation of a service principal to what its
// delegated permissions are classified as.
const classificationLinks = "delegatedPermissionClassifications"

// createClassification classifies a delegated permission that a service
// principal exposes, named by id or by value. The one class is "low", in
// version 1.0 (facts/graph.md, section 10).
func (d *Directory) createClassification(ctx context.Context, b *body) (*store.Record, error) {
	if b.props.IsNull("permissionId") {
		if err := b.require("permissionName"); err != nil {
			return nil, err
		}
	}
	if err := b.require("classification"); err != nil {
		return nil, err
	}
	if class := b.props.String("classification"); class != "low" {
		return nil, badProperty("classification", "Invalid value specified for property 'classification': '%s' is not 'low'.", class)
	}
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) error {
		principal, err := live(tx, b.within.Owner)
		if err != nil {
			return err
		}
		if err := b.classify(principal); err != nil {
			return err
		}
		for other, err := range tx.List(store.ListQuery{Via: &store.Via{Relation: classificationLinks, ID: principal.ID}}) {
			if err != nil {
				return err
			}
			if other.Props.String("permissionId") == b.props.String("permissionId") {
				return badProperty("permissionId", "The permission '%s' is classified already.", b.props.String("permissionName"))
			}
		}
		r, err = d.insert(tx, b, nil)
		return err
	})
	return r, err
}

// classify gives the body id and value of the permission that it names.
func (b *body) classify(principal *store.Record) error {
	id, name := b.props.String("permissionId"), b.props.String("permissionName")
	for _, scope := range credentialList(principal.Props, "oauth2PermissionScopes") {
		byID := id != "" && strings.EqualFold(scope.String("id"), id)
		if byID || id == "" && scope.String("value") == name {
			if name != "" && name != scope.String("value") {
				return badProperty("permissionName", "The permission with id '%s' is '%s', not '%s'.", id, scope.String("value"), name)
			}
			b.props.Set("permissionId", scope.String("id"))
			b.props.Set("permissionName", scope.String("value"))
			return nil
		}
	}
	return badProperty("permissionId", "The service principal exposes no delegated permission '%s'.", cmp.Or(id, name))
}
