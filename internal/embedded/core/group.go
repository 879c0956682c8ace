package core

import (
	"context"
	"errors"
	"slices"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// createGroup follows facts/graph.md, section 7. A group that a user makes
// without naming owners is owned by that user (unverified there; Graph's
// reference says so of delegated calls).
func (d *Directory) createGroup(ctx context.Context, b *body) (*store.Record, error) {
	if err := b.require("displayName", "mailEnabled", "mailNickname", "securityEnabled"); err != nil {
		return nil, err
	}
	if err := errors.Join(checkGroupKind(b.props), b.checkMembershipRule(b.props), b.checkVisibility(b.props, nil)); err != nil {
		return nil, err
	}
	if n := b.bound(); n > maxBind {
		return nil, badRequest("At most %d relations can be set in one request, and there are %d.", maxBind, n)
	}
	b.ownedByCaller(ctx)
	b.groupDefaults(d)
	var r *store.Record
	err := d.write(ctx, func(tx *store.Tx) (err error) {
		if err := errors.Join(freeNickname(tx, b.props, ""), b.checkUnique(tx, "")); err != nil {
			return err
		}
		if err := b.setGroupMail(tx); err != nil {
			return err
		}
		if r, err = d.insert(tx, b, nil); err != nil {
			return err
		}
		return d.bind(tx, r, b.binds)
	})
	return r, err
}

func (b *body) groupDefaults(d *Directory) {
	b.created(d.Now())
	b.props.Set("renewedDateTime", stamp(d.Now()))
	visibility := "Private"
	if role, _ := b.props.Bool("isAssignableToRole"); isUnified(b.props) && !role {
		visibility = "Public"
	}
	b.defaultTo("visibility", visibility)
}

// setGroupMail gives a mail-enabled group its address in the default domain.
func (b *body) setGroupMail(tx *store.Tx) error {
	if !isUnified(b.props) {
		return nil
	}
	domain, err := defaultDomain(tx)
	if err != nil {
		return err
	}
	mail := b.props.String("mailNickname") + "@" + domain
	b.props.Set("mail", mail)
	b.props.Set("proxyAddresses", []string{primary + mail})
	return freeMail(tx, mail, "")
}

func defaultDomain(tx *store.Tx) (string, error) {
	for r, err := range tx.List(store.ListQuery{Types: []string{"domain"}}) {
		if err != nil {
			return "", err
		}
		if ok, _ := r.Props.Bool("isDefault"); ok {
			return r.ID, nil
		}
	}
	return "", badRequest("The organization has no default domain.")
}

// ownedByCaller makes a calling user the owner of a group that names none.
func (b *body) ownedByCaller(ctx context.Context) {
	c, ok := CallerOf(ctx)
	named := slices.ContainsFunc(b.binds, func(x bind) bool { return x.relation == "owners" })
	if ok && c.User && !named {
		b.binds = append(b.binds, bind{"owners", []string{c.ID}})
	}
}

func (d *Directory) updateGroup(ctx context.Context, r *store.Record, b *body) error {
	for _, name := range []string{"displayName", "mailEnabled", "mailNickname", "securityEnabled"} {
		if b.props.Has(name) {
			if err := b.require(name); err != nil {
				return err
			}
		}
	}
	if n := b.bound(); n > maxBind {
		return badRequest("At most %d members can be added in one request, and there are %d.", maxBind, n)
	}
	return d.write(ctx, func(tx *store.Tx) error { return d.changeGroup(tx, r.ID, b) })
}

func (d *Directory) changeGroup(tx *store.Tx, id string, b *body) error {
	r, err := live(tx, id)
	if err != nil {
		return err
	}
	before := r.Props.String("visibility")
	b.mergeInto(r.Props)
	if err := errors.Join(checkGroupKind(r.Props), b.checkMembershipRule(r.Props), b.checkVisibility(r.Props, &before)); err != nil {
		return err
	}
	if err := errors.Join(freeNickname(tx, r.Props, id), b.checkUnique(tx, id)); err != nil {
		return err
	}
	if err := d.bind(tx, r, b.binds); err != nil || b.props.Len() == 0 {
		return err
	}
	return tx.Update(r)
}
