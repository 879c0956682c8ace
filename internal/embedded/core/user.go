package core

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// createUser follows facts/graph.md, section 9.
func (d *Directory) createUser(ctx context.Context, b *body) (*store.Record, error) {
	if err := b.checkNewUser(); err != nil {
		return nil, err
	}
	if slowPassword(b.props.Object("passwordProfile").String("password")) {
		// Not to hash for nothing; the transaction checks again.
		if err := d.Read(ctx, b.checkUserName); err != nil {
			return nil, err
		}
	}
	hash, err := b.takePassword(ctx, b.props.String("passwordPolicies"), false)
	if err != nil {
		return nil, err
	}
	b.userDefaults(d)
	upn := b.props.String("userPrincipalName")
	var r *store.Record
	write := d.write
	if len(b.binds) == 0 && b.within.Owner == "" {
		write = d.insertOnly
	}
	err = write(ctx, func(tx *store.Tx) error {
		if err := errors.Join(b.verifiedDomain(tx, upn), b.checkUnique(tx, ""), b.setMail(tx, nil)); err != nil {
			return err
		}
		// The store keeps UPNs unique by itself: no look-up is needed.
		if r, err = d.insert(tx, b, hash); errors.Is(err, store.ErrExists) {
			return taken("userPrincipalName")
		} else if err != nil {
			return err
		}
		return d.bind(tx, r, b.binds)
	})
	return r, err
}

func (b *body) checkNewUser() error {
	if err := b.require("accountEnabled", "displayName", "mailNickname", "passwordProfile", "userPrincipalName"); err != nil {
		return err
	}
	if b.props.Object("passwordProfile").IsNull("password") {
		return badProperty("passwordProfile", "A password must be specified to create a new user.")
	}
	return nil
}

// checkUserName checks that a new UPN is in a verified domain and free.
func (b *body) checkUserName(tx *store.Tx) error {
	upn := b.props.String("userPrincipalName")
	if err := b.verifiedDomain(tx, upn); err != nil {
		return err
	}
	return freeName(tx, upn, "")
}

func (b *body) verifiedDomain(tx *store.Tx, upn string) error {
	_, name, _ := strings.Cut(upn, "@")
	verified, err := b.isVerified(tx, strings.ToLower(name))
	if verified || err != nil {
		return err
	}
	return badProperty("userPrincipalName", "The domain portion of the userPrincipalName property is invalid. "+
		"You must use one of the verified domain names in your organization.")
}

// isVerified tells whether a domain is verified. Changes that share a
// transaction look once.
func (b *body) isVerified(tx *store.Tx, domain string) (verified bool, err error) {
	if b.domains[domain] {
		return true, nil
	}
	r, err := tx.Get(domain)
	if err == nil && r.Type == "domain" {
		verified, _ = r.Props.Bool("isVerified")
	}
	if err != nil && !isNotFound(err) {
		return false, err
	}
	if b.domains != nil && verified {
		b.domains[domain] = true
	}
	return verified, nil
}

func (b *body) userDefaults(d *Directory) {
	now := d.Now()
	b.created(now)
	completeProfile(b.props)
	b.defaultTo("userType", "Member")
	b.props.Set("lastPasswordChangeDateTime", stamp(now))
	b.props.Set("signInSessionsValidFromDateTime", stamp(now))
	b.setIdentities()
}

// setIdentities gives a user the sign-in identity that goes with its UPN.
func (b *body) setIdentities() {
	upn := b.props.String("userPrincipalName")
	_, domain, _ := strings.Cut(upn, "@")
	if !b.props.Has("identities") {
		b.props.Set("identities", []*odata.Object{odata.NewObject(
			"signInType", "userPrincipalName", "issuer", domain, "issuerAssignedId", upn)})
	}
}

func (d *Directory) updateUser(ctx context.Context, r *store.Record, b *body) error {
	for _, name := range []string{"userPrincipalName", "displayName", "accountEnabled", "mailNickname"} {
		if b.props.Has(name) {
			if err := b.require(name); err != nil {
				return err
			}
		}
	}
	hash, err := b.takePassword(ctx, policies(b.props, r.Props), true)
	if err != nil {
		return err
	}
	return d.write(ctx, func(tx *store.Tx) error { return d.changeUser(tx, r.ID, b, hash) })
}

func (d *Directory) changeUser(tx *store.Tx, id string, b *body, hash json.RawMessage) error {
	r, err := live(tx, id)
	if err != nil {
		return err
	}
	if b.props.Has("userPrincipalName") {
		if err := d.renameUser(tx, r, b); err != nil {
			return err
		}
	}
	if err := errors.Join(b.checkUnique(tx, id), b.setMail(tx, r.Props)); err != nil {
		return err
	}
	b.mergeInto(r.Props)
	if hash != nil {
		r.Secret = hash
		r.Props.Set("lastPasswordChangeDateTime", stamp(d.Now()))
		r.Props.Set("signInSessionsValidFromDateTime", stamp(d.Now()))
	}
	if err := d.bind(tx, r, b.binds); err != nil {
		return err
	}
	return tx.Update(r)
}

func (d *Directory) renameUser(tx *store.Tx, r *store.Record, b *body) error {
	upn := b.props.String("userPrincipalName")
	if odata.Fold(upn) != odata.Fold(r.Props.String("userPrincipalName")) {
		if err := b.verifiedDomain(tx, upn); err != nil {
			return err
		}
	}
	b.setIdentities()
	return freeName(tx, upn, r.ID)
}

func policies(given, stored *odata.Object) string {
	if given.Has("passwordPolicies") {
		return given.String("passwordPolicies")
	}
	return stored.String("passwordPolicies")
}
