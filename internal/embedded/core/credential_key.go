package core

import (
	"crypto/x509"
	"encoding/base64"
	"time"

	pkcs12 "software.sslmate.com/src/go-pkcs12"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// newKey is a key credential that a request brings.
type newKey struct {
	given *odata.Object
	// password opens a key of type X509CertAndPassword.
	password string
}

// credential checks a new key and gives it as it is listed, with its
// certificate.
func (k newKey) credential() (*odata.Object, *x509.Certificate, error) {
	cert, err := k.certificate()
	if err != nil {
		return nil, nil, err
	}
	start, end, err := k.dates(cert)
	if err != nil {
		return nil, nil, err
	}
	made := odata.NewObject("customKeyIdentifier", thumbprint(cert), "displayName", cert.Subject.String(),
		"endDateTime", stamp(end), "key", nil, "keyId", newID(), "startDateTime", stamp(start),
		"type", k.given.String("type"), "usage", k.given.String("usage"))
	for _, name := range []string{"customKeyIdentifier", "displayName", "keyId"} {
		if value := k.given.String(name); value != "" {
			made.Set(name, value)
		}
	}
	return made, cert, nil
}

// certificate reads the certificate of a key. The private key of a PFX is
// looked for, since the credential is to sign with it, and not kept.
func (k newKey) certificate() (*x509.Certificate, error) {
	typ, usage := k.given.String("type"), k.given.String("usage")
	switch {
	case typ != typeCertificate && typ != typePFX:
		return nil, badProperty("type", "Key credential type is invalid: '%s' is neither '%s' nor '%s'.", typ, typeCertificate, typePFX)
	case usage != usageVerify && usage != usageSign:
		return nil, badProperty("usage", "Key credential usage is invalid: '%s' is neither '%s' nor '%s'.", usage, usageVerify, usageSign)
	case typ == typePFX && usage != usageSign || typ == typeCertificate && usage != usageVerify:
		return nil, badProperty("usage", "A key credential of type '%s' cannot have usage '%s'.", typ, usage)
	case k.given.IsNull("key"):
		return nil, badProperty("key", "A value is required for property 'key' of a new key credential.")
	case typ == typePFX:
		return k.fromPFX()
	}
	cert, err := parseCertificate(k.given.String("key"))
	if err != nil {
		return nil, badProperty("key", "The value of 'key' is not a valid certificate.")
	}
	return cert, nil
}

func (k newKey) fromPFX() (*x509.Certificate, error) {
	data, err := decodeBinary(k.given.String("key"))
	if err != nil {
		return nil, badProperty("key", "The value of 'key' is not valid base64.")
	}
	_, cert, _, err := pkcs12.DecodeChain(data, k.password)
	if err != nil {
		return nil, badProperty("key", "The value of 'key' is not a PFX file that the password of 'passwordCredential' opens.")
	}
	return cert, nil
}

// dates are those given, or the certificate's, whose end they may not exceed.
func (k newKey) dates(cert *x509.Certificate) (start, end time.Time, err error) {
	start, end = cert.NotBefore.UTC(), cert.NotAfter.UTC()
	if !k.given.IsNull("startDateTime") {
		start = momentOf(k.given, "startDateTime").UTC()
	}
	if !k.given.IsNull("endDateTime") {
		end = momentOf(k.given, "endDateTime").UTC()
	}
	switch {
	case end.After(cert.NotAfter):
		err = badProperty("endDateTime", "Key credential end date is invalid: '%s' is later than '%s', the end of the certificate.",
			stamp(end), stamp(cert.NotAfter.UTC()))
	case !start.Before(end):
		err = badProperty("startDateTime", "Key credential start date is invalid: '%s' is not before the end, '%s'.", stamp(start), stamp(end))
	}
	return start, end, err
}

// setKeys replaces the key credentials of r by the list that the body gives:
// listed ones stay if their keyId is named, without their key; others must
// bring a certificate.
func (b *body) setKeys(r *store.Record, kept credentials) error {
	if !b.props.Has(keyList) {
		return nil
	}
	before, after := credentialList(r.Props, keyList), []*odata.Object{}
	for _, given := range credentialList(b.props, keyList) {
		if findCredential(after, given.String("keyId")) >= 0 && given.String("keyId") != "" {
			return badProperty(keyList, "The keyId '%s' is there more than once.", given.String("keyId"))
		}
		if i := findCredential(before, given.String("keyId")); i >= 0 {
			if !sameKey(given, before[i], kept.Keys[before[i].String("keyId")]) {
				return keyFixed(given.String("keyId"))
			}
			after = append(after, before[i])
			continue
		}
		made, cert, err := newKey{given, b.passwordOf(given)}.credential()
		if err != nil {
			return err
		}
		kept.Keys[made.String("keyId")] = cert.Raw
		after = append(after, made)
	}
	b.props.Set(keyList, after)
	return nil
}

// passwordOf gives the password that the same body has for a key.
func (b *body) passwordOf(key *odata.Object) string {
	list := credentialList(b.props, passwordList)
	if i := findCredential(list, key.String("keyId")); i >= 0 {
		return list[i].String("secretText")
	}
	return ""
}

// sameKey says that what is given of a listed credential is what it is.
func sameKey(given, listed *odata.Object, cert []byte) bool {
	if data, err := decodeBinary(given.String("key")); err != nil || len(data) > 0 && string(data) != string(cert) {
		return false
	}
	return sameCredential(given, listed)
}

// sameCredential compares the members that the given one has; times compare
// as instants.
func sameCredential(given, listed *odata.Object) bool {
	for name := range given.All() {
		switch name {
		case "startDateTime", "endDateTime":
			if !given.IsNull(name) && !momentOf(given, name).Equal(momentOf(listed, name)) {
				return false
			}
		case "customKeyIdentifier", "displayName", "type", "usage", "hint":
			if !given.IsNull(name) && given.String(name) != listed.String(name) {
				return false
			}
		}
	}
	return true
}

// keyFixed is the refusal to change a credential (facts/graph.md, section 10).
func keyFixed(keyID string) error {
	e := badRequest("Update to existing credential with KeyId '%s' is not allowed.", keyID)
	e.Details = []Detail{{Code: "KeyNotUpdatable", Message: e.Message, Target: "keyId"}}
	return e
}

// setPasswords replaces the password credentials by the list that the body
// gives: listed ones stay if their keyId is named. New ones cannot be made
// so, but for those that go with a key of type X509CertAndPassword, whose
// secretText opens it and signs nobody in.
func (b *body) setPasswords(r *store.Record) error {
	if !b.props.Has(passwordList) {
		return nil
	}
	before, after := credentialList(r.Props, passwordList), []*odata.Object{}
	for _, given := range credentialList(b.props, passwordList) {
		id := given.String("keyId")
		if i := findCredential(before, id); i >= 0 && id != "" {
			if !sameCredential(given, before[i]) || !given.IsNull("secretText") {
				return keyFixed(id)
			}
			after = append(after, before[i])
			continue
		}
		made, err := b.keyPassword(given)
		if err != nil {
			return err
		}
		after = append(after, made)
	}
	b.props.Set(passwordList, after)
	return nil
}

// keyPassword is the password credential of a key that signs.
func (b *body) keyPassword(given *odata.Object) (*odata.Object, error) {
	keys := credentialList(b.props, keyList)
	i := findCredential(keys, given.String("keyId"))
	if i < 0 || given.IsNull("keyId") || keys[i].String("usage") != usageSign {
		return nil, badProperty(passwordList, "Password credentials cannot be added by an update: use addPassword.")
	}
	return keyPasswordOf(keys[i], given), nil
}

// keyPasswordOf lists the password of a key under the key's keyId.
func keyPasswordOf(key, given *odata.Object) *odata.Object {
	made := odata.NewObject("customKeyIdentifier", key.String("customKeyIdentifier"), "displayName", nil,
		"endDateTime", key.String("endDateTime"), "hint", nil, "keyId", key.String("keyId"), "secretText", nil,
		"startDateTime", key.String("startDateTime"))
	if !given.IsNull("displayName") {
		made.Set("displayName", given.String("displayName"))
	}
	return made
}

// KeyCredentials gives an object's key credentials with their keys, as a
// single object shows them if they are selected: the certificates of keys
// that verify, never what signs.
func KeyCredentials(r *store.Record) []*odata.Object {
	kept := credentialsOf(r)
	list := append([]*odata.Object{}, credentialList(r.Props, keyList)...) // never null
	for _, o := range list {
		if der := kept.Keys[o.String("keyId")]; der != nil && o.String("usage") == usageVerify {
			o.Set("key", base64.StdEncoding.EncodeToString(der))
		}
	}
	return list
}
