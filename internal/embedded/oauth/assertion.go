package oauth

import (
	"context"
	"crypto/sha256"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

// unverifiedSubject is who an assertion says that it is of: only to look the
// client up whose keys then check it.
func unverifiedSubject(token string) string {
	claims := jwt.MapClaims{}
	if _, _, err := jwt.NewParser().ParseUnverified(token, claims); err != nil {
		return ""
	}
	subject, _ := claims.GetSubject()
	return subject
}

// checkAssertion checks a JWT by which a client proves who it is (RFC 7523,
// section 3; facts/clients.md, Token).
//
// One with a jti can be used once for the same thing: a client library keeps
// an assertion and shows it for several resources.
func (x *exchange) checkAssertion(ctx context.Context, c *core.Client, token string) error {
	certs, err := x.Directory.ClientKeys(ctx, c)
	if err != nil {
		return err
	}
	now := x.Now()
	claims, _, err := core.VerifySigned(token, certs, now, algorithms())
	if err != nil {
		return refusedAssertion(err)
	}
	appID := c.Principal.Props.String("appId")
	issuer, _ := claims.GetIssuer()
	subject, _ := claims.GetSubject()
	expires, err := claims.GetExpirationTime()
	switch {
	case !strings.EqualFold(issuer, appID) || !strings.EqualFold(subject, appID):
		return invalidClient(700021, "Client assertion application identifier doesn't match 'client_id' parameter.")
	case err != nil || expires == nil:
		return invalidClient(50027, "Invalid JWT token: the claim 'exp' is missing.")
	case !x.isAudience(claims):
		return invalidClient(700023, "Client assertion audience claim does not match Realm issuer.")
	}
	if id, _ := claims["jti"].(string); id != "" {
		f := x.r.PostForm
		key := sha256.Sum256([]byte(appID + "|" + id + "|" + f.Get("scope") + "|" + f.Get("resource") + "|" + f.Get("refresh_token")))
		if !x.assertions.first(string(key[:]), now, expires.Time.Add(time.Second)) {
			return invalidClient(700030, "Invalid assertion: its identifier 'jti' was used before. Each assertion can be used once.")
		}
	}
	return nil
}

// isAudience tells whether an assertion is meant for this token endpoint, by
// whatever name the client knows it: a proxy or a hosts file may stand
// between. The path must be one of the token service, the tenant this one.
func (x *exchange) isAudience(claims jwt.MapClaims) bool {
	audience, err := claims.GetAudience()
	if err != nil {
		return false
	}
	for _, a := range audience {
		u, err := url.Parse(a)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || !x.isAuthority(u.Host) {
			continue
		}
		parts, err := split(u.EscapedPath())
		if err == nil && x.isIssuerPath(parts) {
			return true
		}
	}
	return false
}

// isAuthority tells whether a host is this one or one of Microsoft's sign-in
// hosts, which this service stands in for.
func (x *exchange) isAuthority(host string) bool {
	if strings.EqualFold(host, x.r.Host) {
		return true
	}
	for _, known := range []string{"login.microsoftonline.com", "login.microsoft.com", "login.windows.net", "sts.windows.net"} {
		if strings.EqualFold(host, known) {
			return true
		}
	}
	return false
}

// isIssuerPath tells whether a path is that of a token endpoint or of an
// issuer of the tenant that the request is for.
func (x *exchange) isIssuerPath(parts []string) bool {
	if len(parts) == 0 {
		return false
	}
	tenant := strings.ToLower(parts[0])
	if tenant != x.tenant && tenant != x.Tenant {
		return false
	}
	switch strings.ToLower(strings.Join(parts[1:], "/")) {
	case "oauth2/v2.0/token", "oauth2/token", "v2.0", "":
		return true
	}
	return false
}

func refusedAssertion(err error) error {
	switch {
	case errors.Is(err, jwt.ErrTokenExpired), errors.Is(err, jwt.ErrTokenNotValidYet):
		return invalidClient(700024, "Client assertion is not within its valid time range.")
	case errors.Is(err, jwt.ErrTokenMalformed):
		return invalidClient(50027, "Invalid JWT token. Client assertion cannot be read: it is no JWT.")
	}
	return invalidClient(700027, "The certificate with identifier used to sign the client assertion is not registered on application, or its signature is not valid.")
}
