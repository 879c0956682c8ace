package cli_test

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tenantctl/tenantctl/internal/embedded"
)

// protocol is what the program speaks over a socket: its name in a profile,
// the resource that tokens are for, what stands before the server, and what is
// made of an example file that it could not take as it is; nil is nothing.
type protocol struct {
	name, resource string
	over           func(http.Handler) http.Handler
	example        func([]byte) []byte
}

// socket is what the servers of all scripts over a protocol have in common, so
// that it is made once: a directory as it is at first with a key that signs
// tokens, the administrator's token by that key, and a certificate.
type socket struct {
	protocol
	directory   []byte
	token       string
	certificate tls.Certificate
}

func newSocket(t *testing.T, spoken protocol) *socket {
	t.Helper()
	file := filepath.Join(t.TempDir(), "directory.db")
	directory, err := embedded.Open(t.Context(), embedded.Options{Path: file})
	if err != nil {
		t.Fatal(err)
	}
	s := &socket{protocol: spoken, certificate: localCertificate(t)}
	s.token, err = directory.IssueTokenFor(t.Context(), spoken.resource, "admin@contoso.onmicrosoft.com", "")
	if err != nil {
		t.Fatal(err)
	}
	if err := directory.Close(); err != nil {
		t.Fatal(err)
	}
	if s.directory, err = os.ReadFile(file); err != nil {
		t.Fatal(err)
	}
	return s
}

// localCertificate is one of this machine that signs itself. Its key is of an
// elliptic curve: every command shakes hands, which takes long with RSA.
func localCertificate(t *testing.T) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(24 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// scriptsOver are the named scripts with the directory on a TLS socket of the
// test's process.
func scriptsOver(t *testing.T, names []string, spoken protocol) testscript.Params {
	t.Helper()
	s := newSocket(t, spoken)
	p := scripts(t)
	for _, name := range names {
		p.Files = append(p.Files, filepath.Join(p.Dir, name+".txtar"))
	}
	p.Dir = ""
	local := p.Setup
	p.Setup = func(e *testscript.Env) error {
		if err := local(e); err != nil {
			return err
		}
		return s.serve(e)
	}
	return p
}

// serve serves the directory of a script's home, and has its commands work on
// it by the settings of the environment.
func (s *socket) serve(e *testscript.Env) error {
	home := e.Getenv("TENANTCTL_HOME")
	if err := os.MkdirAll(home, 0o700); err != nil {
		return err
	}
	file := filepath.Join(home, "directory.db")
	if err := os.WriteFile(file, s.directory, 0o600); err != nil {
		return err
	}
	directory, err := embedded.Open(context.Background(), embedded.Options{Path: file})
	if err != nil {
		return err
	}
	server := httptest.NewUnstartedServer(s.over(directory.Public(nil)))
	server.Config.BaseContext = func(net.Listener) context.Context { return cheap() }
	server.TLS = &tls.Config{Certificates: []tls.Certificate{s.certificate}}
	server.EnableHTTP2 = true
	server.StartTLS()
	e.Defer(func() {
		server.Close()
		directory.Close()
	})
	ca := filepath.Join(e.WorkDir, ".ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(ca, text, 0o600); err != nil {
		return err
	}
	if err := ownExamples(e, s.example); err != nil {
		return err
	}
	e.Setenv("GRAPH", server.URL)
	e.Setenv("TENANTCTL_PROTOCOL", s.name)
	e.Setenv("TENANTCTL_ENDPOINT", server.URL)
	e.Setenv("TENANTCTL_CA", ca)
	e.Setenv("TENANTCTL_ACCESS_TOKEN", s.token)
	return nil
}
