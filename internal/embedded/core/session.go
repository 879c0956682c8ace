package core

import (
	"context"
	"errors"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// RevokeSessions makes what a user was given at earlier sign-ins worthless:
// refresh tokens that are older than signInSessionsValidFromDateTime are not
// taken.
func (d *Directory) RevokeSessions(ctx context.Context, id string) error {
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, id)
		if err != nil {
			return err
		}
		if r.Type == "user" {
			r.Props.Set("signInSessionsValidFromDateTime", stamp(d.Now()))
		}
		return tx.Update(r)
	})
}

// checkCurrent refuses a wrong password. Who has somebody's token may guess at
// it here no more often than when signing in.
func (d *Directory) checkCurrent(user *store.Record, current string) error {
	key := odata.Fold(user.Props.String("userPrincipalName"))
	locked := badProperty("currentPassword", "The account is locked: a wrong password was given too many times. Try again in a minute.")
	if d.signIns.Blocked(key) {
		return locked
	}
	right := user.Secret != nil && CheckSecret(user.Secret, current)
	switch {
	case d.signIns.Blocked(key): // by those who tried at the same time
		return locked
	case !right:
		d.signIns.Failed(key)
		return badProperty("currentPassword", "The specified current password is not correct.")
	}
	d.signIns.Succeeded(key)
	return nil
}

// ChangePassword gives a user a password of its own choice, which must not be
// the one before (facts/graph.md, section 9). Wrong current passwords count with
// [Directory.SignIns].
func (d *Directory) ChangePassword(ctx context.Context, user *store.Record, current, wanted string) error {
	if err := d.checkCurrent(user, current); err != nil {
		return err
	}
	if current == wanted {
		return badProperty("newPassword", "The new password must not be the same as the current password.")
	}
	if local, _, _ := strings.Cut(user.Props.String("userPrincipalName"), "@"); strings.Contains(odata.Fold(wanted), odata.Fold(local)) {
		return passwordRefused(errors.New("it contains the user name"))
	}
	b := &body{props: odata.NewObject("passwordProfile", odata.NewObject("password", wanted, "forceChangePasswordNextSignIn", false))}
	hash, err := b.takePassword(ctx, user.Props.String("passwordPolicies"), false)
	if err != nil {
		return err
	}
	return d.write(ctx, func(tx *store.Tx) error {
		r, err := live(tx, user.ID)
		if err != nil {
			return err
		}
		r.Secret = hash
		profile := r.Props.Object("passwordProfile")
		if profile == nil {
			profile = new(odata.Object)
		}
		profile.Set("forceChangePasswordNextSignIn", false)
		profile.Set("forceChangePasswordNextSignInWithMfa", false)
		profile.Set("password", nil)
		r.Props.Set("passwordProfile", profile)
		r.Props.Set("lastPasswordChangeDateTime", stamp(d.Now()))
		r.Props.Set("signInSessionsValidFromDateTime", stamp(d.Now()))
		return tx.Update(r)
	})
}
