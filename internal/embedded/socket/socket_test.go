package socket_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/socket"
)

// files are a certificate for 127.0.0.1 and its key.
type files struct {
	cert, key string
	pool      *x509.CertPool
}

// newFiles writes a certificate that signs itself.
func newFiles(t *testing.T, dir, name string) files {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	private, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	f := files{filepath.Join(dir, "server.pem"), filepath.Join(dir, "server.key"), x509.NewCertPool()}
	certPEM := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	f.pool.AppendCertsFromPEM(certPEM)
	for path, data := range map[string][]byte{f.cert: certPEM, f.key: pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: private})} {
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// server is a running socket.
type server struct {
	t     *testing.T
	files files
	url   string
	stop  context.CancelFunc
	ended chan error
}

// start serves with TLS; change adjusts the options.
func start(t *testing.T, handler http.Handler, change func(*socket.Options)) *server {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	s := &server{t: t, files: newFiles(t, t.TempDir(), "one"), stop: cancel, ended: make(chan error, 1)}
	ready := make(chan string, 1)
	o := socket.Options{Listen: "127.0.0.1:0", Cert: s.files.cert, Key: s.files.key, RequestTimeout: time.Minute,
		Handler: handler, Ready: func(url string) error { ready <- url; return nil }}
	if change != nil {
		change(&o)
	}
	go func() { s.ended <- socket.Serve(ctx, o) }()
	select {
	case s.url = <-ready:
	case err := <-s.ended:
		cancel()
		t.Fatal(err)
	}
	t.Cleanup(cancel)
	return s
}

func (s *server) client(http2 bool) *http.Client {
	t := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: s.files.pool}, ForceAttemptHTTP2: http2}
	s.t.Cleanup(t.CloseIdleConnections)
	return &http.Client{Transport: t}
}

func (s *server) host() string {
	u, err := url.Parse(s.url)
	if err != nil {
		s.t.Fatal(err)
	}
	return u.Host
}

// dial opens a TLS connection and says nothing.
func (s *server) dial() *tls.Conn {
	s.t.Helper()
	c, err := tls.Dial("tcp", s.host(), &tls.Config{RootCAs: s.files.pool, NextProtos: []string{"http/1.1"}})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { c.Close() })
	return c
}

func (s *server) alive() {
	s.t.Helper()
	answer, err := s.client(false).Get(s.url)
	if err != nil {
		s.t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		s.t.Errorf("status %d", answer.StatusCode)
	}
}

func hello(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "hello") }

func TestBothVersionsOfHTTP(t *testing.T) {
	t.Parallel()
	s := start(t, http.HandlerFunc(hello), nil)
	for _, http2 := range []bool{false, true} {
		answer, err := s.client(http2).Get(s.url)
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if (answer.ProtoMajor == 2) != http2 {
			t.Errorf("HTTP/%d with HTTP/2 %v", answer.ProtoMajor, http2)
		}
	}
	s.stop()
	if err := <-s.ended; err != nil {
		t.Error(err)
	}
}

// A request that runs when the server is told to end is answered.
func TestSoftEnd(t *testing.T) {
	t.Parallel()
	begun, goOn := make(chan bool), make(chan bool)
	s := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun <- true
		<-goOn
		if r.Context().Err() != nil {
			t.Error("the request was cancelled")
		}
		hello(w, r)
	}), nil)
	answered := make(chan error, 1)
	go func() {
		answer, err := s.client(true).Get(s.url)
		if err == nil {
			_, err = io.ReadAll(answer.Body)
			answer.Body.Close()
		}
		answered <- err
	}()
	<-begun
	s.stop()
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); {
		c, err := net.Dial("tcp", s.host())
		if err != nil {
			break // nobody new is let in
		}
		c.Close()
		time.Sleep(time.Millisecond)
	}
	close(goOn)
	if err := <-answered; err != nil {
		t.Error(err)
	}
	if err := <-s.ended; err != nil {
		t.Error(err)
	}
}

func TestRequestTimeout(t *testing.T) {
	t.Parallel()
	s := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		<-r.Context().Done()
		w.WriteHeader(http.StatusServiceUnavailable)
	}), func(o *socket.Options) { o.RequestTimeout = time.Second })
	answer, err := s.client(false).Get(s.url)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("status %d", answer.StatusCode)
	}
}

