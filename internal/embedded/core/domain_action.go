package core

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// maxForced is how many references to a domain a forced deletion takes away
// (facts/graph.md, section 12).
const maxForced = 1000

// VerifyDomain verifies a domain that is not verified yet, and gives it
// ("Only applies to an unverified domain", reference on verify). There is no
// network to look for the record in: whoever may ask is believed (a choice).
func (d *Directory) VerifyDomain(ctx context.Context, id string) (*store.Record, error) {
	return d.changeDomain(ctx, id, func(r *store.Record) error {
		if verified, _ := r.Props.Bool("isVerified"); verified {
			return badRequest("The domain '%s' is already verified.", id)
		}
		r.Props.Set("isVerified", true)
		if len(r.Props.Strings("supportedServices")) == 0 {
			r.Props.Set("supportedServices", []string{"Email", "OfficeCommunicationsOnline"})
		}
		return nil
	})
}

// PromoteDomain makes a verified domain below another one a root.
func (d *Directory) PromoteDomain(ctx context.Context, id string) error {
	_, err := d.changeDomain(ctx, id, func(r *store.Record) error {
		if verified, _ := r.Props.Bool("isVerified"); !verified {
			return badRequest("The domain '%s' is not verified.", id)
		}
		r.Props.Set("isRoot", true)
		return nil
	})
	return err
}

func (d *Directory) changeDomain(ctx context.Context, id string, change func(*store.Record) error) (*store.Record, error) {
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		if r, err = live(tx, id); err != nil {
			return err
		}
		if err := change(r); err != nil {
			return err
		}
		if err := tx.Update(r); err != nil {
			return err
		}
		return listDomains(tx, "")
	})
	return r, err
}

// ForceDeleteDomain deletes a domain and gives those who refer to it names in
// the initial domain. With disable users cannot sign in from then on.
func (d *Directory) ForceDeleteDomain(ctx context.Context, id string, disable bool) error {
	err := d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, id)
		if err != nil {
			return err
		}
		list, err := DomainReferences(tx, r)
		if err != nil {
			return err
		}
		if len(list) > maxForced {
			return badRequest("The domain '%s' is referred to by %d objects; at most %d can be changed.", id, len(list), maxForced)
		}
		initial, err := initialDomain(tx)
		if err != nil {
			return err
		}
		for _, other := range list {
			if err := d.leaveDomain(tx, other, domainMove{id, initial, disable}); err != nil {
				return err
			}
		}
		if err := domainGoing(d, tx, r, true); err != nil {
			return err
		}
		return removeWhole(tx, r)
	})
	forgetDomains(ctx)
	return err
}
