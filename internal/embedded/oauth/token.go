package oauth

import (
	"context"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code"

// granted is a grant that was found good: who gets a token, for what.
type granted struct {
	client   *client
	user     *store.Record // nil: the client for itself
	asked    asked
	resource *store.Record // service principal, nil for a service outside
	scopes   []string      // of the resource, found when the token is made
	family   *family       // of the refresh token that is being redeemed
}

// token answers the token endpoint.
func (x *exchange) token() error {
	if err := x.readForm(); err != nil {
		return err
	}
	ctx := x.r.Context()
	grants := []struct {
		name  string
		serve func(*exchange, context.Context) (*granted, error)
	}{
		{"client_credentials", (*exchange).clientCredentials},
		{"password", (*exchange).password},
		{"refresh_token", (*exchange).refresh},
		{deviceGrant, (*exchange).device},
		{"device_code", (*exchange).device}, // as some of Microsoft's libraries say
	}
	name := x.r.PostForm.Get("grant_type")
	if name == "" {
		return missingParameter("grant_type")
	}
	for _, g := range grants {
		if g.name != name {
			continue
		}
		found, err := g.serve(x, ctx)
		if err != nil {
			x.recordFailure(ctx, err)
			return err
		}
		if err := x.issue(ctx, found); err != nil {
			return err
		}
		x.record(ctx, found)
		return nil
	}
	return &failure{status: http.StatusBadRequest, kind: "unsupported_grant_type", code: 70003,
		text: fmt.Sprintf("The app requested an unsupported grant type '%s'.", name)}
}

// formTime is how long who has not signed in may take to send a form.
const formTime = 10 * time.Second

// readForm reads the body, which must be a form. Parameters in the address
// are not looked at: secrets do not belong there.
func (x *exchange) readForm() error {
	kind, _, _ := mime.ParseMediaType(x.r.Header.Get("Content-Type"))
	if kind != "application/x-www-form-urlencoded" {
		return &failure{status: http.StatusBadRequest, kind: "invalid_request", code: 900561,
			text: "The endpoint only accepts POST requests with the content type 'application/x-www-form-urlencoded'."}
	}
	// Anybody may send a form: it must come soon, and is small.
	control := http.NewResponseController(x.w)
	_ = control.SetReadDeadline(time.Now().Add(formTime))
	err := x.r.ParseForm()
	if err == nil { // else the rest of the body must not be waited for
		_ = control.SetReadDeadline(time.Time{})
	}
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return &failure{status: http.StatusRequestEntityTooLarge, kind: "invalid_request", code: 90013,
			text: fmt.Sprintf("The request body is larger than %d bytes.", large.Limit)}
	}
	if err != nil {
		return &failure{status: http.StatusBadRequest, kind: "invalid_request", code: 90013, text: "Invalid input received from the user: the body is no form."}
	}
	return nil
}

func (x *exchange) clientCredentials(ctx context.Context) (*granted, error) {
	if anyTenant(x.tenant) {
		return nil, &failure{status: http.StatusBadRequest, kind: "invalid_request", code: 50194,
			text: "Application is not configured as a multi-tenant application. Usage of the /common endpoint is not supported for such apps. Use a tenant-specific endpoint."}
	}
	c, err := x.authenticate(ctx)
	if err == nil {
		err = c.confidential()
	}
	if err != nil {
		return nil, err
	}
	a, err := parseAsked(x.r.PostForm)
	if err != nil {
		return nil, applicationScope(err)
	}
	if !a.whole {
		return nil, &failure{status: http.StatusBadRequest, kind: "invalid_scope", code: 1002012, text: fmt.Sprintf(
			"The provided value for scope %s is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).",
			x.r.PostForm.Get("scope"))}
	}
	return &granted{client: c, asked: a}, nil
}

// applicationScope gives the error of several resources the number that it
// has in this flow.
func applicationScope(err error) error {
	var f *failure
	if errors.As(err, &f) && f.code == 28000 {
		return &failure{status: http.StatusBadRequest, kind: "invalid_request", code: 700022,
			text: "The provided value for the input parameter 'scope' is not valid. The scope names more than one resource."}
	}
	return err
}

func (x *exchange) password(ctx context.Context) (*granted, error) {
	c, err := x.authenticate(ctx)
	if err != nil {
		return nil, err
	}
	f := x.r.PostForm
	for _, name := range []string{"username", "password"} {
		if f.Get(name) == "" {
			return nil, missingParameter(name)
		}
	}
	a, err := parseAsked(f)
	if err != nil {
		return nil, err
	}
	user, err := x.signIn(ctx, f.Get("username"), f.Get("password"))
	if err != nil {
		return nil, err
	}
	return &granted{client: c, asked: a, user: user}, nil
}
