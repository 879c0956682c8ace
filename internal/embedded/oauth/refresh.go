package oauth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

const (
	refreshPrefix = "oauth.refresh." // of the store's meta keys
	refreshLife   = 90 * 24 * time.Hour
)

// family is a line of refresh tokens, each of which is got for the one
// before: only the newest is good, and an older one that is shown again ends
// the line, since one of two who have it has stolen it (RFC 9700, section
// 4.14.2). The store has the newest one's digest, never the token.
type family struct {
	id      string
	User    string    `json:"user"`
	Client  string    `json:"client"`
	Scope   string    `json:"scope"`           // as first asked
	Newest  []byte    `json:"newest"`          // SHA-256 of the newest token's secret
	Begun   time.Time `json:"begun"`           // when the user signed in
	Expires time.Time `json:"expires"`         // unless it is used
	Ended   bool      `json:"ended,omitempty"` // by a replay
}

// refreshToken is "1." + the family + "." + a secret.
func refreshToken(id, secret string) string { return "1." + id + "." + secret }

func randomText(bytes int) string {
	b := make([]byte, bytes)
	rand.Read(b)
	return encode(b)
}

// newRefresh gives the next refresh token of the grant's family, or the first
// of a new one.
func (x *exchange) newRefresh(ctx context.Context, g *granted) (string, error) {
	now := x.Now().UTC()
	f := g.family
	if f == nil {
		f = &family{id: randomText(16), User: g.user.ID, Client: g.client.appID, Scope: g.asked.text(), Begun: now}
	}
	secret := randomText(32)
	digest := sha256.Sum256([]byte(secret))
	old := f.Newest
	f.Newest, f.Expires = digest[:], now.Add(refreshLife)
	err := x.write(ctx, func(tx *store.Tx) error {
		if old != nil {
			if err := stillNewest(tx, f.id, old); err != nil {
				return err
			}
		} else if err := x.sweep(tx, now); err != nil {
			return err
		}
		return putMeta(tx, refreshPrefix+f.id, f)
	})
	return refreshToken(f.id, secret), err
}

// stillNewest refuses a token that another request has just redeemed.
func stillNewest(tx *store.Tx, id string, digest []byte) error {
	kept, err := readFamily(tx, id)
	if err != nil {
		return err
	}
	if kept == nil || kept.Ended || subtle.ConstantTimeCompare(kept.Newest, digest) != 1 {
		return revoked()
	}
	return nil
}

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
	valid, err := time.Parse(time.RFC3339, user.Props.String("signInSessionsValidFromDateTime"))
	if err == nil && f.Begun.Before(valid) {
		return nil, revoked()
	}
	return user, nil
}

func readFamily(tx *store.Tx, id string) (*family, error) {
	text, err := tx.Meta(refreshPrefix + id)
	if err != nil || text == "" {
		return nil, err
	}
	f := &family{id: id}
	return f, json.Unmarshal([]byte(text), f)
}

func putMeta(tx *store.Tx, key string, v any) error {
	text, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return tx.SetMeta(key, string(text))
}

// isRandomText tells whether a text is one that randomText makes.
func isRandomText(s string) bool {
	b, err := base64.RawURLEncoding.DecodeString(s)
	return err == nil && len(b) == 16
}

// sweep takes refresh tokens and device codes that have expired out of the
// store, now and then.
func (x *exchange) sweep(tx *store.Tx, now time.Time) error {
	if !x.swept.due(now) {
		return nil
	}
	var gone []string
	for _, prefix := range []string{refreshPrefix, devicePrefix} {
		for m, err := range tx.Metas(prefix) {
			if err != nil {
				return err
			}
			var kept struct{ Expires time.Time }
			if json.Unmarshal([]byte(m.Value), &kept) != nil || now.After(kept.Expires.Add(deviceLife)) {
				gone = append(gone, m.Key)
			}
		}
	}
	for _, key := range gone {
		if err := tx.DeleteMeta(key); err != nil {
			return err
		}
	}
	return nil
}

// text is what was asked in the form of "scope".
func (a asked) text() string {
	names := a.names
	if a.whole {
		names = []string{".default"}
	}
	var all []string
	for _, n := range names {
		all = append(all, a.resource+"/"+n)
	}
	return strings.Join(append(all, a.openID...), " ")
}
