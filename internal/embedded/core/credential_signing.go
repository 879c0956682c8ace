package core

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"math/big"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// signingLife is how long a token signing certificate lasts, in years: at
// most, and if no end is wished (facts/graph.md, section 10).
const signingLife = 3

// AddSigningCertificate gives a service principal a self-signed certificate
// to sign tokens with, as it is answered: a key credential that signs, one
// that verifies, and a password credential, the first and the last with one
// keyId. given are the displayName ("CN=...") and endDateTime that are wished.
// No tokens are signed here, so that the private key is thrown away.
func (d *Directory) AddSigningCertificate(ctx context.Context, id string, given *odata.Object) (*odata.Object, error) {
	cert, err := d.signingCertificate(given)
	if err != nil {
		return nil, err
	}
	verify := signingKey(cert, typeCertificate, usageVerify)
	sign := signingKey(cert, typePFX, usageSign)
	err = d.changeCredentials(ctx, id, func(r *store.Record, kept credentials) error {
		kept.Keys[verify.String("keyId")], kept.Keys[sign.String("keyId")] = cert.Raw, cert.Raw
		r.Props.Set(keyList, append(credentialList(r.Props, keyList), sign, verify))
		r.Props.Set(passwordList, append(credentialList(r.Props, passwordList), keyPasswordOf(sign, new(odata.Object))))
		return nil
	})
	answer := verify.Clone()
	answer.Set("key", base64.StdEncoding.EncodeToString(cert.Raw))
	answer.Set("thumbprint", thumbprint(cert))
	return answer, err
}

func signingKey(cert *x509.Certificate, typ, usage string) *odata.Object {
	return odata.NewObject("customKeyIdentifier", thumbprint(cert), "displayName", cert.Subject.String(),
		"endDateTime", stamp(cert.NotAfter.UTC()), "key", nil, "keyId", newID(),
		"startDateTime", stamp(cert.NotBefore.UTC()), "type", typ, "usage", usage)
}

func (d *Directory) signingCertificate(given *odata.Object) (*x509.Certificate, error) {
	name := given.String("displayName")
	if len(name) < 4 || !strings.EqualFold(name[:3], "CN=") {
		return nil, badProperty("displayName", "The displayName of a token signing certificate must begin with 'CN='.")
	}
	begin := d.Now()
	end, latest := begin.AddDate(signingLife, 0, 0), begin.AddDate(signingLife, 0, 0)
	if !given.IsNull("endDateTime") {
		end = momentOf(given, "endDateTime").UTC()
	}
	if !end.After(begin) || end.After(latest.Add(time.Hour)) {
		return nil, badProperty("endDateTime", "The endDateTime '%s' of a token signing certificate must be in the future, at most %d years from now.", stamp(end), signingLife)
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, err
	}
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 126))
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{SerialNumber: serial, Subject: pkix.Name{CommonName: name[3:]},
		NotBefore: begin, NotAfter: end, KeyUsage: x509.KeyUsageDigitalSignature}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return nil, err
	}
	return x509.ParseCertificate(der)
}
