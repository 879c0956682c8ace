package auth

import (
	"cmp"
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// withToken takes a token from the environment. It is never stored.
func (c Config) withToken() (method, error) {
	if _, err := c.value(TokenEnv, TokenFileEnv); err != nil {
		return nil, err
	}
	return &givenMethod{config: c}, nil
}

// givenMethod reads the token anew each time: the file may hold a new one.
type givenMethod struct{ config Config }

func (m *givenMethod) get(context.Context) (*token, error) {
	access, err := m.config.value(TokenEnv, TokenFileEnv)
	if err != nil {
		return nil, err
	}
	t := &token{Access: access, Expires: readClaims(access).expires()}
	if !t.Expires.IsZero() && !m.config.Now().Before(t.Expires) {
		return nil, apierr.New(apierr.Unauthenticated, m.config.Name, "the access token of the environment has expired at "+t.Expires.UTC().Format(timeForm)).
			WithHint(m.hint())
	}
	return t, nil
}

func (m *givenMethod) identity() string { return "" }

func (m *givenMethod) hint() string {
	from := TokenEnv
	if m.config.Env(TokenEnv) == "" {
		from = cmp.Or(m.config.Env(TokenFileEnv), TokenFileEnv)
	}
	return "put a new access token for " + strings.TrimRight(m.config.Resource, "/") + " into " + from
}
