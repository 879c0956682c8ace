package signing_test

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

const digits = "0F1E2D3C4B5A69788796A5B4C3D2E1F00F1E2D3C"

// TestThumbprint reads what the service shows of a certificate.
func TestThumbprint(t *testing.T) {
	t.Parallel()
	sum := make([]byte, signing.SumLength)
	for _, tt := range []struct{ property, value, want string }{
		{"customKeyIdentifier", digits, digits},
		{"customKeyIdentifier", strings.ToLower(digits), digits},
		{"customKeyIdentifier", base64.StdEncoding.EncodeToString(sum), strings.Repeat("00", signing.SumLength)},
		{"customKeyIdentifier", base64.StdEncoding.EncodeToString([]byte("my key")), ""},
		{"customKeyIdentifier", "", ""},
		{"key", "AQID", ""},
	} {
		if got := signing.Thumbprint(odata.NewObject(tt.property, tt.value)); got != tt.want {
			t.Errorf("%s %q: %q, want %q", tt.property, tt.value, got, tt.want)
		}
	}
}

// TestVerifies tells certificates in force from all else.
func TestVerifies(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 4, 0, 0, 0, time.UTC)
	const past, future = "2026-11-21T00:00:00Z", "2026-11-23T00:00:00Z"
	for _, tt := range []struct {
		kind, usage, start, end string
		want                    bool
	}{
		{"AsymmetricX509Cert", "Verify", past, future, true},
		{"AsymmetricX509Cert", "verify", past, "", true},
		{"AsymmetricX509Cert", "Verify", past, past, false},
		{"AsymmetricX509Cert", "Verify", future, future, false},
		{"AsymmetricX509Cert", "Sign", past, future, false},
		{"X509CertAndPassword", "Verify", past, future, false},
	} {
		c := odata.NewObject("type", tt.kind, "usage", tt.usage, "startDateTime", tt.start, "endDateTime", tt.end)
		if got := signing.Verifies(c, now); got != tt.want {
			t.Errorf("%+v: %v", tt, got)
		}
	}
}

// TestInForce leaves out the certificates whose private keys the directory
// keeps, to sign SAML tokens with: nobody can prove anything with them.
func TestInForce(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 4, 0, 0, 0, time.UTC)
	of := func(name, usage, sum string) *odata.Object {
		return odata.NewObject("displayName", name, "type", "AsymmetricX509Cert", "usage", usage, "customKeyIdentifier", sum,
			"startDateTime", "2026-11-21T00:00:00Z", "endDateTime", "2026-11-23T00:00:00Z")
	}
	saml := strings.Repeat("AB", signing.SumLength)
	app := odata.NewObject("keyCredentials", []*odata.Object{
		of("signs", "Sign", saml), of("shown", "Verify", strings.ToLower(saml)), of("own", "Verify", digits), of("unknown", "Verify", ""),
	})
	var names []string
	for _, c := range signing.InForce(app, now) {
		names = append(names, c.String("displayName"))
	}
	if got := strings.Join(names, " "); got != "own unknown" {
		t.Errorf("in force: %s", got)
	}
}
