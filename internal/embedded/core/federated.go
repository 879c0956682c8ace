package core

import (
	"context"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// federatedLinks is the relation of an application to its federated
// credentials.
const federatedLinks = "federatedIdentityCredentials"

// maxFederated is the documented bound of the federated credentials of an
// application (facts/graph.md, section 10).
const maxFederated = 20

// createFederated makes a federated credential of an application.
func (d *Directory) createFederated(ctx context.Context, b *body) (*store.Record, error) {
	if b.within.Owner == "" {
		return nil, badRequest("A federated identity credential can be created in an application only.")
	}
	if err := b.require("name", "issuer", "subject", "audiences"); err != nil {
		return nil, err
	}
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		if _, err := live(tx, b.within.Owner); err != nil {
			return err
		}
		if err := b.freeFederated(tx, b.within.Owner, "", b.props); err != nil {
			return err
		}
		b.unique = nil // within the application alone
		r, err = d.insertPlain(tx, b)
		return err
	})
	return r, err
}

func (d *Directory) updateFederated(ctx context.Context, r *store.Record, b *body) error {
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, r.ID)
		if err != nil {
			return err
		}
		b.mergeInto(r.Props)
		for owner, err := range tx.List(store.ListQuery{Via: &store.Via{Relation: federatedLinks, ID: r.ID, Reverse: true}}) {
			if err != nil {
				return err
			}
			if err := b.freeFederated(tx, owner.ID, r.ID, r.Props); err != nil {
				return err
			}
		}
		return tx.Update(r)
	})
}

// badFederated is the refusal of a value, with what the service's message
// names (facts/graph.md, section 1).
func badFederated(parameter, value, why string) error {
	return &Error{Status: http.StatusBadRequest, Code: "InvalidFederatedIdentityCredentialValue",
		Message: "Invalid value for federated identity credential: " + why + ". paramName: " + parameter + ", paramValue: " + value +
			", objectType: FederatedIdentityCredential",
		Details: []Detail{{Code: "InvalidValue", Message: why, Target: parameter}}}
}

// freeFederated refuses a name, or an issuer with a subject, that another of
// the application's credentials has, and one credential too many. Subjects
// differ by case.
func (b *body) freeFederated(tx *store.Tx, owner, self string, props *odata.Object) error {
	n := 0
	for other, err := range tx.List(store.ListQuery{Via: &store.Via{Relation: federatedLinks, ID: owner}}) {
		if err != nil {
			return err
		}
		if n++; other.ID == self {
			continue
		}
		o := other.Props
		if strings.EqualFold(o.String("name"), props.String("name")) {
			return &Error{Status: http.StatusConflict, Code: "Request_MultipleObjectsWithSameKeyValue",
				Message: "FederatedIdentityCredential with name " + props.String("name") + " already exists."}
		}
		if o.String("issuer") == props.String("issuer") && o.String("subject") == props.String("subject") {
			return badFederated("subject", props.String("subject"), "the combination of issuer and subject must be unique in the application, and '"+o.String("name")+"' has it")
		}
	}
	if n >= maxFederated && self == "" {
		return &Error{Status: http.StatusForbidden, Code: "Directory_QuotaExceeded",
			Message: "An application can have at most 20 federated identity credentials."}
	}
	return nil
}
