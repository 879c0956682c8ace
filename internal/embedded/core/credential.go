package core

import (
	"crypto/sha1"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Kinds of key credential (reference on keyCredential).
const (
	typeCertificate = "AsymmetricX509Cert"
	typePFX         = "X509CertAndPassword"
	usageVerify     = "Verify"
	usageSign       = "Sign"
)

// Names of the properties that list credentials.
const (
	passwordList = "passwordCredentials"
	keyList      = "keyCredentials"
)

// credentials are what is kept, and never listed, of the credentials of an
// application or service principal, by keyId: hashes of passwords, and the
// certificates of keys (DER). Private keys are not kept. SignOn are the fields
// of password-based single sign-on by whom they are for, without passwords.
type credentials struct {
	Passwords map[string]json.RawMessage `json:"passwords,omitempty"`
	Keys      map[string][]byte          `json:"keys,omitempty"`
	SignOn    map[string]json.RawMessage `json:"signOn,omitempty"`
}

func noCredentials() credentials {
	return credentials{Passwords: map[string]json.RawMessage{}, Keys: map[string][]byte{}, SignOn: map[string]json.RawMessage{}}
}

// credentialsOf reads a record's secret; what is no such secret is empty.
func credentialsOf(r *store.Record) credentials {
	c := noCredentials()
	if r.Secret != nil {
		_ = json.Unmarshal(r.Secret, &c)
	}
	return c
}

// keep puts the secrets of the listed credentials into the record; those of
// credentials that are no longer listed go.
func (c credentials) keep(r *store.Record) (err error) {
	trim(c.Passwords, credentialList(r.Props, passwordList))
	trim(c.Keys, credentialList(r.Props, keyList))
	r.Secret, err = c.secret()
	return err
}

// secret gives what a record keeps; nil if that is nothing.
func (c credentials) secret() (json.RawMessage, error) {
	if len(c.Passwords)+len(c.Keys)+len(c.SignOn) == 0 {
		return nil, nil
	}
	return json.Marshal(c)
}

func trim[V any](kept map[string]V, listed []*odata.Object) {
	for id := range kept {
		if findCredential(listed, id) < 0 {
			delete(kept, id)
		}
	}
}

// credentialList reads passwordCredentials or keyCredentials.
func credentialList(props *odata.Object, name string) []*odata.Object {
	var list []*odata.Object
	if props.Decode(name, &list) != nil {
		return nil
	}
	return list
}

// findCredential gives the place of a credential in a list, or -1.
func findCredential(list []*odata.Object, keyID string) int {
	for i, o := range list {
		if strings.EqualFold(o.String("keyId"), keyID) {
			return i
		}
	}
	return -1
}

// inForce says that a credential's dates hold now.
func inForce(o *odata.Object, now time.Time) bool {
	start, end := momentOf(o, "startDateTime"), momentOf(o, "endDateTime")
	return !now.Before(start) && (end.IsZero() || now.Before(end))
}

// momentOf reads a time; zero if there is none.
func momentOf(o *odata.Object, name string) time.Time {
	t, _ := time.Parse(time.RFC3339, o.String(name))
	return t
}

// thumbprint is the SHA-1 of a certificate in upper-case hexadecimals, 40
// characters: the customKeyIdentifier that Graph shows.
func thumbprint(cert *x509.Certificate) string {
	sum := sha1.Sum(cert.Raw)
	return strings.ToUpper(hex.EncodeToString(sum[:]))
}

// parseCertificate reads the "key" of a key credential: base64 of a
// certificate, DER or PEM.
func parseCertificate(encoded string) (*x509.Certificate, error) {
	data, err := decodeBinary(encoded)
	if err != nil {
		return nil, err
	}
	if block, _ := pem.Decode(data); block != nil {
		data = block.Bytes
	}
	return x509.ParseCertificate(data)
}

// decodeBinary reads Edm.Binary in either alphabet, padded or not.
func decodeBinary(encoded string) ([]byte, error) {
	plain := strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(encoded, "="))
	return base64.RawStdEncoding.DecodeString(plain)
}
