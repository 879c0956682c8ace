//go:build unix

package cli_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/embedded"
)

// gate stands before a sign-in service that has not heard of a certificate:
// it refuses what the certificate signed as often as left says.
type gate struct {
	next    http.Handler
	refused string // x5t#S256
	left    atomic.Int64
}

func (g *gate) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !strings.HasSuffix(r.URL.Path, "/oauth2/v2.0/token") {
		g.next.ServeHTTP(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	form, bad := url.ParseQuery(string(body))
	if err != nil || bad != nil {
		http.Error(w, "unreadable", http.StatusBadRequest)
		return
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	var header map[string]string
	head, _, _ := strings.Cut(form.Get("client_assertion"), ".")
	text, _ := base64.RawURLEncoding.DecodeString(head)
	if json.Unmarshal(text, &header) != nil || header["x5t#S256"] != g.refused || g.left.Add(-1) < 0 {
		g.next.ServeHTTP(w, r)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusUnauthorized)
	io.WriteString(w, `{"error":"invalid_client","error_description":"AADSTS700027: The certificate is not registered on application.","error_codes":[700027]}`)
}

// behindGate serves a session's directory over TLS, on which the program
// speaks a protocol with it, with a sign-in service that refuses the new
// certificate so many times.
func (r *rotating) behindGate(t *testing.T, protocol string, times int64) (*session, *gate) {
	t.Helper()
	s := r.session(t)
	directory, err := embedded.Open(t.Context(), embedded.Options{Path: filepath.Join(s.home, "directory.db")})
	if err != nil {
		t.Fatal(err)
	}
	g := &gate{next: directory.Public(nil), refused: base64.RawURLEncoding.EncodeToString(credential.ThumbprintSHA256(r.new.Certificate))}
	g.left.Store(times)
	server := httptest.NewTLSServer(g)
	t.Cleanup(func() { server.Close(); directory.Close() })
	resource := map[string]string{"graph": "https://graph.microsoft.com", "aadgraph": "https://graph.windows.net"}[protocol]
	token, err := directory.IssueTokenFor(t.Context(), resource, "admin@contoso.onmicrosoft.com", "")
	if err != nil {
		t.Fatal(err)
	}
	ca := filepath.Join(t.TempDir(), "ca.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(ca, text, 0o600); err != nil {
		t.Fatal(err)
	}
	s.env = append(s.env, "TENANTCTL_PROTOCOL="+protocol, "TENANTCTL_ENDPOINT="+server.URL, "TENANTCTL_AUTHORITY="+server.URL,
		"TENANTCTL_TENANT=contoso.onmicrosoft.com", "TENANTCTL_CA="+ca, "TENANTCTL_ACCESS_TOKEN="+token)
	return s, g
}

// rotation gives the id of the only task.
func (s *session) rotation() string {
	s.t.Helper()
	return strings.TrimSpace(s.run("task", "list", "--top", "1", "-q", "-o", "id"))
}

const always = 1 << 40

// TestRotationWaitsForTheSignIn has a sign-in service that learns late of the
// new certificate.
func TestRotationWaitsForTheSignIn(t *testing.T) {
	t.Parallel()
	r := newRotating(t)
	s, g := r.behindGate(t, "graph", 2)
	start := time.Now()
	s.run(r.args...)
	r.wantRotated(s)
	if g.left.Load() > 0 || time.Since(start) < 3*time.Second {
		t.Errorf("it was refused twice and waited for %s", time.Since(start))
	}
}

// TestRotationWhoseCheckFails keeps the present certificate, says what to do,
// and goes on where it stopped.
func TestRotationWhoseCheckFails(t *testing.T) {
	t.Parallel()
	r := newRotating(t)
	s, g := r.behindGate(t, "graph", always)
	said := s.fails(7, append(r.args, "--timeout", "1s")...)
	id := s.rotation()
	for _, want := range []string{
		"error: app Payroll: the new certificate is there, but does not sign in; the present one stays\n",
		"AADSTS700027", "tenantctl task resume " + id, `app removekey Payroll --thumbprint ` + credential.Fingerprint(r.new.Certificate),
	} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q:\n%s", want, said)
		}
	}
	r.wantBoth(s)
	s.fails(7, "task", "resume", id)
	r.wantBoth(s)
	g.left.Store(0)
	s.run("task", "resume", id)
	r.wantRotated(s)
	s.run("task", "resume", id) // there is nothing left to do
	s.run(r.args...)
	r.wantRotated(s)
}

// TestRotationStoppedWhileItWaits interrupts and kills it there, and changes
// the key's file: the task goes on when the file is as it was, and does not
// need the old key any more.
func TestRotationStoppedWhileItWaits(t *testing.T) {
	t.Parallel()
	r := newRotating(t)
	s, g := r.behindGate(t, "graph", always)
	if !s.killAtLine(2, 300*time.Millisecond, r.args...) {
		t.Fatal("it did not come to the sign-in")
	}
	r.wantBoth(s)
	id := s.rotation()
	if state := s.run("task", "show", id, "--operations", "--jq", `[.[].state]|join(" ")`); strings.TrimSpace(state) != "done done pending pending" {
		t.Errorf("the operations are %s", state)
	}
	s.interruptAfter(700*time.Millisecond, "task", "resume", id)
	r.wantBoth(s)
	g.left.Store(0)
	file := r.args[6] // --key
	key, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, content := range [][]byte{append([]byte("\n"), key...), nil} {
		if err := os.WriteFile(file, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if said := s.fails(11, "task", "resume", id); !strings.Contains(said, "has changed") || !strings.Contains(said, file) {
			t.Errorf("it says %s", said)
		}
		r.wantBoth(s)
	}
	if err := os.WriteFile(file, key, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(r.args[10]); err != nil { // --sign-with
		t.Fatal(err)
	}
	s.run("task", "resume", id)
	r.wantRotated(s)
}

// TestKilledRotationOverASocket kills rotations on both protocols after the
// new certificate was added.
func TestKilledRotationOverASocket(t *testing.T) {
	t.Parallel()
	r := newRotating(t)
	for _, protocol := range []string{"graph", "aadgraph"} {
		for step := 1; step < 4; step++ {
			s, _ := r.behindGate(t, protocol, 0)
			if !s.killAtLine(step, rand.N(10*time.Millisecond), r.args...) {
				t.Fatalf("%s: the rotation did not come to step %d", protocol, step)
			}
			r.wantOne(s)
			s.run("task", "resume", s.rotation())
			r.wantRotated(s)
		}
	}
}

// interruptAfter runs a command and interrupts it, which must end it with 130.
func (s *session) interruptAfter(d time.Duration, args ...string) {
	s.t.Helper()
	cmd := s.command(args...)
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	time.Sleep(d)
	cmd.Process.Signal(os.Interrupt)
	var ended *exec.ExitError
	if err := cmd.Wait(); err == nil {
		s.t.Errorf("tenantctl %s ended well", strings.Join(args, " "))
	} else if ended, _ = err.(*exec.ExitError); ended == nil || ended.ExitCode() != 130 {
		s.t.Errorf("tenantctl %s: %v, want exit 130", strings.Join(args, " "), err)
	}
}

// wantBoth sees to it that both certificates are there and the old one works.
func (r *rotating) wantBoth(s *session) {
	s.t.Helper()
	want := credential.Fingerprint(r.old.Certificate) + " " + credential.Fingerprint(r.new.Certificate)
	if got := s.thumbprints(); got != want || !r.works(s, r.old) {
		s.t.Errorf("the keys are %s, want %s", got, want)
	}
}
