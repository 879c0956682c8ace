package graph_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const proofAudience = "00000002-0000-0000-c000-000000000000"

// signer is a key with its certificate.
type signer struct {
	t    *testing.T
	key  *rsa.PrivateKey
	cert *x509.Certificate
}

// newSigner makes a certificate that is in force from a day ago for life.
func newSigner(t *testing.T, name string, life time.Duration) *signer {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	begin := time.Now().Add(-24 * time.Hour)
	template := &x509.Certificate{SerialNumber: big.NewInt(begin.UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: begin, NotAfter: begin.Add(life)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return &signer{t, key, cert}
}

const month = 30 * 24 * time.Hour

// credential is a keyCredential that brings the certificate.
func (s *signer) credential(more ...string) string {
	return `{` + strings.Join(append(more, ""), ",") + `"type":"AsymmetricX509Cert","usage":"Verify","key":"` + base64.StdEncoding.EncodeToString(s.cert.Raw) + `"}`
}

func (s *signer) thumbprint() string {
	sum := sha1.Sum(s.cert.Raw)
	return strings.ToUpper(hex.EncodeToString(sum[:]))
}

// proof signs claims for an issuer that changed may alter, with the header.
func (s *signer) proof(issuer string, changed func(jwt.MapClaims), header ...string) string {
	s.t.Helper()
	now := time.Now()
	claims := jwt.MapClaims{"aud": proofAudience, "iss": issuer, "nbf": now.Unix(), "exp": now.Add(10 * time.Minute).Unix()}
	if changed != nil {
		changed(claims)
	}
	token := jwt.NewWithClaims(jwt.SigningMethodRS256, claims)
	sum := sha1.Sum(s.cert.Raw)
	token.Header["x5t"] = base64.RawURLEncoding.EncodeToString(sum[:])
	for i := 0; i+1 < len(header); i += 2 {
		delete(token.Header, "x5t")
		token.Header[header[i]] = header[i+1]
	}
	text, err := token.SignedString(s.key)
	if err != nil {
		s.t.Fatal(err)
	}
	return text
}

// shift moves a time that a proof claims.
func shift(claim string, by time.Duration) func(jwt.MapClaims) {
	return func(c jwt.MapClaims) {
		at, _ := c[claim].(int64)
		c[claim] = at + int64(by/time.Second)
	}
}

// shiftBoth moves the whole time in which a proof holds.
func shiftBoth(by time.Duration) func(jwt.MapClaims) {
	return func(c jwt.MapClaims) { shift("nbf", by)(c); shift("exp", by)(c) }
}

func without(claim string) func(jwt.MapClaims) { return func(c jwt.MapClaims) { delete(c, claim) } }

// forged are proofs without a private key: unsigned, and signed with what
// everybody may know, the certificate.
func (s *signer) forged(issuer string) (unsigned, symmetric string) {
	s.t.Helper()
	claims := jwt.MapClaims{"aud": proofAudience, "iss": issuer, "nbf": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix()}
	sum := sha1.Sum(s.cert.Raw)
	for _, x := range []struct {
		method jwt.SigningMethod
		key    any
		text   *string
	}{{jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, &unsigned}, {jwt.SigningMethodHS256, s.cert.Raw, &symmetric}} {
		token := jwt.NewWithClaims(x.method, claims)
		token.Header["x5t"] = base64.RawURLEncoding.EncodeToString(sum[:])
		var err error
		if *x.text, err = token.SignedString(x.key); err != nil {
			s.t.Fatal(err)
		}
	}
	return unsigned, symmetric
}
