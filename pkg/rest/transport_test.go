package rest_test

import (
	"crypto/x509"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

func TestTransport(t *testing.T) {
	t.Parallel()
	var protocol string
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { protocol = r.Proto }))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	ask := func(roots *x509.CertPool) error {
		transport := rest.NewTransport(roots)
		defer transport.CloseIdleConnections()
		c := rest.New(rest.Options{Base: mustURL(t, server.URL), Transport: transport, Retry: rest.Retry{Attempts: 1}})
		_, err := c.Do(t.Context(), &rest.Request{Method: "GET", Path: "x"})
		return err
	}
	if err := ask(roots); err != nil || protocol != "HTTP/2.0" {
		t.Errorf("by %s: %v", protocol, err)
	}
	protocol = ""
	e := wantKind(t, ask(nil), apierr.Unavailable)
	if protocol != "" || e.Hint == "" {
		t.Errorf("an authority that is not trusted: %v, by %q", e, protocol)
	}
}
