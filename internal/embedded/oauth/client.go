package oauth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// How a client proved who it is (claim "appidacr").
const (
	public    = "0"
	bySecret  = "1"
	byKey     = "2"
	assertion = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
)

// client is the application that asks for a token.
type client struct {
	appID, name string
	method      string
	known       *knownClient  // one of Microsoft's own, or nil
	principal   *store.Record // in this tenant, nil for a known client without one
	application *store.Record // nil if it is another tenant's
}

// credentials are what a request shows of its client.
type credentials struct{ id, secret, assertion string }

// shown reads a client's credentials: in the body, or by HTTP Basic (RFC
// 6749, section 2.3.1, where both parts are form-encoded).
func (x *exchange) shown() (credentials, error) {
	f := x.r.PostForm
	c := credentials{f.Get("client_id"), f.Get("client_secret"), f.Get("client_assertion")}
	if c.assertion != "" && f.Get("client_assertion_type") != assertion {
		return c, &failure{status: http.StatusBadRequest, kind: "invalid_request", code: 50027,
			text: "Invalid JWT token: client_assertion_type must be '" + assertion + "'."}
	}
	if user, password, ok := x.r.BasicAuth(); ok {
		id, errID := url.QueryUnescape(user)
		secret, errSecret := url.QueryUnescape(password)
		if errID != nil || errSecret != nil {
			return c, invalidClient(7000216, "The Authorization header cannot be read.")
		}
		if c.id == "" {
			c.id = id
		}
		c.secret = secret
	}
	if c.id == "" && c.assertion != "" {
		c.id = unverifiedSubject(c.assertion)
	}
	if c.id == "" {
		return c, missingParameter("client_id")
	}
	return c, nil
}

// authenticate finds the client of a request and checks what it shows of
// itself. A client that shows nothing must be a public one.
func (x *exchange) authenticate(ctx context.Context) (*client, error) {
	shown, err := x.shown()
	if err != nil {
		return nil, err
	}
	c, found, err := x.client(ctx, shown.id)
	if err != nil {
		return nil, err
	}
	switch {
	case c.known != nil && shown.secret+shown.assertion != "":
		return nil, invalidClient(700025, "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.")
	case shown.assertion != "":
		c.method = byKey
		return c, x.checkAssertion(ctx, found, shown.assertion)
	case shown.secret != "":
		c.method = bySecret
		return c, x.checkSecret(ctx, found, shown)
	case !c.isPublic():
		return nil, invalidClient(7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
	}
	return c, nil
}

// client finds a client by its appId.
func (x *exchange) client(ctx context.Context, appID string) (*client, *core.Client, error) {
	found, err := x.Directory.Client(ctx, appID)
	var refused *core.Error
	known, isKnown := knownClientOf(appID)
	switch {
	case err == nil:
		c := &client{appID: found.Principal.Props.String("appId"), name: found.Principal.Props.String("displayName"),
			method: public, principal: found.Principal, application: found.Application}
		if isKnown {
			c.known = &known
		}
		return c, found, nil
	case !errors.As(err, &refused):
		return nil, nil, err
	}
	if err := x.refuseDisabled(ctx, appID); err != nil {
		return nil, nil, err
	}
	if isKnown {
		return &client{appID: known.id, name: known.name, method: public, known: &known}, nil, nil
	}
	return nil, nil, &failure{status: http.StatusBadRequest, kind: "unauthorized_client", code: 700016, text: fmt.Sprintf(
		"Application with identifier '%s' was not found in the directory '%s'. This can happen if the application has not been installed by the administrator of the tenant "+
			"or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.", appID, x.Tenant)}
}

// refuseDisabled refuses a client that has a service principal which was disabled:
// it is told so, and one of Microsoft's own is kept out.
func (x *exchange) refuseDisabled(ctx context.Context, appID string) error {
	var found *store.Record
	err := x.read(ctx, func(tx *store.Tx) (err error) {
		found, err = tx.Lookup("servicePrincipal", "appId", appID)
		return unlessMissing(err)
	})
	if err != nil || found == nil {
		return err
	}
	return &failure{status: http.StatusBadRequest, kind: "unauthorized_client", code: 7000112,
		text: fmt.Sprintf("Application '%s'(%s) is disabled.", appID, found.Props.String("displayName"))}
}

// isPublic tells whether a client may sign users in without a secret: its
// registration says so, or has addresses of the public kind.
func (c *client) isPublic() bool {
	if c.known != nil {
		return true
	}
	if c.application == nil {
		return false
	}
	if allowed, _ := c.application.Props.Bool("isFallbackPublicClient"); allowed {
		return true
	}
	return len(c.application.Props.Object("publicClient").Strings("redirectUris")) > 0
}

func (x *exchange) checkSecret(ctx context.Context, c *core.Client, shown credentials) error {
	ok, err := x.Directory.ClientSecret(ctx, c, shown.secret)
	switch {
	case err != nil || ok:
		return err
	case x.Directory.ClientSecretExpired(ctx, c, shown.secret):
		return invalidClient(7000222, "The provided client secret keys for app '%s' are expired. "+
			"Create new keys for your app, or consider using certificate credentials for added security.", shown.id)
	}
	return invalidClient(7000215, "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, "+
		"not the client secret ID, for a secret added to app '%s'.", shown.id)
}

// confidential refuses a client that showed nothing of itself.
func (c *client) confidential() error {
	if c.method == public {
		return invalidClient(7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.")
	}
	return nil
}

// algorithms are those that an assertion may be signed by.
func algorithms() []string { return []string{"RS256", "PS256"} }
