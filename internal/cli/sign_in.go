package cli

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/tenantctl/tenantctl/internal/auth"
	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/profile"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// signer makes what signs with the private keys of applications.
func (r *root) signer() *signing.Signer {
	return &signing.Signer{
		Env: r.options.Env, Ask: r.askKeyPassword, Now: r.options.Now, SignIn: r.trySignIn,
	}
}

// trySignIn signs an application in with a certificate, where the profile's
// directory has its sign-in service.
func (r *root) trySignIn(ctx context.Context, appID string, with *credential.Credential) error {
	if r.trials == nil {
		c, err := r.trialConfig(ctx)
		if err != nil {
			return err
		}
		r.trials = &c
	}
	c := *r.trials
	c.ClientID = appID
	return auth.SignIn(ctx, c, with)
}

func (r *root) trialConfig(ctx context.Context) (auth.Config, error) {
	p, err := r.app.Profile()
	if err != nil {
		return auth.Config{}, err
	}
	c := r.signInConfig(p)
	if p.Protocol == profile.Embedded {
		err = r.embeddedSignIn(ctx, &c)
		return c, err
	}
	authorities, err := p.Authorities()
	if err != nil {
		return c, err
	}
	transport := rest.NewTransport(authorities)
	r.closers = append(r.closers, transport.CloseIdleConnections)
	c.Transport = transport
	return c, nil
}

// signInConfig says how one signs in to a profile's directory, but for the
// way there.
func (r *root) signInConfig(p *profile.Profile) auth.Config {
	c := auth.Config{
		Name: "profile " + p.Name, Authority: p.SignIn(), Tenant: p.Tenant, ClientID: p.ClientID,
		Resource: p.Resource(), Method: p.Auth, Env: r.options.Env, AskPassword: r.askKeyPassword(),
		UserAgent: userAgent(), Now: r.options.Now,
	}
	if r.app.Flags.Verbose {
		c.Debug = r.app.IO.Err
	}
	return c
}

// embeddedSignIn leads to the sign-in service of the embedded directory, in
// this process.
func (r *root) embeddedSignIn(ctx context.Context, c *auth.Config) error {
	server, err := r.openFile(ctx)
	if err != nil {
		return err
	}
	info, err := server.Info(ctx)
	if err != nil {
		return localError(err)
	}
	base, err := url.Parse(embeddedBase)
	if err != nil {
		return err
	}
	c.Authority, c.Tenant = base.Scheme+"://"+base.Host, info.TenantID
	c.Resource = strings.TrimSuffix(profile.Settings{}.InCloud().Graph, "/")
	c.Transport = public{server.Public(nil)}
	return nil
}

// public asks a handler as a client on a socket would: who calls, only the
// request says.
type public struct{ handler http.Handler }

// RoundTrip implements http.RoundTripper.
func (p public) RoundTrip(r *http.Request) (*http.Response, error) {
	in := r.Clone(r.Context())
	in.Host, in.RequestURI = r.URL.Host, r.URL.RequestURI()
	w := &answer{header: http.Header{}, status: http.StatusOK}
	p.handler.ServeHTTP(w, in)
	return &http.Response{
		Status: fmt.Sprintf("%d %s", w.status, http.StatusText(w.status)), StatusCode: w.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: w.header, Body: io.NopCloser(&w.body), ContentLength: int64(w.body.Len()),
	}, nil
}

// answer is an http.ResponseWriter that keeps the answer, which is short.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header { return a.header }

func (a *answer) WriteHeader(status int) { a.status = status }

func (a *answer) Write(p []byte) (int, error) { return a.body.Write(p) }
