package rest_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

func inPEM(der []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
}

// authority is one that has vouched for no server.
func authority(t *testing.T) []byte {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	ca := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, ca, ca, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return inPEM(der)
}

// post sends a body to a server, trusting these authorities too.
func post(t *testing.T, url string, authorities []byte) error {
	t.Helper()
	transport := rest.NewTransport(authorities)
	defer transport.CloseIdleConnections()
	c := rest.New(rest.Options{Base: mustURL(t, url), Transport: transport, Retry: rest.Retry{Attempts: 1}})
	for range 2 {
		if _, err := c.Do(t.Context(), &rest.Request{Method: "POST", Path: "x", Body: []byte(`{"a":1}`)}); err != nil {
			return err
		}
	}
	return nil
}

func TestTransport(t *testing.T) {
	t.Parallel()
	var protocol string
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { protocol = r.Proto }))
	server.EnableHTTP2 = true
	server.StartTLS()
	defer server.Close()
	if err := post(t, server.URL, inPEM(server.Certificate().Raw)); err != nil || protocol != "HTTP/2.0" {
		t.Errorf("by %s: %v", protocol, err)
	}
	protocol = ""
	for name, authorities := range map[string][]byte{"no": nil, "another": authority(t)} {
		e := wantKind(t, post(t, server.URL, authorities), apierr.Unavailable)
		if protocol != "" || e.Hint == "" {
			t.Errorf("trusting %s authority besides the system's: %v, by %q", name, e, protocol)
		}
	}
}

// systemOf is set for the process in which the system trusts a server: a
// process reads the system's authorities once.
const systemOf = "TENANTCTL_TEST_SYSTEM_OF"

// TestTransportTrustsTheSystem: a profile with an authority of its own still
// reaches servers that the system trusts, and sends the body whole.
func TestTransportTrustsTheSystem(t *testing.T) {
	t.Parallel()
	if url := os.Getenv(systemOf); url != "" {
		if err := post(t, url, authority(t)); err != nil {
			t.Error(err)
		}
		return
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		t.Skip("what this system trusts cannot be set for one process")
	}
	var bodies string
	server := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		bodies += string(body)
	}))
	defer server.Close()
	file := filepath.Join(t.TempDir(), "system.pem")
	if err := os.WriteFile(file, inPEM(server.Certificate().Raw), 0o600); err != nil {
		t.Fatal(err)
	}
	again := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestTransportTrustsTheSystem$")
	again.Env = append(os.Environ(), systemOf+"="+server.URL, "SSL_CERT_FILE="+file, "SSL_CERT_DIR="+t.TempDir())
	if out, err := again.CombinedOutput(); err != nil || bodies != `{"a":1}{"a":1}` {
		t.Errorf("%v: %s, and the server was sent %s", err, out, bodies)
	}
}
