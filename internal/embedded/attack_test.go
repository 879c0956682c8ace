package embedded_test

import (
	"bufio"
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
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/socket"
)

// tlsServer is the directory on a TLS socket, with the administrator's token.
type tlsServer struct {
	t      *testing.T
	host   string
	config *tls.Config
	token  string
}

func serveTLS(t *testing.T) *tlsServer {
	t.Helper()
	s, err := embedded.Open(t.Context(), embedded.Options{Path: filepath.Join(t.TempDir(), "directory.db")})
	if err != nil {
		t.Fatal(err)
	}
	x := &tlsServer{t: t}
	if x.token, err = s.IssueToken(t.Context(), seed.Administrator, ""); err != nil {
		t.Fatal(err)
	}
	cert, key, pool := serverFiles(t)
	x.config = &tls.Config{RootCAs: pool}
	ctx, stop := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- socket.Serve(ctx, socket.Options{Listen: "127.0.0.1:0", Cert: cert, Key: key, RequestTimeout: 5 * time.Minute,
			Handler: s.Public(nil), Ready: func(url string) error { ready <- url; return nil }})
	}()
	t.Cleanup(func() {
		stop()
		if err := errors.Join(<-ended, s.Close()); err != nil {
			t.Error(err)
		}
	})
	x.host = strings.TrimPrefix(<-ready, "https://")
	return x
}

// serverFiles writes a certificate for 127.0.0.1 and its key.
func serverFiles(t *testing.T) (cert, key string, pool *x509.CertPool) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "directory"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		t.Fatal(err)
	}
	pkcs8, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	cert, key, pool = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem"), x509.NewCertPool()
	certPEM := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	pool.AppendCertsFromPEM(certPEM)
	err = errors.Join(os.WriteFile(cert, certPEM, 0o600),
		os.WriteFile(key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: pkcs8}), 0o600))
	if err != nil {
		t.Fatal(err)
	}
	return cert, key, pool
}

func (x *tlsServer) client(http2 bool) *http.Client {
	transport := &http.Transport{TLSClientConfig: x.config.Clone(), ForceAttemptHTTP2: http2}
	x.t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: transport}
}

func (x *tlsServer) request(method, path string, body io.Reader) *http.Request {
	x.t.Helper()
	r, err := http.NewRequestWithContext(x.t.Context(), method, "https://"+x.host+path, body)
	if err != nil {
		x.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+x.token)
	r.Header.Set("Content-Type", "application/json")
	return r
}

// alive fails the test unless the administrator is answered on a new
// connection.
func (x *tlsServer) alive() {
	x.t.Helper()
	for _, http2 := range []bool{false, true} {
		answer, err := x.client(http2).Do(x.request("GET", "/v1.0/me", nil))
		if err != nil {
			x.t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != http.StatusOK {
			x.t.Errorf("status %d", answer.StatusCode)
		}
	}
}

// endless is a body that has no end of its own.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	return len(p), nil
}

// A body of 100 MB is refused, with its length told or not, by who has signed
// in and by who has not, and is not read to its end.
func TestHugeBodies(t *testing.T) {
	t.Parallel()
	x := serveTLS(t)
	const huge = 100 << 20
	for _, http2 := range []bool{false, true} {
		for _, path := range []string{"/v1.0/users", "/v1.0/$batch", "/" + seed.Domain + "/oauth2/v2.0/token", "/nothing"} {
			for _, length := range []int64{huge, -1} {
				sent := new(counted)
				r := x.request("POST", path, io.TeeReader(io.LimitReader(endless{}, huge), sent))
				r.ContentLength = length
				if strings.HasSuffix(path, "token") {
					r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				}
				answer, err := x.client(http2).Do(r)
				if err == nil {
					answer.Body.Close()
					if answer.StatusCode != http.StatusRequestEntityTooLarge && path != "/nothing" {
						t.Errorf("%s, length %d, HTTP/2 %v: status %d", path, length, http2, answer.StatusCode)
					}
				}
				if n := sent.Load(); n > 32<<20 {
					t.Errorf("%s, length %d, HTTP/2 %v: %d bytes were taken", path, length, http2, n)
				}
			}
		}
	}
	x.alive()
}

// counted counts what is written to it.
type counted struct{ atomic.Int64 }

