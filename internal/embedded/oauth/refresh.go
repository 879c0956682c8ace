package oauth

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// refresh redeems a refresh token. Its client may ask for other permissions
// than before, of another resource too.
func (x *exchange) refresh(ctx context.Context) (*granted, error) {
	c, err := x.authenticate(ctx)
	if err != nil {
		return nil, err
	}
	form := x.r.PostForm
	token := form.Get("refresh_token")
	if token == "" {
		return nil, missingParameter("refresh_token")
	}
	f, err := x.redeem(ctx, token, c)
	if err != nil {
		return nil, err
	}
	if form.Get("scope") == "" && form.Get("resource") == "" {
		form.Set("scope", f.Scope)
	}
	a, err := parseAsked(form)
	if err != nil {
		return nil, err
	}
	user, err := x.stillSignedIn(ctx, f)
	if err != nil {
		return nil, err
	}
	return &granted{client: c, asked: a, user: user, family: f}, nil
}

// redeem finds the family of a token, and ends it if the token is not the
// newest.
func (x *exchange) redeem(ctx context.Context, token string, c *client) (*family, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 || parts[0] != "1" || !isRandomText(parts[1]) {
		return nil, invalidGrant(9002313, "Invalid request. Request is malformed or invalid: the refresh token cannot be read.")
	}
	var f *family
	err := x.read(ctx, func(tx *store.Tx) (err error) {
		f, err = readFamily(tx, parts[1])
		return err
	})
	if err != nil {
		return nil, err
	}
	digest := sha256.Sum256([]byte(parts[2]))
	switch {
	case f == nil || f.Ended:
		return nil, revoked()
	case !strings.EqualFold(f.Client, c.appID):
		return nil, invalidGrant(700005, "Provided refresh token is intended to use against other client application: it was not issued to client '%s'.", c.appID)
	case subtle.ConstantTimeCompare(f.Newest, digest[:]) != 1:
		return nil, x.end(ctx, f)
	case !x.Now().Before(f.Expires):
		return nil, invalidGrant(700082, "The refresh token has expired due to inactivity. The token was issued on %s and was inactive for 90.00:00:00.",
			f.Expires.Add(-refreshLife).Format(time.RFC3339))
	}
	return f, nil
}

// end ends a family of which an old token was shown.
func (x *exchange) end(ctx context.Context, f *family) error {
	f.Ended = true
	err := x.write(ctx, func(tx *store.Tx) error { return putMeta(tx, refreshPrefix+f.id, f) })
	if err != nil {
		return err
	}
	return revoked()
}

func revoked() error {
	f := invalidGrant(50173, "The provided grant has expired due to it being revoked, a fresh auth token is needed. "+
		"A refresh token was used again after a newer one had been issued for it, or the user's sessions were ended.")
	f.suberror = "bad_token"
	return f
}

// sessionsValid is the property that says from when on sign-ins of a user
// count.
const sessionsValid = "signInSessionsValidFromDateTime"

// stillSignedIn gives the user of a family, unless their sessions were ended
// (signInSessionsValidFromDateTime), or their account.
func (x *exchange) stillSignedIn(ctx context.Context, f *family) (*store.Record, error) {
	var user *store.Record
	err := x.read(ctx, func(tx *store.Tx) (err error) {
		user, err = tx.Get(f.User)
		return unlessMissing(err)
	})
	switch {
	case err != nil:
		return nil, err
	case user == nil || !user.Deleted.IsZero():
		return nil, invalidGrant(50034, "The user account does not exist in the %s directory.", x.Tenant)
	case !enabled(user):
		return nil, invalidGrant(50057, "The user account is disabled.")
	}
	// The property has whole seconds: one that has changed tells more.
	changed := f.Valid != "" && f.Valid != user.Props.String(sessionsValid)
	valid, err := time.Parse(time.RFC3339, user.Props.String(sessionsValid))
	if changed || err == nil && f.Begun.Before(valid) {
		return nil, revoked()
	}
	return user, nil
}
