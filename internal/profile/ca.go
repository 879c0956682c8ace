package profile

import (
	"crypto/x509"
	"os"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Authorities reads the PEM file of certificate authorities that the setting
// ca names, to be trusted besides those of the system. nil: the setting is
// empty. A file that cannot be read, or has no certificate, is apierr.Usage.
func (p *Profile) Authorities() ([]byte, error) {
	if p.CA == "" {
		return nil, nil
	}
	text, err := os.ReadFile(p.CA)
	if err != nil {
		return nil, p.wrong("ca", err.Error())
	}
	if !x509.NewCertPool().AppendCertsFromPEM(text) {
		return nil, apierr.New(apierr.Usage, "profile "+p.Name+": ca", "there is no certificate in "+p.CA).
			WithHint("name a PEM file with the certificate of the authority")
	}
	return text, nil
}