// Who sends its headers or its body too slowly is cut off. The time of a request
// is that of the connection's beginning too, which a slow machine needs.
func TestSlowClients(t *testing.T) {
	t.Parallel()
	s := start(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		hello(w, r)
	}), func(o *socket.Options) { o.RequestTimeout = 2 * time.Second })
	for name, begin := range map[string]string{
		"headers": "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
		"body":    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc",
		"nothing": "",
	} {
		c := s.dial()
		if _, err := io.WriteString(c, begin); err != nil {
			t.Fatal(err)
		}
		c.SetReadDeadline(time.Now().Add(15 * time.Second))
		if _, err := io.ReadAll(c); errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("%s: the connection is still open", name)
		}
	}
	s.alive()
}

func TestLongHeaders(t *testing.T) {
	t.Parallel()
	s := start(t, http.HandlerFunc(hello), nil)
	c := s.dial()
	fmt.Fprintf(c, "GET / HTTP/1.1\r\nHost: x\r\nX-Long: %s\r\n\r\n", strings.Repeat("x", 1<<20))
	answer, err := http.ReadResponse(bufio.NewReader(c), nil)
	if err == nil {
		answer.Body.Close()
		if answer.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
			t.Errorf("status %d", answer.StatusCode)
		}
	}
	s.alive()
}

// A renewed certificate comes into use, half a renewal does not.
func TestRenewedCertificate(t *testing.T) {
	t.Parallel()
	s := start(t, http.HandlerFunc(hello), func(o *socket.Options) { o.Look = time.Nanosecond })
	s.alive()
	old := s.files.pool
	later := time.Now().Add(time.Minute)
	if err := os.WriteFile(s.files.cert, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	os.Chtimes(s.files.cert, later, later)
	s.alive()
	s.files = newFiles(t, filepath.Dir(s.files.cert), "two")
	s.alive()
	s.files.pool = old
	if answer, err := s.client(false).Get(s.url); err == nil {
		answer.Body.Close()
		t.Error("the old certificate is still shown")
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	one := newFiles(t, dir, "one")
	two := newFiles(t, t.TempDir(), "two")
	encrypted := filepath.Join(dir, "encrypted.key")
	os.WriteFile(encrypted, pem.EncodeToMemory(&pem.Block{Type: "ENCRYPTED PRIVATE KEY", Bytes: []byte("x")}), 0o600)
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	for name, c := range map[string]struct {
		o       socket.Options
		want    string
		setting bool
	}{
		"open to all":   {socket.Options{Listen: "0.0.0.0:0"}, "plain HTTP is served on loopback addresses only", true},
		"all by name":   {socket.Options{Listen: ":0"}, "loopback addresses only", true},
		"host name":     {socket.Options{Listen: "localhost.evil.example:0"}, "loopback addresses only", true},
		"no key":        {socket.Options{Listen: "127.0.0.1:0", Cert: one.cert}, "go together", true},
		"no file":       {socket.Options{Listen: "127.0.0.1:0", Cert: "nothing", Key: one.key}, "cannot be read: no such file", true},
		"another key":   {socket.Options{Listen: "127.0.0.1:0", Cert: one.cert, Key: two.key}, "is not that of the certificate of CN=one", true},
		"swapped":       {socket.Options{Listen: "127.0.0.1:0", Cert: one.key, Key: one.cert}, "holds no certificate in PEM", true},
		"twice":         {socket.Options{Listen: "127.0.0.1:0", Cert: one.cert, Key: one.cert}, "holds no private key in PEM", true},
		"encrypted key": {socket.Options{Listen: "127.0.0.1:0", Cert: one.cert, Key: encrypted}, "is encrypted", true},
		"taken":         {socket.Options{Listen: busy.Addr().String()}, "is in use by another program", false},
		"no port":       {socket.Options{Listen: "127.0.0.1", Cert: one.cert, Key: one.key}, "the address 127.0.0.1 is no host and port", true},
	} {
		c.o.RequestTimeout = time.Second
		err := socket.Serve(t.Context(), c.o)
		var e *socket.Error
		if !errors.As(err, &e) || !strings.Contains(err.Error(), c.want) || e.Hint == "" || e.Setting != c.setting {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// What goes wrong on connections goes to the log, for who wants it.
func TestLog(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	s := start(t, http.HandlerFunc(hello), func(o *socket.Options) { o.Log = &log })
	if answer, err := http.Get(strings.Replace(s.url, "https", "http", 1)); err == nil {
		answer.Body.Close()
		if answer.StatusCode != http.StatusBadRequest {
			t.Errorf("plain HTTP: %d", answer.StatusCode)
		}
	}
	s.stop()
	<-s.ended
	if !strings.Contains(log.String(), "TLS handshake error") {
		t.Errorf("log %q", &log)
	}
}
