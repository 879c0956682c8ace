package signing_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/internal/testkit"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

var _ task.Steps = (*signing.Signer)(nil)

func now() time.Time { return time.Date(2026, 11, 22, 8, 0, 0, 0, time.UTC) }

// desk is a signer with a key in files, and what it says.
type desk struct {
	*signing.Signer
	files signing.Files
	cert  testkit.Certificate
	said  []string
	asked int
}

func newDesk(t *testing.T, password string) *desk {
	t.Helper()
	d := &desk{cert: testkit.NewCertificate(t, "payroll", now().Add(-time.Hour), now().Add(time.Hour))}
	d.files.Cert, d.files.Key = d.cert.Write(t, t.TempDir(), password)
	d.Signer = d.another(password)
	return d
}

// another is the signer of another process.
func (d *desk) another(password string) *signing.Signer {
	return &signing.Signer{
		Env: func(string) string { return "" }, Now: now, Say: func(line string) { d.said = append(d.said, line) },
		Ask: func() func(context.Context, string) (string, error) {
			return func(context.Context, string) (string, error) { d.asked++; return password, nil }
		},
	}
}

func (d *desk) open(t *testing.T) directory.KeyFile {
	t.Helper()
	c, key, err := d.Open(t.Context(), d.files)
	if err != nil {
		t.Fatal(err)
	}
	if !c.Certificate.Equal(d.cert.Cert) {
		t.Error("another certificate was opened")
	}
	return key
}

func remove(key directory.KeyFile) *directory.Operation {
	return &directory.Operation{
		Name: "remove", Verb: directory.Invoke, Ref: directory.Ref{Set: "applications", Key: "1", Path: "removeKey"},
		Body: odata.NewObject("keyId", "k1"), Signing: &directory.Signing{As: "issuer", Key: key},
	}
}

// TestKeyFile names a key without giving anything of it away: no sum of a
// password, which would help to guess it.
func TestKeyFile(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "open sesame")
	d.files.Password = filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(d.files.Password, []byte("open sesame\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	key := d.open(t)
	if len(key.SHA256) != 64 || len(key.CertSHA256) != 64 || key.Thumbprint != credential.Fingerprint(d.cert.Cert) || key.PasswordFile != d.files.Password {
		t.Errorf("%+v", key)
	}
	text, err := json.Marshal(key)
	if err != nil || strings.Contains(string(text), "sesame") || strings.Count(string(text), "ha256\"") != 2 {
		t.Errorf("%s, %v", text, err)
	}
}

// TestProofOfAResumedTask signs in another process with the same files, and
// not with others.
func TestProofOfAResumedTask(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "open sesame")
	key := d.open(t)
	op := remove(key)
	for _, signer := range []*signing.Signer{d.Signer, d.Signer, d.another("open sesame")} {
		if err := signer.Complete(t.Context(), op); err != nil {
			t.Fatal(err)
		}
		claims := jwt.MapClaims{}
		_, err := jwt.ParseWithClaims(op.Body.String("proof"), claims, func(*jwt.Token) (any, error) { return d.cert.Key.Public(), nil },
			jwt.WithTimeFunc(now))
		if err != nil || claims["iss"] != "issuer" {
			t.Errorf("%v, claims %v", err, claims)
		}
	}
	if d.asked != 2 {
		t.Errorf("two processes asked %d times for the password", d.asked)
	}
	if want := "removing the key k1, with a proof signed by " + key.Thumbprint; d.said[0] != want {
		t.Errorf("it says %q, want %q", d.said[0], want)
	}
	if err := os.WriteFile(d.files.Cert, []byte("another"), 0o600); err != nil {
		t.Fatal(err)
	}
	op.Body.Delete("proof")
	err := d.another("open sesame").Complete(t.Context(), op)
	if e := apierr.As(err); e == nil || e.Kind != apierr.Conflict || !strings.Contains(e.Message, d.files.Cert) || op.Body.Has("proof") {
		t.Errorf("%v", err)
	}
}

// TestProbe looks for a certificate, and signs in with it.
func TestProbe(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "")
	key := d.open(t)
	dir := faulty.New()
	app := directory.Ref{Set: "applications", Key: dir.Add("applications", "displayName", "Payroll")}
	known := directory.Ref{Set: "applications", Key: dir.Add("applications", "displayName", "Known",
		"keyCredentials", []*odata.Object{odata.NewObject("key", base64.StdEncoding.EncodeToString(d.cert.Cert.Raw))})}
	wait := odata.NewObject("thumbprint", key.Thumbprint)
	refused := func(code string) error { return &apierr.Error{Kind: apierr.Unauthenticated, Code: code} }
	for _, tt := range []struct {
		name   string
		op     directory.Operation
		signIn error
		ok     bool
		later  bool
	}{
		{"shown", directory.Operation{Name: signing.Wait, Ref: known, Body: wait}, nil, true, false},
		{"not shown", directory.Operation{Name: signing.Wait, Ref: app, Body: wait}, nil, false, true},
		{"no such application", directory.Operation{Name: signing.Wait, Ref: directory.Ref{Set: "applications", Key: "none"}, Body: wait}, nil, false, true},
		{"signs in", directory.Operation{Name: signing.SignIn}, nil, true, false},
		{"key not known yet", directory.Operation{Name: signing.SignIn}, refused("AADSTS700027"), false, true},
		{"application not known yet", directory.Operation{Name: signing.SignIn}, refused("AADSTS700016"), false, true},
		{"disabled", directory.Operation{Name: signing.SignIn}, refused("AADSTS7000112"), false, false},
		{"away", directory.Operation{Name: signing.SignIn}, &apierr.Error{Kind: apierr.Unavailable}, false, true},
		{"of a later version", directory.Operation{Name: "dance"}, nil, false, false},
	} {
		d.SignIn = func(_ context.Context, appID string, c *credential.Credential) error {
			if appID != "app" || !c.Certificate.Equal(d.cert.Cert) {
				t.Errorf("%s: %s signs in with %s", tt.name, appID, c.Certificate.Subject)
			}
			return tt.signIn
		}
		tt.op.Verb, tt.op.Signing = directory.Probe, &directory.Signing{As: "app", Key: key}
		later, err := d.Probe(t.Context(), dir, &tt.op, 1)
		if (err == nil) != tt.ok || later != tt.later {
			t.Errorf("%s: %v, later %v", tt.name, err, later)
		}
	}
}
