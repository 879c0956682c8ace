package signing

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Keys gives the key credentials of an application (Graph: keyCredentials).
func Keys(app *odata.Object) []*odata.Object { return Credentials(app, "keyCredentials") }

// Credentials gives the key or password credentials of an application.
func Credentials(app *odata.Object, property string) []*odata.Object {
	var list []*odata.Object
	if app.Decode(property, &list) != nil {
		return nil
	}
	return list
}

// SumLength is the length of a thumbprint, a SHA-1 sum, in bytes.
const SumLength = 20

// Thumbprint gives the SHA-1 of a key credential's certificate in
// hexadecimal digits, "" if it is not known. The service shows it as
// customKeyIdentifier, in base64 or in hexadecimal digits, unless whoever
// added the certificate put something else there.
func Thumbprint(c *odata.Object) string {
	if cert := certificate(c); cert != nil {
		return credential.Fingerprint(cert)
	}
	id := c.String("customKeyIdentifier")
	if sum, err := hex.DecodeString(id); err == nil && len(sum) == SumLength {
		return strings.ToUpper(id)
	}
	if sum, err := base64.StdEncoding.DecodeString(id); err == nil && len(sum) == SumLength {
		return strings.ToUpper(hex.EncodeToString(sum))
	}
	return ""
}

// certificate is that of a key credential, nil if it is not shown.
func certificate(c *odata.Object) *x509.Certificate {
	der, err := base64.StdEncoding.DecodeString(c.String("key"))
	if err != nil || len(der) == 0 {
		return nil
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return nil
	}
	return cert
}

// Find finds a key credential by its certificate's thumbprint, nil if there
// is none.
func Find(list []*odata.Object, sum string) *odata.Object {
	for _, c := range list {
		if strings.EqualFold(Thumbprint(c), sum) {
			return c
		}
	}
	return nil
}

// Verifies tells whether a key credential is a certificate with which proofs
// are verified at a time. Proofs are RS256, so that one with a key of another
// kind is none (where the directory shows the certificate).
func Verifies(c *odata.Object, now time.Time) bool {
	if cert := certificate(c); cert != nil && !credential.Signs(cert) {
		return false
	}
	return c.String("type") == "AsymmetricX509Cert" && strings.EqualFold(c.String("usage"), "Verify") &&
		!now.Before(timeOf(c, "startDateTime")) && !now.After(End(c))
}

func timeOf(c *odata.Object, property string) time.Time {
	t, _ := time.Parse(time.RFC3339, c.String(property))
	return t
}

// End is when a credential ends; one without an end holds for ever.
func End(c *odata.Object) time.Time {
	if t := timeOf(c, "endDateTime"); !t.IsZero() {
		return t
	}
	return time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
}

// InForce gives the certificates of an application or service principal with
// which a proof can be verified now, but for those of the directory.
func InForce(app *odata.Object, now time.Time) []*odata.Object {
	list := Keys(app)
	return slices.DeleteFunc(Keys(app), func(c *odata.Object) bool { return !Verifies(c, now) || OfDirectory(list, c) })
}

// OfDirectory tells whether a key credential, one of a list, is of a
// certificate with which the directory itself signs SAML tokens: it keeps the
// private key, and shows the certificate twice, with usage Sign and Verify.
func OfDirectory(list []*odata.Object, c *odata.Object) bool {
	sum := Thumbprint(c)
	return slices.ContainsFunc(list, func(other *odata.Object) bool {
		return strings.EqualFold(other.String("usage"), "Sign") && sum != "" && Thumbprint(other) == sum
	})
}
