package credential

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// proofAudience is the application id of Azure AD Graph, to which proofs are
// addressed.
const proofAudience = "00000002-0000-0000-c000-000000000000"

// lifetime is how long a signed token holds: the longest that addKey takes.
const lifetime = 10 * time.Minute

// Proof makes the proof-of-possession token of addKey and removeKey for the
// application or service principal whose object id (not its appId) is issuer:
// RS256 with the thumbprint in the header, valid for ten minutes from now. It
// is a secret. A certificate that is not in force, or a key that is not RSA,
// is an error. Source: application-rollkey-prooftoken (scim-oauth.md, 7).
func (c *Credential) Proof(issuer string, now time.Time) (string, error) {
	return c.sign(jwt.SigningMethodRS256, now, jwt.MapClaims{
		"aud": proofAudience,
		"iss": issuer,
		"nbf": now.Unix(),
		"exp": now.Add(lifetime).Unix(),
	})
}

// Assertion makes the client assertion with which the application clientID
// asks the token endpoint audience for a token: PS256, the SHA-256 thumbprint
// in the header, valid for ten minutes from now. It is a secret. Errors are as
// for [Credential.Proof]. Source: certificate-credentials (scim-oauth.md, 4).
func (c *Credential) Assertion(clientID, audience string, now time.Time) (string, error) {
	return c.sign(jwt.SigningMethodPS256, now, jwt.MapClaims{
		"aud": audience,
		"iss": clientID,
		"sub": clientID,
		"jti": strings.ToLower(rand.Text()),
		"nbf": now.Unix(),
		"iat": now.Unix(),
		"exp": now.Add(lifetime).Unix(),
	})
}

// Signs tells whether the key of a certificate is of the one kind with which
// proofs and assertions are signed: RSA. The directory keeps certificates with
// other keys all the same, and nobody can sign in with them.
func Signs(cert *x509.Certificate) bool {
	_, ok := cert.PublicKey.(*rsa.PublicKey)
	return ok
}

func (c *Credential) sign(method jwt.SigningMethod, now time.Time, claims jwt.MapClaims) (string, error) {
	if err := c.Valid(now); err != nil {
		return "", err
	}
	key, ok := c.Key.(*rsa.PrivateKey)
	if !ok {
		return "", apierr.New(apierr.Usage, "certificate "+c.Certificate.Subject.String(), "its key is not RSA").
			WithHint("use a certificate with an RSA key: the directory takes no other")
	}
	token := jwt.NewWithClaims(method, claims)
	token.Header["x5t"] = base64.RawURLEncoding.EncodeToString(c.Thumbprint())
	if method == jwt.SigningMethodRS256 {
		token.Header["kid"] = Fingerprint(c.Certificate)
	} else {
		token.Header["x5t#S256"] = base64.RawURLEncoding.EncodeToString(ThumbprintSHA256(c.Certificate))
	}
	signed, err := token.SignedString(key)
	if err != nil {
		return "", &apierr.Error{Kind: apierr.Usage, Target: "private key", Message: err.Error(), Err: err}
	}
	return signed, nil
}
