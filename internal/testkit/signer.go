package testkit

import (
	"crypto/sha1"
	"encoding/base64"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// ProofAudience is for whom proofs of possession are, whatever the protocol.
const ProofAudience = "00000002-0000-0000-c000-000000000000"

// Signer is a certificate whose key makes proofs of possession, good and bad.
type Signer struct {
	Certificate
	t testing.TB
}

// NewSigner makes a self-signed certificate of an RSA key that is in force from
// a day ago for life.
func NewSigner(t testing.TB, name string, life time.Duration) *Signer {
	t.Helper()
	begin := time.Now().Add(-24 * time.Hour)
	return SignerOf(t, NewCertificate(t, name, begin, begin.Add(life)))
}

// SignerOf is a certificate that is there already.
func SignerOf(t testing.TB, c Certificate) *Signer { return &Signer{c, t} }

// Encoded is the certificate (DER) in base64, as key credentials bring it.
func (s *Signer) Encoded() string { return base64.StdEncoding.EncodeToString(s.Cert.Raw) }

// SHA1 is the certificate's thumbprint.
func (s *Signer) SHA1() []byte { sum := sha1.Sum(s.Cert.Raw); return sum[:] }

// Thumbprint is the SHA-1 in upper-case hexadecimals.
func (s *Signer) Thumbprint() string { return strings.ToUpper(hex.EncodeToString(s.SHA1())) }

// Proof signs claims for an issuer that changed may alter, nil leaves them:
// they hold from now for ten minutes, the most that they may. The header has
// x5t, or in its place the pairs of name and value that are given.
func (s *Signer) Proof(issuer string, changed func(jwt.MapClaims), header ...string) string {
	s.t.Helper()
	now := time.Now()
	claims := jwt.MapClaims{"aud": ProofAudience, "iss": issuer, "nbf": now.Unix(), "exp": now.Add(10 * time.Minute).Unix()}
	if changed != nil {
		changed(claims)
	}
	token := s.token(jwt.SigningMethodRS256, claims)
	for i := 0; i+1 < len(header); i += 2 {
		delete(token.Header, "x5t")
		token.Header[header[i]] = header[i+1]
	}
	return s.sign(token, s.Key)
}

// Forged are proofs made without the private key: unsigned, and signed with
// what everybody may know, the certificate.
func (s *Signer) Forged(issuer string) (unsigned, symmetric string) {
	s.t.Helper()
	claims := jwt.MapClaims{"aud": ProofAudience, "iss": issuer, "nbf": time.Now().Unix(), "exp": time.Now().Add(time.Minute).Unix()}
	unsigned = s.sign(s.token(jwt.SigningMethodNone, claims), jwt.UnsafeAllowNoneSignatureType)
	return unsigned, s.sign(s.token(jwt.SigningMethodHS256, claims), s.Cert.Raw)
}

func (s *Signer) token(method jwt.SigningMethod, claims jwt.MapClaims) *jwt.Token {
	token := jwt.NewWithClaims(method, claims)
	token.Header["x5t"] = base64.RawURLEncoding.EncodeToString(s.SHA1())
	return token
}

func (s *Signer) sign(token *jwt.Token, key any) string {
	s.t.Helper()
	text, err := token.SignedString(key)
	if err != nil {
		s.t.Fatal(err)
	}
	return text
}

// Shift moves a time that a proof claims ("nbf", "exp").
func Shift(claim string, by time.Duration) func(jwt.MapClaims) {
	return func(c jwt.MapClaims) {
		at, _ := c[claim].(int64)
		c[claim] = at + int64(by/time.Second)
	}
}

// ShiftBoth moves the whole time in which a proof holds.
func ShiftBoth(by time.Duration) func(jwt.MapClaims) {
	return func(c jwt.MapClaims) { Shift("nbf", by)(c); Shift("exp", by)(c) }
}

// Without leaves a claim out.
func Without(claim string) func(jwt.MapClaims) {
	return func(c jwt.MapClaims) { delete(c, claim) }
}
