package oauth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// tokenLife is how long an access token is good for.
const tokenLife = time.Hour

// accessClaims are what an access token says, in the v1.0 form that tokens
// for Microsoft Graph have.
type accessClaims struct {
	Audience   string   `json:"aud"`
	Issuer     string   `json:"iss"`
	IssuedAt   int64    `json:"iat"`
	NotBefore  int64    `json:"nbf"`
	Expires    int64    `json:"exp"`
	ACR        string   `json:"acr,omitempty"`
	Methods    []string `json:"amr,omitempty"`
	AppName    string   `json:"app_displayname,omitempty"`
	AppID      string   `json:"appid"`
	AppMethod  string   `json:"appidacr"` // 0 public, 1 secret, 2 certificate
	FamilyName string   `json:"family_name,omitempty"`
	GivenName  string   `json:"given_name,omitempty"`
	IDP        string   `json:"idp,omitempty"`
	Kind       string   `json:"idtyp"` // app or user
	Name       string   `json:"name,omitempty"`
	ObjectID   string   `json:"oid"`
	Roles      []string `json:"roles,omitempty"`
	Scopes     string   `json:"scp,omitempty"`
	Subject    string   `json:"sub"`
	Tenant     string   `json:"tid"`
	UniqueName string   `json:"unique_name,omitempty"`
	UPN        string   `json:"upn,omitempty"`
	ID         string   `json:"uti"`
	Version    string   `json:"ver"`
	RoleIDs    []string `json:"wids,omitempty"`
}

// idClaims are what an id token says of a user.
type idClaims struct {
	Audience  string `json:"aud"`
	Issuer    string `json:"iss"`
	IssuedAt  int64  `json:"iat"`
	NotBefore int64  `json:"nbf"`
	Expires   int64  `json:"exp"`
	Name      string `json:"name"`
	ObjectID  string `json:"oid"`
	UPN       string `json:"preferred_username"`
	OldUPN    string `json:"upn"`
	Subject   string `json:"sub"`
	Tenant    string `json:"tid"`
	ID        string `json:"uti"`
	Version   string `json:"ver"`
}

// issuer is who issues access tokens. It does not depend on the name that a
// client reached the service by, since tokens are used under another.
func (s *Service) issuer() string { return "https://sts.windows.net/" + s.Tenant + "/" }

// sign makes a JWT of claims.
func (s *Service) sign(ctx context.Context, claims jwt.Claims) (string, error) {
	key, err := s.signer(ctx)
	if err != nil {
		return "", err
	}
	t := jwt.NewWithClaims(jwt.SigningMethodRS256, claims)
	t.Header["kid"], t.Header["x5t"] = key.id, key.id
	return t.SignedString(key.private)
}

// subject is a user's name for one client: the same user is another for
// another client.
func (s *Service) subject(user, appID string) string {
	sum := sha256.Sum256([]byte(s.Tenant + "|" + user + "|" + appID))
	return encode(sum[:])
}

func tokenID() string {
	var b [16]byte
	rand.Read(b[:])
	return encode(b[:])
}

// GetExpirationTime implements jwt.Claims.
func (c *accessClaims) GetExpirationTime() (*jwt.NumericDate, error) { return date(c.Expires), nil }

// GetIssuedAt implements jwt.Claims.
func (c *accessClaims) GetIssuedAt() (*jwt.NumericDate, error) { return date(c.IssuedAt), nil }

// GetNotBefore implements jwt.Claims.
func (c *accessClaims) GetNotBefore() (*jwt.NumericDate, error) { return date(c.NotBefore), nil }

// GetIssuer implements jwt.Claims.
func (c *accessClaims) GetIssuer() (string, error) { return c.Issuer, nil }

// GetSubject implements jwt.Claims.
func (c *accessClaims) GetSubject() (string, error) { return c.Subject, nil }

// GetAudience implements jwt.Claims.
func (c *accessClaims) GetAudience() (jwt.ClaimStrings, error) {
	return jwt.ClaimStrings{c.Audience}, nil
}

// GetExpirationTime implements jwt.Claims.
func (c *idClaims) GetExpirationTime() (*jwt.NumericDate, error) { return date(c.Expires), nil }

// GetIssuedAt implements jwt.Claims.
func (c *idClaims) GetIssuedAt() (*jwt.NumericDate, error) { return date(c.IssuedAt), nil }

// GetNotBefore implements jwt.Claims.
func (c *idClaims) GetNotBefore() (*jwt.NumericDate, error) { return date(c.NotBefore), nil }

// GetIssuer implements jwt.Claims.
func (c *idClaims) GetIssuer() (string, error) { return c.Issuer, nil }

// GetSubject implements jwt.Claims.
func (c *idClaims) GetSubject() (string, error) { return c.Subject, nil }

// GetAudience implements jwt.Claims.
func (c *idClaims) GetAudience() (jwt.ClaimStrings, error) { return jwt.ClaimStrings{c.Audience}, nil }

func date(seconds int64) *jwt.NumericDate {
	if seconds == 0 {
		return nil
	}
	return jwt.NewNumericDate(time.Unix(seconds, 0))
}
