package core

import (
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// VerifySigned checks a token that was signed with the key of one of the
// certificates, by one of the algorithms ("RS256", "PS256"), and gives its
// claims. The header says by x5t#S256, x5t or kid (the SHA-1 thumbprint too)
// which certificate: base64url with or without padding, or hexadecimals.
// nbf and exp are held to where they are there, to the second: clients round
// the time, MSAL Node upwards too. What the claims say beyond that is for the
// caller to judge.
func VerifySigned(token string, certs []*x509.Certificate, now time.Time, algs []string) (claims jwt.MapClaims, cert *x509.Certificate, err error) {
	parser := jwt.NewParser(jwt.WithValidMethods(algs), jwt.WithLeeway(time.Second), jwt.WithTimeFunc(func() time.Time { return now }))
	claims = jwt.MapClaims{}
	_, err = parser.ParseWithClaims(token, claims, func(t *jwt.Token) (any, error) {
		if cert = signerOf(t.Header, certs); cert == nil {
			return nil, errors.New("no registered certificate in force has the thumbprint of the token's header")
		}
		key, ok := cert.PublicKey.(*rsa.PublicKey)
		if !ok {
			return nil, errors.New("the certificate's key is not RSA")
		}
		return key, nil
	})
	if err != nil {
		return nil, nil, err
	}
	return claims, cert, nil
}

// signerOf finds the certificate that a token's header names; nil if it names
// none of them, or two different ones.
func signerOf(header map[string]any, certs []*x509.Certificate) *x509.Certificate {
	x5t, _ := header["x5t"].(string)
	x5t256, _ := header["x5t#S256"].(string)
	kid, _ := header["kid"].(string)
	if x5t == "" && x5t256 == "" {
		x5t = kid
	}
	for _, cert := range certs {
		short, long := sha1.Sum(cert.Raw), sha256.Sum256(cert.Raw)
		fits := (x5t == "" || isThumbprint(x5t, short[:])) && (x5t256 == "" || isThumbprint(x5t256, long[:]))
		if fits && x5t+x5t256 != "" {
			return cert
		}
	}
	return nil
}

func isThumbprint(text string, sum []byte) bool {
	if strings.EqualFold(text, hex.EncodeToString(sum)) {
		return true
	}
	text = strings.NewReplacer("+", "-", "/", "_").Replace(strings.TrimRight(text, "="))
	return text == base64.RawURLEncoding.EncodeToString(sum)
}
