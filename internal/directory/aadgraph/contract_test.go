package aadgraph_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	adapter "github.com/tenantctl/tenantctl/internal/directory/aadgraph"
	"github.com/tenantctl/tenantctl/internal/directory/contract"
	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// TestContract runs the suite of all adapters against the embedded directory,
// over a real TLS connection.
func TestContract(t *testing.T) {
	t.Parallel()
	contract.Run(t, open)
}

// open starts an embedded directory of its own on a socket. Its transport in
// the process is what makes the caller the administrator.
func open(t *testing.T) directory.Directory {
	t.Helper()
	server, err := embedded.Open(t.Context(), embedded.Options{Path: filepath.Join(t.TempDir(), "directory.db")})
	if err != nil {
		t.Fatal(err)
	}
	socket := httptest.NewTLSServer(forward(server.Transport()))
	t.Cleanup(func() {
		socket.Close()
		if err := server.Close(); err != nil {
			t.Error(err)
		}
	})
	base, err := url.Parse(socket.URL)
	if err != nil {
		t.Fatal(err)
	}
	return adapter.New(aadgraph.New(aadgraph.Options{Options: rest.Options{Base: base, Transport: socket.Client().Transport}}))
}

func forward(to http.RoundTripper) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		res, err := to.RoundTrip(r)
		if err != nil {
			panic(http.ErrAbortHandler)
		}
		defer res.Body.Close()
		for name, values := range res.Header {
			w.Header()[name] = values
		}
		w.WriteHeader(res.StatusCode)
		io.Copy(w, res.Body)
	})
}
