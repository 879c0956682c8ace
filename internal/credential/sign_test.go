package credential_test

import (
	"crypto/sha1"
	"crypto/sha256"
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/testkit"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// read checks the signature of a token with the certificate's key.
func read(t *testing.T, signed, alg string, m testkit.Certificate) *jwt.Token {
	t.Helper()
	token, err := jwt.Parse(signed, func(*jwt.Token) (any, error) { return m.Cert.PublicKey, nil },
		jwt.WithValidMethods([]string{alg}), jwt.WithTimeFunc(func() time.Time { return now().Add(time.Second) }))
	if err != nil {
		t.Fatal(err)
	}
	return token
}

func TestProof(t *testing.T) {
	t.Parallel()
	m := newMaterial(t).rsa
	c := credential.Credential{Key: m.Key, Certificate: m.Cert}
	signed, err := c.Proof("0cdbe2b3-ed08-471f-bb35-9fd9eb3e0b4e", now())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(signed, "=") {
		t.Error("the token is padded, which addKey refuses")
	}
	token := read(t, signed, "RS256", m)
	sum := sha1.Sum(m.Cert.Raw)
	if token.Header["x5t"] != base64.RawURLEncoding.EncodeToString(sum[:]) {
		t.Errorf("header %v", token.Header)
	}
	claims := token.Claims.(jwt.MapClaims)
	want := jwt.MapClaims{
		"aud": "00000002-0000-0000-c000-000000000000", "iss": "0cdbe2b3-ed08-471f-bb35-9fd9eb3e0b4e",
		"nbf": float64(now().Unix()), "exp": float64(now().Add(10 * time.Minute).Unix()),
	}
	for name, value := range want {
		if claims[name] != value {
			t.Errorf("%s is %v, want %v", name, claims[name], value)
		}
	}
}

func TestAssertion(t *testing.T) {
	t.Parallel()
	m := newMaterial(t).rsa
	c := credential.Credential{Key: m.Key, Certificate: m.Cert}
	signed, err := c.Assertion("app", "https://login.example.com/t/oauth2/v2.0/token", now())
	if err != nil {
		t.Fatal(err)
	}
	token := read(t, signed, "PS256", m)
	sum := sha256.Sum256(m.Cert.Raw)
	if token.Header["x5t#S256"] != base64.RawURLEncoding.EncodeToString(sum[:]) {
		t.Errorf("header %v", token.Header)
	}
	claims := token.Claims.(jwt.MapClaims)
	if claims["iss"] != "app" || claims["sub"] != "app" || claims["aud"] != "https://login.example.com/t/oauth2/v2.0/token" {
		t.Errorf("claims %v", claims)
	}
	again, err := c.Assertion("app", "https://login.example.com/t/oauth2/v2.0/token", now())
	if err != nil || claims["jti"] == read(t, again, "PS256", m).Claims.(jwt.MapClaims)["jti"] {
		t.Errorf("two assertions have one id (%v)", err)
	}
}

func TestSignRefuses(t *testing.T) {
	t.Parallel()
	m := newMaterial(t)
	tests := []struct {
		name string
		by   testkit.Certificate
		at   time.Time
		want string
	}{
		{"expired", m.rsa, now().Add(2 * time.Hour), "expired at 2026-05-01T13:00:00Z"},
		{"not yet in force", m.rsa, now().Add(-2 * time.Hour), "not valid before 2026-05-01T11:00:00Z"},
		{"EC", m.ec, now(), "not RSA"},
	}
	for _, test := range tests {
		c := credential.Credential{Key: test.by.Key, Certificate: test.by.Cert}
		for name, sign := range map[string]func() (string, error){
			"proof":     func() (string, error) { return c.Proof("id", test.at) },
			"assertion": func() (string, error) { return c.Assertion("app", "aud", test.at) },
		} {
			got, err := sign()
			e := apierr.As(err)
			if got != "" || e == nil || !strings.Contains(e.Error(), test.want) || e.Hint == "" {
				t.Errorf("%s, %s: %q, %v", test.name, name, got, err)
			}
		}
	}
}
