package profile

import (
	"crypto/x509"
	"os"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Authorities reads the certificate authorities that the setting ca names, and
// adds those of the system. nil: the setting is empty. A file that cannot be
// read, or has no certificate, is apierr.Usage.
func (p *Profile) Authorities() (*x509.CertPool, error) {
	if p.CA == "" {
		return nil, nil
	}
	text, err := os.ReadFile(p.CA)
	if err != nil {
		return nil, p.wrong("ca", err.Error())
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(text) {
		return nil, apierr.New(apierr.Usage, "profile "+p.Name+": ca", "there is no certificate in "+p.CA).
			WithHint("name a PEM file with the certificate of the authority")
	}
	return pool, nil
}
