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
	Valid   string    `json:"valid,omitempty"` // the user's signInSessionsValidFromDateTime then
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
		f = &family{id: randomText(16), User: g.user.ID, Client: g.client.appID, Scope: g.asked.text(), Begun: now,
			Valid: g.user.Props.String(sessionsValid)}
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
