package core_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"errors"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// keyPair makes a certificate that is in force for a month.
func keyPair(t *testing.T) (*rsa.PrivateKey, *x509.Certificate) {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now().Add(-time.Hour)
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "test"},
		NotBefore: begin, NotAfter: begin.AddDate(0, 1, 0)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return key, cert
}

// client registers an application with its service principal.
func (d *directory) client(t *testing.T, more ...any) (id, principal, appID string) {
	t.Helper()
	app, err := d.Create(d.ctx, "application", odata.NewObject(append([]any{"displayName", "Payroll"}, more...)...))
	if err != nil {
		t.Fatal(err)
	}
	appID = app.Props.String("appId")
	sp, err := d.Create(d.ctx, "servicePrincipal", odata.NewObject("appId", appID))
	if err != nil {
		t.Fatal(err)
	}
	return app.ID, sp.ID, appID
}

func TestClientsSignIn(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	_, cert := keyPair(t)
	id, principal, appID := d.client(t, "keyCredentials", []*odata.Object{odata.NewObject("type", "AsymmetricX509Cert",
		"usage", "Verify", "key", base64.StdEncoding.EncodeToString(cert.Raw))})
	var secrets []string
	for _, holder := range []string{id, principal} {
		made, err := d.AddPassword(d.ctx, holder, odata.NewObject("endDateTime", time.Now().Add(time.Hour).Format(time.RFC3339)))
		if err != nil {
			t.Fatal(err)
		}
		secrets = append(secrets, made.String("secretText"))
	}
	check := func(when string, want bool) {
		t.Helper()
		c, err := d.Client(d.ctx, strings.ToUpper(appID))
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range secrets {
			if ok, err := d.ClientSecret(d.ctx, c, secret); ok != want || err != nil {
				t.Errorf("%s: a secret is taken: %v, want %v (%v)", when, ok, want, err)
			}
		}
		for _, wrong := range []string{"", secrets[0][1:], secrets[0] + "x", strings.ToLower(secrets[0])} {
			if ok, _ := d.ClientSecret(d.ctx, c, wrong); ok {
				t.Errorf("%s: a wrong secret is taken", when)
			}
		}
		certs, err := d.ClientKeys(d.ctx, c)
		if err != nil || len(certs) != 1 || !certs[0].Equal(cert) {
			t.Errorf("%s: got %d keys (%v)", when, len(certs), err)
		}
	}
	check("now", true)
	d.offset = 2 * time.Hour
	check("after their end", false)
	d.offset = 60 * 24 * time.Hour
	if c, err := d.Client(d.ctx, appID); err != nil {
		t.Error(err)
	} else if certs, _ := d.ClientKeys(d.ctx, c); len(certs) != 0 {
		t.Error("a certificate that has expired counts")
	}
}

func TestNoClient(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	_, principal, appID := d.client(t)
	sp := d.stored(t, principal)
	for what, change := range map[string]func() error{
		"disabled": func() error { return d.Update(d.ctx, sp, odata.NewObject("accountEnabled", false)) },
		"deleted":  func() error { return d.Delete(d.ctx, principal) },
	} {
		if _, err := d.Client(d.ctx, appID); err != nil {
			t.Fatalf("before it was %s: %v", what, err)
		}
		if err := change(); err != nil {
			t.Fatal(err)
		}
		if _, err := d.Client(d.ctx, appID); status(err) != 404 {
			t.Errorf("%s: got %v", what, err)
		}
		if what == "disabled" {
			if err := d.Update(d.ctx, sp, odata.NewObject("accountEnabled", true)); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if _, err := d.Restore(d.ctx, principal); err != nil {
			t.Fatal(err)
		}
	}
}

func TestUsersSignIn(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	const password = "Tq7!pass-0001"
	lee := d.user(t, "lee", password)
	upn := lee.Props.String("userPrincipalName")
	if r, err := d.UserPassword(d.ctx, strings.ToUpper(upn), password); err != nil || r.ID != lee.ID {
		t.Errorf("got %v, %v", r, err)
	}
	for name, x := range map[string][2]string{
		"wrong password": {upn, "wrong"}, "no password": {upn, ""}, "nobody": {"nobody@contoso.onmicrosoft.com", password},
		"no password kept": {"admin@contoso.onmicrosoft.com", ""},
	} {
		if _, err := d.UserPassword(d.ctx, x[0], x[1]); !errors.Is(err, core.ErrSignIn) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	if err := d.Update(d.ctx, lee, odata.NewObject("accountEnabled", false)); err != nil {
		t.Fatal(err)
	}
	if _, err := d.UserPassword(d.ctx, upn, password); !errors.Is(err, core.ErrSignIn) {
		t.Errorf("a disabled user: got %v", err)
	}
}

// TestSecretsAreKeptApart: neither a secret nor its hash is among what is
// shown, and what is kept does not hold the secret.
func TestSecretsAreKeptApart(t *testing.T) {
	t.Parallel()
	d := newDirectory(t)
	id, _, _ := d.client(t)
	made, err := d.AddPassword(d.ctx, id, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := d.stored(t, id)
	shown := string(r.Props.AppendJSON(nil))
	if secret := made.String("secretText"); strings.Contains(shown+string(r.Secret), secret) || strings.Contains(shown, "sha256") {
		t.Errorf("shown %s, kept %s", shown, r.Secret)
	}
	if err := d.RemovePassword(d.ctx, id, made.String("keyId")); err != nil {
		t.Fatal(err)
	}
	if r := d.stored(t, id); r.Secret != nil {
		t.Errorf("a hash outlives its credential: %s", r.Secret)
	}
}
