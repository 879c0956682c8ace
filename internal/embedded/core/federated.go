package core

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// federatedLinks is the relation of an application to its federated
// credentials.
const federatedLinks = "federatedIdentityCredentials"

// Documented bounds of federated credentials (facts/graph.md, section 10).
const (
	maxFederated = 20 // in an application
	minFederated = 3  // characters of a name
)

// createFederated makes a federated credential of an application.
func (d *Directory) createFederated(ctx context.Context, b *body) (*store.Record, error) {
	if b.within.Owner == "" {
		return nil, badRequest("A federated identity credential can be created in an application only.")
	}
	if err := b.require("name", "issuer", "subject", "audiences"); err != nil {
		return nil, err
	}
	if err := b.checkFederated(); err != nil {
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
	if err := b.checkFederated(); err != nil {
		return err
	}
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

// checkFederated checks what the model cannot say of the values given.
func (b *body) checkFederated() error {
	for _, name := range []string{"issuer", "subject"} {
		if b.props.Has(name) && b.props.String(name) == "" {
			return badFederated(name, "", "a value is required")
		}
	}
	if name := b.props.String("name"); b.props.Has("name") && !isFederatedName(name) {
		return badFederated("name", name, "a name has 3 to 120 letters, digits, dashes and underscores and begins with a letter or digit")
	}
	if issuer := b.props.String("issuer"); issuer != "" {
		if u, err := url.Parse(issuer); err != nil || u.Scheme != "https" || u.Host == "" {
			return badFederated("issuer", issuer, "it must be the https URL of an identity provider")
		}
	}
	if list := b.props.Strings("audiences"); b.props.Has("audiences") && (len(list) != 1 || list[0] == "") {
		return badFederated("audiences", strings.Join(list, ","), "exactly one audience is required")
	}
	return nil
}

func isFederatedName(name string) bool {
	other := func(r rune) bool {
		return (r|0x20 < 'a' || r|0x20 > 'z') && (r < '0' || r > '9') && r != '-' && r != '_'
	}
	return len(name) >= minFederated && !strings.ContainsFunc(name, other) && name[0] != '-' && name[0] != '_'
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
