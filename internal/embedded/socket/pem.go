package socket

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"strings"
)

// holds tells whether PEM data has a block whose type ends like this.
func holds(data []byte, typ string) bool {
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if strings.HasSuffix(block.Type, typ) {
			return true
		}
	}
	return false
}

// leafOf gives the first certificate of PEM data.
func leafOf(data []byte) (*x509.Certificate, error) {
	for block, rest := pem.Decode(data); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "CERTIFICATE" {
			return x509.ParseCertificate(block.Bytes)
		}
	}
	return nil, errors.New("no certificate")
}