// Write implements io.Writer.
func (c *counted) Write(p []byte) (int, error) {
	c.Add(int64(len(p)))
	return len(p), nil
}

// A gzip body that unpacks to much more than is allowed is refused.
func TestBombs(t *testing.T) {
	t.Parallel()
	x := serveTLS(t)
	r := x.request("POST", "/v1.0/groups", strings.NewReader(bomb(t)))
	r.Header.Set("Content-Encoding", "gzip")
	answer, err := x.client(true).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d", answer.StatusCode)
	}
	x.alive()
}

// 10,000 connections that say nothing, or a little, leave the server to
// others.
func TestManyConnections(t *testing.T) {
	if testing.Short() {
		t.Skip("opens 10,000 connections: not with -short")
	}
	const many = 10_000
	x := serveTLS(t)
	var open sync.Map
	t.Cleanup(func() {
		open.Range(func(_, c any) bool { c.(net.Conn).Close(); return true })
	})
	var group sync.WaitGroup
	var opened, refused atomic.Int64
	for worker := range 50 {
		group.Go(func() {
			for i := worker; i < many; i += 50 {
				c, err := net.DialTimeout("tcp", x.host, 5*time.Second)
				if err != nil {
					refused.Add(1)
					continue
				}
				opened.Add(1)
				open.Store(i, c)
				if i%2 == 0 {
					io.WriteString(c, "\x16\x03\x01") // the first bytes of TLS, and no more
				}
			}
		})
		if worker%10 == 9 {
			x.alive()
		}
	}
	group.Wait()
	if opened.Load() < many/4 {
		t.Skipf("only %d connections could be opened here (%d refused): too few open files", opened.Load(), refused.Load())
	}
	x.alive()
	t.Logf("%d connections opened", opened.Load())
}

// Whoever asks for much at once on one connection is answered, in its turn.
func TestManyStreams(t *testing.T) {
	t.Parallel()
	x := serveTLS(t)
	c := x.client(true)
	streams := 200
	if testing.Short() {
		streams = 50 // the race detector makes each slow, and the connection has its time
	}
	var group sync.WaitGroup
	for range streams {
		group.Go(func() {
			answer, err := c.Do(x.request("GET", "/v1.0/users", nil))
			if err != nil {
				t.Error(err)
				return
			}
			io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
			if answer.StatusCode != http.StatusOK {
				t.Errorf("status %d", answer.StatusCode)
			}
		})
	}
	group.Wait()
}

// Requests that are no HTTP, or smuggle a second one, are refused.
func TestMalformedRequests(t *testing.T) {
	t.Parallel()
	x := serveTLS(t)
	for name, text := range map[string]string{
		"two lengths":           "POST /v1.0/users HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
		"no host":               "GET /v1.0/me HTTP/1.1\r\n\r\n",
		"space before a colon":  "GET /v1.0/me HTTP/1.1\r\nHost : x\r\n\r\n",
		"another protocol":      "SSH-2.0-OpenSSH_9.0\r\n\r\n",
		"a method of no name":   " /v1.0/me HTTP/1.1\r\nHost: x\r\n\r\n",
		"host with a user":      "GET /v1.0/me HTTP/1.1\r\nHost: a b\r\n\r\n",
		"unknown transfer code": "POST /v1.0/users HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
	} {
		config := x.config.Clone()
		config.ServerName = "127.0.0.1"
		c, err := tls.Dial("tcp", x.host, config)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(c, text)
		answer, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err == nil {
			answer.Body.Close()
			if answer.StatusCode < 400 {
				t.Errorf("%s: status %d", name, answer.StatusCode)
			}
		}
		c.Close()
	}
	x.alive()
}

// Who begins a form and does not go on is answered and left.
func TestSlowForm(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for ten seconds: not with -short")
	}
	t.Parallel()
	x := serveTLS(t)
	config := x.config.Clone()
	config.ServerName = "127.0.0.1"
	c, err := tls.Dial("tcp", x.host, config)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "POST /%s/oauth2/v2.0/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\ngrant", seed.Domain)
	c.SetReadDeadline(time.Now().Add(time.Minute))
	if _, err := io.ReadAll(c); errors.Is(err, os.ErrDeadlineExceeded) {
		t.Error("the connection is still open after a minute")
	}
	x.alive()
}
