// Package credential loads the private keys and certificates with which an
// application proves who it is, and signs what it proves with them: the
// proof-of-possession token of addKey and removeKey, and the client assertion
// of OAuth.
//
// Keys come from PEM (PKCS#1, PKCS#8, SEC 1; encrypted PKCS#8 and the older
// encrypted PEM too), DER and PFX files. Every error is an *apierr.Error of
// kind Usage whose hint says what to do; none holds a key or a password.
package credential

import (
	"bytes"
	"context"
	"crypto"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Credential is a private key with the certificate that belongs to it.
type Credential struct {
	// Key fits Certificate.
	Key         crypto.Signer
	Certificate *x509.Certificate
	// Chain are the other certificates of the files, in their order.
	Chain []*x509.Certificate
}

// LoadOptions say what else there is to a key's file.
type LoadOptions struct {
	// CertPath is the file with the certificate, "" if the key's file holds it.
	CertPath string
	// Password gives the password of an encrypted file. It is called once for
	// a file, and only if the file needs one. nil stands for none.
	Password func(ctx context.Context, path string) (string, error)

	certificatesOnly bool // keys are passed over
}

// maxFile bounds what is read as a key or a certificate, in bytes.
const maxFile = 1 << 20

// Load reads a private key and its certificate. Of several certificates the
// one that fits the key is taken. Its dates are not looked at: see
// [Credential.Valid].
func Load(ctx context.Context, path string, o LoadOptions) (*Credential, error) {
	data, err := read(path)
	if err != nil {
		return nil, err
	}
	c, err := o.contents(ctx, path, data)
	if err != nil {
		return nil, err
	}
	if c.key == nil {
		return nil, broken(path, "there is no private key in the file").
			WithHint("name the file with the private key: PEM, PKCS#8 or PFX")
	}
	certificates, from := c.certificates, path
	if o.CertPath != "" {
		from = o.CertPath
		if certificates, err = certificatesOf(o.CertPath); err != nil {
			return nil, err
		}
	}
	if len(certificates) == 0 {
		return nil, broken(path, "there is no certificate beside the private key").
			WithHint("name the file with the certificate of this key as well")
	}
	return pair(c.key, certificates, from)
}

// pair finds the certificate of a key.
func pair(key crypto.Signer, certificates []*x509.Certificate, from string) (*Credential, error) {
	public, ok := key.Public().(interface{ Equal(crypto.PublicKey) bool })
	if !ok {
		return nil, broken(from, "a key of this kind cannot be used").WithHint("use an RSA key")
	}
	for i, cert := range certificates {
		if !public.Equal(cert.PublicKey) {
			continue
		}
		chain := append(append([]*x509.Certificate{}, certificates[:i]...), certificates[i+1:]...)
		return &Credential{Key: key, Certificate: cert, Chain: chain}, nil
	}
	return nil, broken(from, "the private key does not fit the certificate "+certificates[0].Subject.String()).
		WithHint("name the key and the certificate that were made together")
}

// Valid tells whether the certificate is in force; if not, the error says
// since when.
func (c *Credential) Valid(now time.Time) error { return Valid(c.Certificate, now) }

// Valid tells whether a certificate is in force.
func Valid(cert *x509.Certificate, now time.Time) error {
	name := "certificate " + cert.Subject.String()
	switch {
	case now.Before(cert.NotBefore):
		return apierr.New(apierr.Usage, name, "it is not valid before "+cert.NotBefore.UTC().Format(time.RFC3339)).
			WithHint("wait until then, or use another certificate; is the clock of this machine right?")
	case now.After(cert.NotAfter):
		return apierr.New(apierr.Usage, name, "it has expired at "+cert.NotAfter.UTC().Format(time.RFC3339)).
			WithHint("use a certificate that is in force")
	}
	return nil
}

// Thumbprint is the SHA-1 of the certificate: Graph's customKeyIdentifier and
// the x5t of tokens.
func (c *Credential) Thumbprint() []byte { return Thumbprint(c.Certificate) }

// Thumbprint is the SHA-1 of a certificate.
func Thumbprint(cert *x509.Certificate) []byte {
	sum := sha1.Sum(cert.Raw)
	return sum[:]
}

// Fingerprint is the thumbprint of a certificate in hexadecimal digits, as
// the directory and its portals show it.
func Fingerprint(cert *x509.Certificate) string {
	return strings.ToUpper(hex.EncodeToString(Thumbprint(cert)))
}

// ThumbprintSHA256 is the SHA-256 of a certificate, the x5t#S256 of tokens.
func ThumbprintSHA256(cert *x509.Certificate) []byte {
	sum := sha256.Sum256(cert.Raw)
	return sum[:]
}

func read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	if info.IsDir() || info.Size() > maxFile {
		return nil, broken(path, "this is no file with a key or a certificate")
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, unreadable(path, err)
	}
	return bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), nil
}

// unreadable says which file cannot be read, and why.
func unreadable(path string, err error) error {
	why := err.Error()
	var of *fs.PathError
	if errors.As(err, &of) {
		why = of.Err.Error()
	}
	return &apierr.Error{Kind: apierr.Usage, Target: path, Message: "the file cannot be read: " + why, Err: err}
}

func broken(path, message string) *apierr.Error {
	return apierr.New(apierr.Usage, path, message)
}
