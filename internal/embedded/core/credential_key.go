package core

import (
	"context"
	"crypto/rsa"
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
	// opened is what came of opening it ahead.
	opened *openedKey
}

// openedKey is the certificate of a PFX, or why there is none.
type openedKey struct {
	cert *x509.Certificate
	err  error
}

// openKey opens a PFX; other keys give nil. How long that takes is for who
// made it to say, so that it is done before a transaction begins, for which
// others wait, and to a few keys at once.
func (d *Directory) openKey(ctx context.Context, k newKey) (*openedKey, error) {
	if !isPFX(k.given) {
		return nil, nil
	}
	select {
	case d.opening <- struct{}{}:
		defer func() { <-d.opening }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	cert, err := k.fromPFX()
	return &openedKey{cert, err}, nil
}

// isPFX says that a credential brings a PFX.
func isPFX(o *odata.Object) bool { return o.String("type") == typePFX && !o.IsNull("key") }

// credential checks a new key and gives it as it is listed, with its
// certificate.
func (k newKey) credential() (*odata.Object, *x509.Certificate, error) {
	cert, err := k.certificate()
	if err != nil {
		return nil, nil, err
	}
	if err := checkSize(cert); err != nil {
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
		return nil, notOpened()
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
	if len(data) > maxPFX {
		return nil, badProperty("key", "The value of 'key' is too long: a PFX file has at most %d bytes.", maxPFX)
	}
	rounds, err := pfxRounds(data)
	switch {
	case err != nil:
		return nil, notOpened()
	case rounds > maxPFXRounds:
		return nil, badProperty("key", "The value of 'key' takes too long to open: its iteration count is %d and may be at most %d.", rounds, maxPFXRounds)
	}
	_, cert, _, err := pkcs12.DecodeChain(data, k.password)
	if err != nil {
		return nil, notOpened()
	}
	return cert, nil
}

func notOpened() error {
	return badProperty("key", "The value of 'key' is not a PFX file that the password of 'passwordCredential' opens.")
}

// Bounds of an RSA modulus in bits: the time of checking a signature grows
// with its square, and a short one is easily factored (a choice).
const minRSA, maxRSA = 1024, 8192

// checkSize refuses certificates with an RSA key beyond the bounds.
func checkSize(cert *x509.Certificate) error {
	key, ok := cert.PublicKey.(*rsa.PublicKey)
	if !ok {
		return nil
	}
	if bits := key.N.BitLen(); bits < minRSA || bits > maxRSA {
		return badProperty("key", "The RSA key of the certificate has %d bits. It must have %d to %d bits.", bits, minRSA, maxRSA)
	}
	return nil
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
