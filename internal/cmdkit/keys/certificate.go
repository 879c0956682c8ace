package keys

import (
	"crypto/x509"
	"encoding/base64"
	"fmt"
	"time"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/credential"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Credential makes the key credential of a certificate (Graph: resource
// type keyCredential). Its name is the certificate's subject if none is given;
// a directory that keeps no names gets the thumbprint.
func Credential(dir directory.Directory, cert *x509.Certificate, displayName string) *odata.Object {
	key := odata.NewObject(
		"type", "AsymmetricX509Cert",
		"usage", "Verify",
		"key", base64.StdEncoding.EncodeToString(cert.Raw))
	switch named := dir.Supports(directory.CanNameKeys); {
	case displayName != "":
		key.Set("displayName", displayName)
	case named:
		key.Set("displayName", cert.Subject.String())
	default:
		// Azure AD Graph does not derive it, and shows nothing else by which
		// the certificate is known again (the reference, addKey, sample).
		key.Set("customKeyIdentifier", base64.StdEncoding.EncodeToString(credential.Thumbprint(cert)))
	}
	key.Set("startDateTime", cert.NotBefore.UTC().Format(time.RFC3339))
	key.Set("endDateTime", cert.NotAfter.UTC().Format(time.RFC3339))
	return key
}

// called is how a question names a key credential: by its name, where the
// directory keeps one, and its thumbprint.
func called(c *odata.Object) string {
	name, sum := c.String("displayName"), signing.Thumbprint(c)
	if name == "" {
		return sum
	}
	return fmt.Sprintf("%s (%s)", name, sum)
}

// keyColumns are the columns of one key credential.
func keyColumns() []output.Column {
	return []output.Column{
		cmdkit.KeyColumn("keyId"),
		cmdkit.Column("displayName"),
		{Name: "thumbprint", Value: signing.Thumbprint},
		cmdkit.Column("startDateTime"),
		cmdkit.Column("endDateTime"),
		cmdkit.Column("type"),
		cmdkit.Column("usage"),
	}
}
