// Package auth signs in to a directory: it gets access tokens with a client
// secret or a certificate (OAuth 2.0 client credentials), or takes one that the
// environment gives; it keeps them in the keyring or an owner-only file until
// they expire, and gets one new one when the directory refuses the old.
//
// Secrets come from the environment or from files that it names, never from
// arguments or settings, and are in no log and no error.
//
// Sources: RFC 6749, RFC 7523; facts/scim-oauth.md, section 4.
package auth

import (
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// The ways to sign in, as the setting auth names them.
const (
	Secret      = "secret"      // client secret
	Certificate = "certificate" // client certificate
	Token       = "token"       // access token from the environment
)

// Methods are the ways to sign in.
func Methods() []string { return []string{Secret, Certificate, Token} }

// Config says how to sign in, and to what.
type Config struct {
	// Name is what errors call the profile: "profile lab".
	Name string
	// Authority is the address of the sign-in service, such as
	// https://login.microsoftonline.com.
	Authority string
	// Tenant is an id or a domain, ClientID an application's appId. A token
	// from the environment needs neither.
	Tenant, ClientID string
	// Resource is what the token is for: https://graph.microsoft.com.
	Resource string
	// Method is one of [Methods], or "" for what the environment holds.
	Method string
	// Env gives environment variables, "" for those that are not set.
	Env func(string) string
	// AskPassword asks the user for a private key's password; nil: nobody is
	// there.
	AskPassword func(ctx context.Context, path string) (string, error)
	// Transport carries the requests for tokens; nil is one of its own.
	Transport http.RoundTripper
	// Debug gets a log of these requests without secrets; nil: none.
	Debug io.Writer
	// UserAgent is sent with these requests, if not empty.
	UserAgent string
	// Store keeps tokens for other runs; nil keeps none.
	Store Store
	// Now is the clock; nil is the real one.
	Now func() time.Time
	// Sleep waits before a request is repeated; nil is the real clock.
	Sleep func(context.Context, time.Duration) error
}

// Source gives access tokens. It is safe for several goroutines; several
// processes may share a Store.
type Source struct {
	config Config
	method method
	key    string // of the store; "" if nothing is kept there

	mu  sync.Mutex
	now *token // in force, nil at first
	// stored says that an earlier run got the token in force.
	stored bool
}

// New makes a source. Nothing is sent, and no key is opened. A profile that
// lacks a setting is apierr.Usage; nothing to sign in with is
// apierr.Unauthenticated.
func New(c Config) (*Source, error) {
	if c.Now == nil {
		c.Now = time.Now
	}
	m, err := c.choose()
	if err != nil {
		return nil, err
	}
	s := &Source{config: c, method: m}
	if id := m.identity(); id != "" {
		s.key = c.storeKey(id)
	}
	return s, nil
}

// Authorize puts a token into a request, as rest.Options.Authorize.
func (s *Source) Authorize(ctx context.Context, r *http.Request) error {
	t, err := s.token(ctx)
	if err != nil {
		return err
	}
	r.Header.Set("Authorization", bearer+t.Access)
	return nil
}

// Actor names who is signed in, by the token: a user's name, or the
// application's id. "" if the token does not say.
func (s *Source) Actor(ctx context.Context) (string, error) {
	t, err := s.token(ctx)
	if err != nil {
		return "", err
	}
	return readClaims(t.Access).actor(), nil
}

// Hint says what to do when the directory refuses the token.
func (s *Source) Hint() string { return s.method.hint() }

// complete refuses a profile that lacks what a token is asked for with.
func (c Config) complete() error {
	var missing, set []string
	for _, one := range []struct{ name, flag, env, value string }{
		{"tenant", "--tenant", "TENANTCTL_TENANT", c.Tenant},
		{"client id", "--client-id", "TENANTCTL_CLIENT_ID", c.ClientID},
	} {
		if one.value == "" {
			missing = append(missing, "no "+one.name)
			set = append(set, one.flag+" (or "+one.env+")")
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return apierr.New(apierr.Usage, c.Name, "it has "+strings.Join(missing, " and ")+" to sign in with").
		WithHint("set it: tenantctl " + strings.Replace(c.Name, "profile", "profile set", 1) + " " + strings.Join(set, " "))
}
