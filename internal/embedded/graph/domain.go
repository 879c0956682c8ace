package graph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

func verificationRecords(_ *exchange, _ *store.Tx, domain *store.Record) ([]*store.Record, error) {
	return core.VerificationRecords(domain), nil
}

func serviceRecords(_ *exchange, _ *store.Tx, domain *store.Record) ([]*store.Record, error) {
	return core.ServiceRecords(domain), nil
}

func domainReferences(_ *exchange, tx *store.Tx, domain *store.Record) ([]*store.Record, error) {
	return core.DomainReferences(tx, domain)
}

// verifyDomain answers with the domain as it is then.
func (x *exchange) verifyDomain(t *target) error {
	if _, err := x.arguments(); err != nil {
		return err
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	if r, err = x.s.core.VerifyDomain(x.r.Context(), r.ID); err != nil {
		return err
	}
	sel, err := x.selections(edm.Lookup("domain"))
	if err != nil {
		return err
	}
	b, err := x.appendEntity(nil, sel, "domains", r)
	if err != nil {
		return err
	}
	return x.json(http.StatusOK, b)
}

func (x *exchange) promoteDomain(t *target) error {
	if _, err := x.arguments(); err != nil {
		return err
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	if err := x.s.core.PromoteDomain(x.r.Context(), r.ID); err != nil {
		return err
	}
	return x.boolean(true)
}

func (x *exchange) forceDeleteDomain(t *target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	disable, err := boolean(args, "disableUserAccounts")
	if err != nil {
		return err
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	if err := x.s.core.ForceDeleteDomain(x.r.Context(), r.ID, disable); err != nil {
		return err
	}
	return x.noContent()
}
