package auth_test

import (
	"context"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/tenantctl/tenantctl/internal/auth"
	"github.com/tenantctl/tenantctl/internal/testkit"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// pair writes a certificate that is in force on 1 May 2026, and its key,
// encrypted if there is a password.
func pair(t *testing.T, password string) (cert, key string, public any) {
	t.Helper()
	c := testkit.NewCertificate(t, "lab", time.Date(2026, 4, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC))
	cert, key = c.Write(t, t.TempDir(), password)
	return cert, key, c.Key.Public()
}

func TestCertificate(t *testing.T) {
	t.Parallel()
	cert, key, public := pair(t, "")
	u := newSetUp("TENANTCTL_CLIENT_CERTIFICATE", cert, "TENANTCTL_CLIENT_CERTIFICATE_KEY", key)
	wantHeader(t, u.open(t), "Bearer token-1")
	form := u.service.forms[0]
	if form.Get("client_assertion_type") != "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" ||
		form.Get("client_id") != "app-1" || form.Has("client_secret") {
		t.Errorf("asked with %v", form)
	}
	_, err := jwt.Parse(form.Get("client_assertion"), func(*jwt.Token) (any, error) { return public, nil },
		jwt.WithAudience("https://login.test/contoso.onmicrosoft.com/oauth2/v2.0/token"), jwt.WithIssuer("app-1"),
		jwt.WithSubject("app-1"), jwt.WithTimeFunc(func() time.Time { return u.now }))
	if err != nil {
		t.Error(err)
	}
}

func TestCertificateWithPassword(t *testing.T) {
	t.Parallel()
	cert, key, _ := pair(t, "pass word")
	u := newSetUp("TENANTCTL_CLIENT_CERTIFICATE", cert, "TENANTCTL_CLIENT_CERTIFICATE_KEY", key)
	u.store = memory{}
	_, err := header(t, u.open(t))
	wantError(t, err, apierr.Unauthenticated, "encrypted", "TENANTCTL_KEY_PASSWORD")
	u.env["TENANTCTL_KEY_PASSWORD"] = "wrong"
	_, err = header(t, u.open(t))
	wantError(t, err, apierr.Unauthenticated, "password does not open", "TENANTCTL_KEY_PASSWORD")
	delete(u.env, "TENANTCTL_KEY_PASSWORD")
	c := u.config()
	c.AskPassword = func(_ context.Context, path string) (string, error) {
		if path != key {
			t.Errorf("asked for the password of %s", path)
		}
		return "pass word", nil
	}
	s, err := auth.New(c)
	if err != nil {
		t.Fatal(err)
	}
	wantHeader(t, s, "Bearer token-1")
	wantHeader(t, u.open(t), "Bearer token-1") // stored: no password is needed
}

func TestExpiredCertificate(t *testing.T) {
	t.Parallel()
	cert, key, _ := pair(t, "")
	u := newSetUp("TENANTCTL_CLIENT_CERTIFICATE", cert, "TENANTCTL_CLIENT_CERTIFICATE_KEY", key)
	u.now = u.now.AddDate(1, 0, 0)
	_, err := header(t, u.open(t))
	wantError(t, err, apierr.Unauthenticated, "expired at 2026-06-01")
	if u.service.asked() != 0 {
		t.Error("a request was sent")
	}
}
