package credential

import (
	"context"
	"crypto/x509"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// LoadCertificate reads a certificate from a PEM or DER file. Of several it
// is the first, as in a file with a chain. Its dates are not looked at: see
// [Valid].
func LoadCertificate(path string) (*x509.Certificate, error) {
	certificates, err := certificatesOf(path)
	if err != nil {
		return nil, err
	}
	return certificates[0], nil
}

// certificatesOf reads the certificates of a file, at least one.
func certificatesOf(path string) ([]*x509.Certificate, error) {
	data, err := read(path)
	if err != nil {
		return nil, err
	}
	c, err := certificateOptions().contents(context.Background(), path, data)
	if err != nil {
		return nil, err
	}
	if len(c.certificates) == 0 {
		return nil, broken(path, "there is no certificate in the file").
			WithHint("name a PEM or DER file with the certificate")
	}
	return c.certificates, nil
}

// certificateOptions read a file for its certificates: a key beside them that
// is encrypted stays so.
func certificateOptions() LoadOptions {
	return LoadOptions{certificatesOnly: true, Password: func(_ context.Context, path string) (string, error) {
		return "", apierr.New(apierr.Usage, path, "the certificate is in an encrypted PFX file").
			WithHint("take it out: openssl pkcs12 -in " + path + " -clcerts -nokeys -out cert.pem")
	}}
}
