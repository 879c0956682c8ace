package auth

import (
	"context"
	"time"

	"github.com/tenantctl/tenantctl/internal/credential"
)

// SignIn gets a token for the application c.ClientID with a certificate, to
// see that one can be had: the token is not kept. Of c, Method, Env and Store
// are not used. A profile that lacks a setting, and a certificate that cannot
// sign, are apierr.Usage; that the service refuses is apierr.Unauthenticated,
// with the service's code.
func SignIn(ctx context.Context, c Config, with *credential.Credential) error {
	if c.Now == nil {
		c.Now = time.Now
	}
	if err := c.complete(); err != nil {
		return err
	}
	_, err := c.asserted(ctx, with)
	return err
}

// asserted gets a token with an assertion that a certificate's key signed.
func (c Config) asserted(ctx context.Context, with *credential.Credential) (*token, error) {
	assertion, err := with.Assertion(c.ClientID, c.tokenURL(), c.Now())
	if err != nil {
		return nil, err
	}
	return c.exchange(ctx, "", map[string][]string{
		"client_assertion_type": {"urn:ietf:params:oauth:client-assertion-type:jwt-bearer"},
		"client_assertion":      {assertion},
	})
}
