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
	// opened is what came of opening it ahead, nil if nobody did.
	opened *openedKey
}

// openedKey is the certificate of a PFX, or why there is none.
type openedKey struct {
	cert *x509.Certificate
	err  error
}

// open opens a PFX. How long that takes is for who made it to say, so that it
// is done before a transaction begins, for which others wait.
func (k newKey) open() newKey {
	if k.given.String("type") == typePFX && !k.given.IsNull("key") {
		cert, err := k.fromPFX()
		k.opened = &openedKey{cert, err}
	}
	return k
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
	case typ == typePFX && k.opened != nil:
		return k.opened.cert, k.opened.err
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
