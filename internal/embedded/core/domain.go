package core

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// createDomain adds a domain, which is then to be verified. One below a
// verified domain is verified by that.
func (d *Directory) createDomain(ctx context.Context, b *body) (*store.Record, error) {
	b.id = strings.ToLower(b.props.String("id"))
	b.props.Delete("id")
	if !edm.IsDomain(b.id) || !strings.Contains(b.id, ".") {
		return nil, badProperty("id", "The domain name '%s' is not valid.", b.id)
	}
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		switch _, err := tx.Get(b.id); {
		case err == nil:
			return conflicting()
		case !isNotFound(err):
			return err
		}
		above, err := verifiedAbove(tx, b.id)
		if err != nil {
			return err
		}
		b.defaultTo("authenticationType", "Managed")
		b.defaultTo("supportedServices", []string{})
		b.props.Set("isAdminManaged", true)
		b.props.Set("isDefault", false)
		b.props.Set("isInitial", false)
		b.props.Set("isRoot", !above)
		b.props.Set("isVerified", above)
		b.defaultTo("passwordNotificationWindowInDays", 14)
		b.defaultTo("passwordValidityPeriodInDays", 2147483647)
		if r, err = d.insert(tx, b, nil); err != nil || !above {
			return err
		}
		return listDomains(tx, "")
	})
	return r, err
}

// verifiedAbove tells whether a verified domain is above this one.
func verifiedAbove(tx *store.Tx, name string) (bool, error) {
	for {
		_, rest, ok := strings.Cut(name, ".")
		if !ok {
			return false, nil
		}
		name = rest
		r, err := tx.Get(name)
		if isNotFound(err) {
			continue
		}
		if err != nil {
			return false, err
		}
		if verified, _ := r.Props.Bool("isVerified"); verified && r.Type == "domain" {
			return true, nil
		}
	}
}

func (d *Directory) updateDomain(ctx context.Context, r *store.Record, b *body) error {
	if b.props.Has("id") {
		return badProperty("id", "Property 'id' is read-only and cannot be set.")
	}
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, r.ID)
		if err != nil {
			return err
		}
		if err := b.changeDefault(tx, r); err != nil {
			return err
		}
		b.mergeInto(r.Props)
		if err := tx.Update(r); err != nil {
			return err
		}
		return listDomains(tx, "")
	})
}

// changeDefault takes the default from the domain that has it, where the body
// gives it to another.
func (b *body) changeDefault(tx *store.Tx, r *store.Record) error {
	wanted, given := b.props.Bool("isDefault")
	is, _ := r.Props.Bool("isDefault")
	verified, _ := r.Props.Bool("isVerified")
	switch {
	case !given || wanted == is:
		return nil
	case !wanted:
		return badProperty("isDefault", "The default domain stays the default until another domain is made it.")
	case !verified:
		return badProperty("isDefault", "The domain '%s' is not verified and cannot be the default.", r.ID)
	}
	name, err := defaultDomain(tx)
	if err != nil {
		return err
	}
	old, err := tx.Get(name)
	if err != nil {
		return err
	}
	old.Props.Set("isDefault", false)
	return tx.Update(old)
}
