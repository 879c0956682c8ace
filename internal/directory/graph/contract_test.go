package graph_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/contract"
	adapter "github.com/tenantctl/tenantctl/internal/directory/graph"
	"github.com/tenantctl/tenantctl/internal/testkit"
	"github.com/tenantctl/tenantctl/internal/testkit/served"
	"github.com/tenantctl/tenantctl/pkg/graph"
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
	server := served.Open(t, filepath.Join(t.TempDir(), "directory.db"), nil)
	socket := contract.Socket(t, server.Transport())
	base, err := url.Parse(socket.URL + "/v1.0/")
	if err != nil {
		t.Fatal(err)
	}
	return adapter.New(graph.New(rest.Options{Base: base, Transport: recorded(t, socket.Client().Transport)}))
}

// recorded keeps the exchanges for shared/tools/contract in the file that
// CONTRACT_RECORDS names, if it does.
func recorded(t *testing.T, next http.RoundTripper) http.RoundTripper {
	t.Helper()
	file := os.Getenv("CONTRACT_RECORDS")
	if file == "" {
		return next
	}
	r, err := testkit.Record(next, file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}
