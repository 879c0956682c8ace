package credential

import (
	"bytes"
	"context"
	"crypto"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"strings"

	"github.com/youmark/pkcs8"
	pkcs12 "software.sslmate.com/src/go-pkcs12"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// contents are what a file holds.
type contents struct {
	key          crypto.Signer
	certificates []*x509.Certificate
}

// contents reads a file as PEM where it looks so, else as DER or PFX.
func (o LoadOptions) contents(ctx context.Context, path string, data []byte) (*contents, error) {
	if bytes.Contains(data, []byte("-----BEGIN ")) {
		return o.fromPEM(ctx, path, data)
	}
	if certificates, err := x509.ParseCertificates(data); err == nil && len(certificates) > 0 {
		return &contents{certificates: certificates}, nil
	}
	if key, err := plainKey(data); err == nil {
		return &contents{key: key}, nil
	}
	return o.fromPFX(ctx, path, data)
}

func (o LoadOptions) fromPEM(ctx context.Context, path string, data []byte) (*contents, error) {
	c := &contents{}
	for {
		var block *pem.Block
		if block, data = pem.Decode(data); block == nil {
			return c, nil
		}
		var err error
		switch {
		case block.Type == "CERTIFICATE":
			err = c.addCertificate(path, block.Bytes)
		case strings.HasSuffix(block.Type, "PRIVATE KEY") && c.key == nil && !o.certificatesOnly:
			c.key, err = o.keyOf(ctx, path, block)
		}
		if err != nil {
			return nil, err
		}
	}
}

func (c *contents) addCertificate(path string, der []byte) error {
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		return broken(path, "the certificate cannot be read: "+err.Error())
	}
	c.certificates = append(c.certificates, cert)
	return nil
}

// keyOf reads the private key of a PEM block, encrypted or not.
func (o LoadOptions) keyOf(ctx context.Context, path string, block *pem.Block) (crypto.Signer, error) {
	encrypted := block.Type == "ENCRYPTED PRIVATE KEY"
	//lint:ignore SA1019 keys of this form are still about
	older := x509.IsEncryptedPEMBlock(block) //nolint:staticcheck // keys of this form are still about
	if !encrypted && !older {
		key, err := plainKey(block.Bytes)
		if err != nil {
			return nil, broken(path, "the private key cannot be read: "+err.Error())
		}
		return key, nil
	}
	password, err := o.password(ctx, path)
	if err != nil {
		return nil, err
	}
	if encrypted {
		return decrypted(path, block.Bytes, password)
	}
	//lint:ignore SA1019 keys of this form are still about
	der, err := x509.DecryptPEMBlock(block, []byte(password)) //nolint:staticcheck // as above
	if err != nil {
		return nil, wrongPassword(path)
	}
	key, err := plainKey(der)
	if err != nil {
		return nil, wrongPassword(path)
	}
	return key, nil
}

// decrypted reads an encrypted PKCS#8 key (RFC 5958, section 3).
func decrypted(path string, der []byte, password string) (crypto.Signer, error) {
	key, err := pkcs8.ParsePKCS8PrivateKey(der, []byte(password))
	if err != nil {
		if strings.Contains(err.Error(), "supported") {
			return nil, broken(path, "the key is encrypted in a way that is not known here: "+err.Error()).
				WithHint("convert it: openssl pkcs8 -topk8 -v2 aes256 -in OLD -out NEW")
		}
		return nil, wrongPassword(path)
	}
	return signer(key)
}

// fromPFX reads PKCS#12 (RFC 7292). A file without a password is not asked
// about.
func (o LoadOptions) fromPFX(ctx context.Context, path string, data []byte) (*contents, error) {
	key, cert, chain, err := pkcs12.DecodeChain(data, "")
	if refused(err) {
		var password string
		if password, err = o.password(ctx, path); err != nil {
			return nil, err
		}
		key, cert, chain, err = pkcs12.DecodeChain(data, password)
	}
	if refused(err) {
		return nil, wrongPassword(path)
	}
	if err != nil {
		return nil, &apierr.Error{
			Kind: apierr.Usage, Target: path, Message: "this is no key or certificate that can be read", Err: err,
			Hint: "use PEM or PFX; a PFX in an odd form becomes PEM by: openssl pkcs12 -in FILE -out FILE.pem",
		}
	}
	s, err := signer(key)
	if err != nil {
		return nil, broken(path, err.Error())
	}
	return &contents{key: s, certificates: append([]*x509.Certificate{cert}, chain...)}, nil
}

func refused(err error) bool {
	return errors.Is(err, pkcs12.ErrIncorrectPassword) || errors.Is(err, pkcs12.ErrDecryption)
}

// plainKey reads a private key that is not encrypted, in any of its DER forms.
func plainKey(der []byte) (crypto.Signer, error) {
	key, err := x509.ParsePKCS8PrivateKey(der)
	if err == nil {
		return signer(key)
	}
	if key, err := x509.ParsePKCS1PrivateKey(der); err == nil {
		return key, nil
	}
	if key, err := x509.ParseECPrivateKey(der); err == nil {
		return key, nil
	}
	return nil, err
}

func signer(key any) (crypto.Signer, error) {
	s, ok := key.(crypto.Signer)
	if !ok {
		return nil, apierr.New(apierr.Usage, "", "a private key of this kind cannot sign")
	}
	return s, nil
}

// password gets the password of an encrypted file.
func (o LoadOptions) password(ctx context.Context, path string) (string, error) {
	if o.Password == nil {
		return "", needsPassword(path)
	}
	return o.Password(ctx, path)
}

func needsPassword(path string) error {
	return broken(path, "the private key is encrypted, and there is no password for it").
		WithHint("set " + PasswordEnv + " to the password, or " + PasswordFileEnv + " to a file that holds it")
}

func wrongPassword(path string) error {
	return broken(path, "the password does not open the private key").
		WithHint("check " + PasswordEnv + " or " + PasswordFileEnv)
}
