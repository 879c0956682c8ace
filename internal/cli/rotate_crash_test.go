package cli_test

import (
	"bufio"
	"encoding/json"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/auth"
	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/testkit"
)

// rotating is an application whose certificate is replaced.
type rotating struct {
	home     string // to be copied
	appID    string
	old, new *credential.Credential
	args     []string // of the rotation
}

// newRotating makes an application with a certificate, and another one.
func newRotating(t *testing.T) *rotating {
	t.Helper()
	s := newSession(t)
	folder, now := t.TempDir(), time.Now()
	r := &rotating{home: s.home}
	files := map[string][2]string{}
	for name, c := range map[string]**credential.Credential{"old": &r.old, "new": &r.new} {
		made := testkit.NewCertificate(t, name, now.Add(-time.Hour), now.Add(time.Hour))
		*c = &credential.Credential{Key: made.Key, Certificate: made.Cert}
		cert, key := made.Write(t, folder, "")
		files[name] = [2]string{cert, key}
	}
	s.run("app", "create", "Payroll", "--cert", files["old"][0], "--service-principal", "-q")
	r.appID = strings.TrimSpace(s.run("app", "get", "Payroll", "--select", "appId", "-o", "tsv"))
	r.args = []string{"app", "rotate", "Payroll", "--cert", files["new"][0], "--key", files["new"][1],
		"--sign-cert", files["old"][0], "--sign-with", files["old"][1], "--yes"}
	return r
}

// session begins with the application as it was.
func (r *rotating) session(t *testing.T) *session {
	t.Helper()
	s := newSession(t)
	if err := os.CopyFS(s.home, os.DirFS(r.home)); err != nil {
		t.Fatal(err)
	}
	return s
}

// works tells whether an application can sign in with a certificate.
func (r *rotating) works(s *session, c *credential.Credential) bool {
	s.t.Helper()
	server, err := embedded.Open(s.t.Context(), embedded.Options{Path: filepath.Join(s.home, "directory.db")})
	if err != nil {
		s.t.Fatal(err)
	}
	defer server.Close()
	return auth.SignIn(s.t.Context(), auth.Config{
		Name: "test", Authority: "https://localhost", Tenant: "contoso.onmicrosoft.com", ClientID: r.appID,
		Resource: "https://graph.microsoft.com", Transport: handled{server.Public(nil)},
	}, c) == nil
}

// handled asks a handler.
type handled struct{ http.Handler }

func (h handled) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result(), nil
}

// thumbprints are those of the application's certificates.
func (s *session) thumbprints() string {
	s.t.Helper()
	return strings.TrimSpace(s.run("app", "key", "list", "Payroll", "--jq", `[.[]|.thumbprint]|join(" ")`))
}

// killAtLine runs a command and kills it a moment after it has said the nth
// line on standard error, from 0; it tells whether it came so far.
func (s *session) killAtLine(n int, after time.Duration, args ...string) bool {
	s.t.Helper()
	cmd := s.command(args...)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	lines := bufio.NewScanner(stderr)
	came := false
	for i := 0; !came && lines.Scan(); i++ {
		came = i == n
	}
	time.Sleep(after)
	cmd.Process.Kill()
	io.Copy(io.Discard, stderr)
	cmd.Wait()
	return came
}

// TestKilledRotation kills a rotation at each of its steps, at once and a
// little later, and the resumed one too: at every moment one of the two
// certificates works, and in the end the new one alone is there.
func TestKilledRotation(t *testing.T) {
	t.Parallel()
	r := newRotating(t)
	moments := []time.Duration{0, time.Millisecond, 3 * time.Millisecond, 8 * time.Millisecond}
	if testing.Short() {
		moments = moments[:1]
	}
	resumed := 0
	for step := range 4 {
		for _, moment := range moments {
			s := r.session(t)
			if !s.killAtLine(step, moment+rand.N(time.Millisecond), r.args...) {
				t.Fatalf("the rotation did not come to step %d", step)
			}
			r.wantOne(s)
			if id := strings.TrimSpace(s.run("task", "list", "--state", "interrupted", "-o", "id")); id != "" {
				s.killAtLine(0, moment, "task", "resume", id)
				r.wantOne(s)
				if _, err := s.command("task", "resume", id).Output(); err != nil {
					t.Errorf("step %d, %s later: resume: %v", step, moment, err)
				}
				resumed++
			}
			r.wantRotated(s)
		}
	}
	if resumed < 4 {
		t.Errorf("only %d rotations were cut off", resumed)
	}
	t.Logf("%d of %d rotations were cut off", resumed, 4*len(moments))
}

// wantOne sees to it that a certificate works, and that none is there twice.
func (r *rotating) wantOne(s *session) {
	s.t.Helper()
	if !r.works(s, r.old) && !r.works(s, r.new) {
		s.t.Errorf("no certificate works; the keys are %s", s.thumbprints())
	}
	for _, c := range []*credential.Credential{r.old, r.new} {
		if n := strings.Count(s.thumbprints(), credential.Fingerprint(c.Certificate)); n > 1 {
			s.t.Errorf("a certificate is there %d times: %s", n, s.thumbprints())
		}
	}
}

// wantRotated takes the account of a rotation that is done.
func (r *rotating) wantRotated(s *session) {
	s.t.Helper()
	if got, want := s.thumbprints(), credential.Fingerprint(r.new.Certificate); got != want {
		s.t.Errorf("the keys are %s, want %s", got, want)
	}
	if r.works(s, r.old) || !r.works(s, r.new) {
		s.t.Errorf("old works: %v, new works: %v", r.works(s, r.old), r.works(s, r.new))
	}
	var tasks []struct {
		Type, State string
		Counts      struct{ Total, Updated, Unchanged, Failed int }
	}
	if err := json.Unmarshal([]byte(s.run("task", "list", "--top", "1", "-o", "json")), &tasks); err != nil {
		s.t.Fatal(err)
	}
	if one := tasks[0]; one.Type != "rotate_key.app" || one.State != "completed" || one.Counts.Failed != 0 {
		s.t.Errorf("the task is %+v", one)
	}
}
