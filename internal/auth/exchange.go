package auth

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

func (c Config) tokenURL() string {
	return strings.TrimRight(c.Authority, "/") + "/" + url.PathEscape(c.Tenant) + "/oauth2/v2.0/token"
}

// Scope is what tokens are asked for: all that the application was granted at
// the resource.
func (c Config) scope() string { return strings.TrimRight(c.Resource, "/") + "/.default" }

// exchange asks the sign-in service for a token with a client's credentials:
// a secret, or what params hold.
func (c Config) exchange(ctx context.Context, secret string, params url.Values) (*token, error) {
	through, err := c.carrier()
	if err != nil {
		return nil, err
	}
	ctx = context.WithValue(ctx, oauth2.HTTPClient, &http.Client{Transport: through})
	asked := c.Now()
	config := clientcredentials.Config{
		ClientID: c.ClientID, ClientSecret: secret, TokenURL: c.tokenURL(), Scopes: []string{c.scope()},
		EndpointParams: params, AuthStyle: oauth2.AuthStyleInParams,
	}
	got, err := config.Token(ctx)
	if err != nil {
		return nil, c.failed(err)
	}
	t := &token{Access: got.AccessToken, Obtained: asked}
	if !got.Expiry.IsZero() {
		t.Expires = asked.Add(time.Until(got.Expiry).Round(time.Second))
	}
	return t, nil
}

// failed keeps what the chain says, and words what oauth2 says of an answer
// that is none.
func (c Config) failed(err error) error {
	if e := apierr.As(err); e != nil {
		if e.Target == "" {
			e.Target = c.Name + ", signing in"
		}
		return e
	}
	var refused *oauth2.RetrieveError
	if errors.As(err, &refused) || strings.HasPrefix(err.Error(), "oauth2:") {
		return &apierr.Error{
			Kind: apierr.Unauthenticated, Target: c.Authority, Err: err,
			Message: "the answer to the sign-in holds no token",
			Hint:    "is this the address of a sign-in service? check the authority of the profile",
		}
	}
	return &apierr.Error{Kind: apierr.Unauthenticated, Target: c.Name, Message: "sign-in failed: " + err.Error(), Err: err}
}

// carrier sends requests for tokens by a chain of pkg/rest: repeated where
// that is safe, errors decoded, the log masked.
func (c Config) carrier() (http.RoundTripper, error) {
	base, err := url.Parse(c.Authority)
	if err != nil {
		return nil, apierr.New(apierr.Usage, c.Name+": authority", "not a URL")
	}
	return carrier{rest.New(rest.Options{
		Base: base, Transport: c.Transport, Decode: c.decode, Debug: c.Debug, UserAgent: c.UserAgent,
		Now: c.Now, Sleep: c.Sleep, MaxBody: 1 << 20,
		Retry: rest.Retry{Attempts: 4, Total: time.Minute},
	})}, nil
}

type carrier struct{ client *rest.Client }

// RoundTrip implements http.RoundTripper. Asking for a token changes nothing
// in the directory: it may be repeated, and is sent in a dry run.
func (c carrier) RoundTrip(r *http.Request) (*http.Response, error) {
	var body []byte
	if r.Body != nil {
		defer r.Body.Close()
		var err error
		if body, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
	}
	res, err := c.client.Do(r.Context(), &rest.Request{Method: r.Method, URL: r.URL, Header: r.Header, Body: body, Read: true})
	if err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: res.Status, Status: http.StatusText(res.Status), Header: res.Header,
		Body: io.NopCloser(bytes.NewReader(res.Body)), ContentLength: int64(len(res.Body)),
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
	}, nil
}
