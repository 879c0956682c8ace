package auth

import (
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
)

const (
	bearer   = "Bearer "
	timeForm = time.RFC3339
)

// token is an access token with its times, as it is stored.
type token struct {
	Access   string    `json:"access"`
	Obtained time.Time `json:"obtained"`
	// Expires is zero if it is not known.
	Expires time.Time `json:"expires"`
}

// ahead is how long before its end a token is replaced, so that a request that
// leaves now is still good when it arrives. A short-lived one is used for half
// of its life.
const ahead = 5 * time.Minute

// fresh tells whether the token can be used without thinking of a new one.
func (t *token) fresh(now time.Time) bool {
	if t == nil || t.Access == "" {
		return false
	}
	return t.Expires.IsZero() || now.Add(min(ahead, t.Expires.Sub(t.Obtained)/2)).Before(t.Expires)
}

// usable tells whether the token is still good, if only for a moment.
func (t *token) usable(now time.Time) bool {
	return t != nil && t.Access != "" && (t.Expires.IsZero() || now.Before(t.Expires))
}

// claims are what this program looks at in an access token. Tokens are the
// directory's business: nothing is checked, and one that cannot be read is as
// good as any.
type claims struct {
	Exp               float64 `json:"exp"`
	UPN               string  `json:"upn"`
	UniqueName        string  `json:"unique_name"`
	PreferredUsername string  `json:"preferred_username"`
	AppID             string  `json:"appid"`
	AZP               string  `json:"azp"`
}

// readClaims reads a JWT's payload; of any other token nothing is known.
func readClaims(access string) claims {
	var c claims
	parts := strings.Split(access, ".")
	if len(parts) != 3 {
		return claims{}
	}
	payload, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(parts[1], "="))
	if err != nil || json.Unmarshal(payload, &c) != nil {
		return claims{}
	}
	return c
}

func (c claims) expires() time.Time {
	if c.Exp <= 0 || c.Exp > 1<<40 {
		return time.Time{}
	}
	return time.Unix(int64(c.Exp), 0)
}

// actor names who holds the token.
func (c claims) actor() string {
	for _, name := range []string{c.UPN, c.UniqueName, c.PreferredUsername, c.AppID, c.AZP} {
		if name != "" {
			return name
		}
	}
	return ""
}
