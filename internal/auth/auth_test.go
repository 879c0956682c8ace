package auth_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/auth"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

func TestSecret(t *testing.T) {
	t.Parallel()
	u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
	s := u.open(t)
	wantHeader(t, s, "Bearer token-1")
	wantHeader(t, s, "Bearer token-1")
	if diff := cmp.Diff([]string{"POST https://login.test/contoso.onmicrosoft.com/oauth2/v2.0/token"}, u.service.urls); diff != "" {
		t.Error(diff)
	}
	want := map[string][]string{
		"grant_type": {"client_credentials"}, "client_id": {"app-1"}, "client_secret": {"hush"},
		"scope": {"https://graph.microsoft.com/.default"},
	}
	if diff := cmp.Diff(want, map[string][]string(u.service.forms[0])); diff != "" {
		t.Error(diff)
	}
}

func TestSecretFromFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte("hush\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	u := newSetUp("TENANTCTL_CLIENT_SECRET_FILE", file)
	wantHeader(t, u.open(t), "Bearer token-1")
	if got := u.service.forms[0].Get("client_secret"); got != "hush" {
		t.Errorf("sent %q", got)
	}
}

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name   string
		env    []string
		method string
		change func(*auth.Config)
		kind   apierr.Kind
		want   []string
	}{
		{"nothing at all", nil, "", nil, apierr.Unauthenticated, []string{"profile lab", "nothing to sign in with", "TENANTCTL_CLIENT_SECRET", "TENANTCTL_ACCESS_TOKEN"}},
		{"no secret for auth secret", []string{"TENANTCTL_ACCESS_TOKEN", "x"}, "secret", nil, apierr.Unauthenticated, []string{"TENANTCTL_CLIENT_SECRET_FILE"}},
		{"no certificate", nil, "certificate", nil, apierr.Unauthenticated, []string{"TENANTCTL_CLIENT_CERTIFICATE"}},
		{"no token", []string{"TENANTCTL_CLIENT_SECRET", "x"}, "token", nil, apierr.Unauthenticated, []string{"TENANTCTL_ACCESS_TOKEN"}},
		{"an unknown way", nil, "magic", nil, apierr.Usage, []string{"magic", "secret, certificate, token"}},
		{"no tenant", []string{"TENANTCTL_CLIENT_SECRET", "x"}, "", func(c *auth.Config) { c.Tenant = "" }, apierr.Usage, []string{"no tenant", "tenantctl profile set lab --tenant", "TENANTCTL_TENANT"}},
		{"no client id, and no secret either", nil, "", func(c *auth.Config) { c.ClientID = "" }, apierr.Usage, []string{"no client id", "--client-id"}},
		{"a secret file that is not there", []string{"TENANTCTL_CLIENT_SECRET_FILE", "/nowhere/secret"}, "", nil, apierr.Unauthenticated, []string{"/nowhere/secret"}},
		{"a certificate that is not there", []string{"TENANTCTL_CLIENT_CERTIFICATE", "/nowhere/cert.pem"}, "", nil, apierr.Unauthenticated, []string{"/nowhere/cert.pem"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			u := newSetUp(test.env...)
			u.method = test.method
			c := u.config()
			if test.change != nil {
				test.change(&c)
			}
			_, err := auth.New(c)
			wantError(t, err, test.kind, test.want...)
		})
	}
}

func TestGivenToken(t *testing.T) {
	t.Parallel()
	u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
	good := jwtOf(t, map[string]any{"exp": u.now.Add(time.Minute).Unix(), "upn": "lee@contoso.com", "appid": "app-9"})
	u.env["TENANTCTL_ACCESS_TOKEN"] = good
	c := u.config()
	c.Tenant, c.ClientID, c.Store = "", "", memory{}
	s, err := auth.New(c)
	if err != nil {
		t.Fatal(err)
	}
	wantHeader(t, s, "Bearer "+good)
	if name, err := s.Actor(t.Context()); name != "lee@contoso.com" || err != nil {
		t.Errorf("actor %q, %v", name, err)
	}
	if len(c.Store.(memory)) != 0 || u.service.asked() != 0 {
		t.Error("the token was stored, or another one asked for")
	}
	u.now = u.now.Add(time.Hour)
	_, err = header(t, s)
	wantError(t, err, apierr.Unauthenticated, "expired at 2026-05-01T12:01:00Z", "TENANTCTL_ACCESS_TOKEN")
}

func TestGivenTokenOfAnyForm(t *testing.T) {
	t.Parallel()
	for _, access := range []string{"opaque", "a.b.c", "a.e30.c", strings.Repeat("x", 5000)} {
		u := newSetUp("TENANTCTL_ACCESS_TOKEN", " "+access+"\n")
		wantHeader(t, u.open(t), "Bearer "+access)
	}
}

func TestActorOfAnApplication(t *testing.T) {
	t.Parallel()
	u := newSetUp("TENANTCTL_ACCESS_TOKEN", jwtOf(t, map[string]any{"appid": "app-9", "idtyp": "app"}))
	if name, err := u.open(t).Actor(t.Context()); name != "app-9" || err != nil {
		t.Errorf("actor %q, %v", name, err)
	}
}

func TestDebugIsMasked(t *testing.T) {
	t.Parallel()
	u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
	var log bytes.Buffer
	u.debug = &log
	wantHeader(t, u.open(t), "Bearer token-1")
	if !strings.Contains(log.String(), "POST https://login.test/") || !strings.Contains(log.String(), "client_id=app-1") {
		t.Errorf("the log does not show the request:\n%s", log.String())
	}
	for _, secret := range []string{"hush", "token-1"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log shows %q:\n%s", secret, log.String())
		}
	}
}
