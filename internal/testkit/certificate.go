package testkit

import (
	"crypto"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/youmark/pkcs8"
)

// Certificate is a private key with a certificate that the key itself signed.
type Certificate struct {
	Key  crypto.Signer
	Cert *x509.Certificate
}

// NewCertificate makes a certificate with an RSA key of 2048 bits for CN=name,
// in force from one time to another. A test, its parts included, is given each
// key once.
func NewCertificate(tb testing.TB, name string, from, to time.Time) Certificate {
	tb.Helper()
	test, _, _ := strings.Cut(tb.Name(), "/")
	key, err := RSAKey(test)
	if err != nil {
		tb.Fatal(err)
	}
	return Certify(tb, key, name, from, to)
}

// Certify makes the certificate of a key, as [NewCertificate] does.
func Certify(tb testing.TB, key crypto.Signer, name string, from, to time.Time) Certificate {
	tb.Helper()
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}, NotBefore: from, NotAfter: to,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		tb.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		tb.Fatal(err)
	}
	return Certificate{key, cert}
}

// CertPEM is the certificate in PEM.
func (c Certificate) CertPEM() []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: c.Cert.Raw})
}

// KeyPEM is the key in PEM (PKCS#8), encrypted unless the password is empty.
func (c Certificate) KeyPEM(tb testing.TB, password string) []byte {
	tb.Helper()
	kind, secret := "PRIVATE KEY", []byte(nil)
	if password != "" {
		kind, secret = "ENCRYPTED PRIVATE KEY", []byte(password)
	}
	der, err := pkcs8.MarshalPrivateKey(c.Key, secret, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der})
}

// Write writes NAME.pem and NAME.key into a folder and gives their paths; an
// empty password leaves the key as it is.
func (c Certificate) Write(tb testing.TB, folder, password string) (cert, key string) {
	tb.Helper()
	name := filepath.Join(folder, c.Cert.Subject.CommonName)
	for path, content := range map[string][]byte{name + ".pem": c.CertPEM(), name + ".key": c.KeyPEM(tb, password)} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	return name + ".pem", name + ".key"
}
