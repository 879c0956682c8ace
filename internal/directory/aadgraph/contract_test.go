package aadgraph_test

import (
	"net/url"
	"path/filepath"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	adapter "github.com/tenantctl/tenantctl/internal/directory/aadgraph"
	"github.com/tenantctl/tenantctl/internal/directory/contract"
	"github.com/tenantctl/tenantctl/internal/testkit/served"
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
	server := served.Open(t, filepath.Join(t.TempDir(), "directory.db"), nil)
	socket := contract.Socket(t, server.Transport())
	base, err := url.Parse(socket.URL)
	if err != nil {
		t.Fatal(err)
	}
	return adapter.New(aadgraph.New(aadgraph.Options{Options: rest.Options{Base: base, Transport: socket.Client().Transport}}))
}
