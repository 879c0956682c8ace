package appcmd

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// keyCredential makes the key credential of a certificate (Graph: resource
// type keyCredential).
func keyCredential(cert *x509.Certificate, displayName string) *odata.Object {
	if displayName == "" {
		displayName = cert.Subject.String()
	}
	return odata.NewObject(
		"type", "AsymmetricX509Cert",
		"usage", "Verify",
		"key", base64.StdEncoding.EncodeToString(cert.Raw),
		"displayName", displayName,
		"startDateTime", cert.NotBefore.UTC().Format(time.RFC3339),
		"endDateTime", cert.NotAfter.UTC().Format(time.RFC3339))
}

// credentials gives the key or password credentials of an application.
func credentials(app *odata.Object, property string) []*odata.Object {
	var list []*odata.Object
	if app.Decode(property, &list) != nil {
		return nil
	}
	return list
}

// thumbprint gives the SHA-1 of a key credential's certificate in
// hexadecimal digits, "" if it is not known. The service shows it as
// customKeyIdentifier, in base64 or in hexadecimal digits, unless whoever
// added the certificate put something else there.
func thumbprint(c *odata.Object) string {
	if der, err := base64.StdEncoding.DecodeString(c.String("key")); err == nil && len(der) > 0 {
		if cert, err := x509.ParseCertificate(der); err == nil {
			return hexadecimal(credential.Thumbprint(cert))
		}
	}
	id := c.String("customKeyIdentifier")
	if sum, err := hex.DecodeString(id); err == nil && len(sum) == sumLength {
		return strings.ToUpper(id)
	}
	if sum, err := base64.StdEncoding.DecodeString(id); err == nil && len(sum) == sumLength {
		return hexadecimal(sum)
	}
	return ""
}

// sumLength is the length of a SHA-1 sum.
const sumLength = 20

func hexadecimal(sum []byte) string { return strings.ToUpper(hex.EncodeToString(sum)) }

// verifies tells whether a key credential is a certificate with which proofs
// are verified at a time.
func verifies(c *odata.Object, now time.Time) bool {
	return c.String("type") == "AsymmetricX509Cert" && strings.EqualFold(c.String("usage"), "Verify") &&
		!now.Before(timeOf(c, "startDateTime")) && !now.After(endOf(c))
}

func timeOf(c *odata.Object, property string) time.Time {
	t, _ := time.Parse(time.RFC3339, c.String(property))
	return t
}

// endOf is when a credential ends; one without an end holds for ever.
func endOf(c *odata.Object) time.Time {
	if t := timeOf(c, "endDateTime"); !t.IsZero() {
		return t
	}
	return time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
}

// inForce gives the certificates of an application with which a proof can be
// verified now.
func inForce(app *odata.Object, now time.Time) []*odata.Object {
	return slices.DeleteFunc(credentials(app, "keyCredentials"), func(c *odata.Object) bool { return !verifies(c, now) })
}

// withThumbprint finds a key credential by its certificate's thumbprint, nil
// if there is none.
func withThumbprint(list []*odata.Object, sum string) *odata.Object {
	for _, c := range list {
		if strings.EqualFold(thumbprint(c), sum) {
			return c
		}
	}
	return nil
}

// keyColumns are the columns of one key credential.
func keyColumns() []output.Column {
	return []output.Column{
		cmdkit.KeyColumn("keyId"),
		cmdkit.Column("displayName"),
		{Name: "thumbprint", Value: thumbprint},
		cmdkit.Column("startDateTime"),
		cmdkit.Column("endDateTime"),
		cmdkit.Column("type"),
		cmdkit.Column("usage"),
	}
}
