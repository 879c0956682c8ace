package oauth_test

import (
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

// forged makes a token as the service would, but for the changes.
func forged(t *testing.T, good string, method jwt.SigningMethod, key any, changes map[string]any) string {
	t.Helper()
	c := jwt.MapClaims(claims(t, good))
	maps.Copy(c, changes)
	maps.DeleteFunc(c, func(_ string, v any) bool { return v == nil })
	parsed, _, err := jwt.NewParser().ParseUnverified(good, jwt.MapClaims{})
	if err != nil {
		t.Fatal(err)
	}
	token := jwt.NewWithClaims(method, c)
	maps.Copy(token.Header, parsed.Header)
	token.Header["alg"] = method.Alg()
	signed, err := token.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

// TestForgedTokens are the attacks on a token: each is refused with 401, and
// the good token is good before and after.
func TestForgedTokens(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	good := x.password("client_id=" + azureCLI + "&scope=" + graphDefault).ok(t).field("access_token")
	x.graph("/v1.0/me", good).ok(t)
	own := x.signingKeys()[0]
	foreign := newKey()
	der, err := x509.MarshalPKIXPublicKey(own.Public())
	if err != nil {
		t.Fatal(err)
	}
	public := pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: der})
	now := x.clock.Now().Unix()
	parts := strings.Split(good, ".")
	payload, _ := base64.RawURLEncoding.DecodeString(parts[1])
	admin := base64.RawURLEncoding.EncodeToString([]byte(strings.Replace(string(payload), x.user, seed.AdministratorID, 1)))
	for name, token := range map[string]string{
		"none":                    forged(t, good, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, nil),
		"none without signature":  rehead(t, good, `{"alg":"none","typ":"JWT"}`) + "." + parts[1] + ".",
		"None in another case":    rehead(t, good, `{"alg":"nOnE","typ":"JWT"}`) + "." + parts[1] + "." + parts[2],
		"another key":             forged(t, good, jwt.SigningMethodRS256, foreign, nil),
		"HS256 with public key":   forged(t, good, jwt.SigningMethodHS256, public, nil),
		"HS256 with public DER":   forged(t, good, jwt.SigningMethodHS256, der, nil),
		"PS256 with own key":      forged(t, good, jwt.SigningMethodPS256, own, nil),
		"RS512 with own key":      forged(t, good, jwt.SigningMethodRS512, own, nil),
		"another tenant":          forged(t, good, jwt.SigningMethodRS256, own, map[string]any{"tid": "5f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a35"}),
		"another issuer":          forged(t, good, jwt.SigningMethodRS256, own, map[string]any{"iss": "https://sts.windows.net/5f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a35/"}),
		"another audience":        forged(t, good, jwt.SigningMethodRS256, own, map[string]any{"aud": "https://vault.azure.net"}),
		"an audience like ours":   forged(t, good, jwt.SigningMethodRS256, own, map[string]any{"aud": "https://graph.microsoft.com.evil.example"}),
		"no audience":             forged(t, good, jwt.SigningMethodRS256, own, map[string]any{"aud": nil}),
		"expired":                 forged(t, good, jwt.SigningMethodRS256, own, map[string]any{"exp": now}),
		"no expiry":               forged(t, good, jwt.SigningMethodRS256, own, map[string]any{"exp": nil}),
		"not yet valid":           forged(t, good, jwt.SigningMethodRS256, own, map[string]any{"nbf": now + 1}),
		"nobody":                  forged(t, good, jwt.SigningMethodRS256, own, map[string]any{"oid": "5f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a35"}),
		"a group":                 forged(t, good, jwt.SigningMethodRS256, own, map[string]any{"oid": x.appObject}),
		"no object":               forged(t, good, jwt.SigningMethodRS256, own, map[string]any{"oid": nil}),
		"an application's user":   forged(t, good, jwt.SigningMethodRS256, own, map[string]any{"idtyp": "app"}),
		"changed claims":          parts[0] + "." + admin + "." + parts[2],
		"no signature":            parts[0] + "." + parts[1] + ".",
		"cut off":                 good[:len(good)-6],
		"four parts":              good + ".x",
		"no JWT":                  "0c9a6d1f-8e42-4b7d-a5f3-6b1e9d274c80",
		"empty":                   "",
		"a megabyte":              strings.Repeat("x", 1<<20),
		"kid of another key":      rehead(t, good, `{"alg":"RS256","typ":"JWT","kid":"../../dev/null"}`) + "." + parts[1] + "." + parts[2],
		"key in the header":       rehead(t, good, `{"alg":"RS256","typ":"JWT","jwk":{"kty":"RSA"},"jku":"https://evil.example"}`) + "." + parts[1] + "." + parts[2],
		"an id token":             x.password("client_id=" + azureCLI + "&scope=openid").ok(t).field("id_token"),
		"for a foreign service":   x.password("client_id=" + azureCLI + "&scope=https://management.core.windows.net//.default").ok(t).field("access_token"),
		"a refresh token":         x.signedIn(),
		"not a token but a basic": "Basic " + good,
	} {
		a := x.graph("/v1.0/me", token)
		e, _ := a.body["error"].(map[string]any)
		if a.status != 401 || e["code"] != "InvalidAuthenticationToken" || !strings.HasPrefix(a.header.Get("WWW-Authenticate"), "Bearer") {
			t.Errorf("%s: %d %s", name, a.status, a.text)
		}
	}
	x.graph("/v1.0/me", good).ok(t)
	x.clock.pass(time.Hour)
	if a := x.graph("/v1.0/me", good); a.status != 401 || !strings.Contains(a.text, "Access token has expired or is not yet valid.") {
		t.Errorf("after an hour: %d %s", a.status, a.text)
	}
}

// rehead gives another head to a token, as a first part.
func rehead(t *testing.T, good, header string) string {
	t.Helper()
	if !json.Valid([]byte(header)) {
		t.Fatal(header)
	}
	return base64.RawURLEncoding.EncodeToString([]byte(header))
}

func TestNoToken(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	for _, header := range []string{"", "Bearer", "Bearer ", "Basic YTpi", "Negotiate x"} {
		r := x.request("GET", "/v1.0/users", "")
		if header != "" {
			r.Header.Set("Authorization", header)
		}
		if a := x.send(r); a.status != 401 {
			t.Errorf("%q: %d %s", header, a.status, a.text)
		}
	}
	if a := x.get("/subscriptions?api-version=2022-12-01"); a.status != 401 {
		t.Errorf("%d %s", a.status, a.text)
	}
	arm := x.password("client_id=" + azureCLI + "&scope=https://management.core.windows.net//.default").ok(t).field("access_token")
	if a := x.graph("/subscriptions?api-version=2022-12-01", arm); a.status != 200 || a.text != `{"value":[]}` {
		t.Errorf("%d %s", a.status, a.text)
	}
}

// A token for another service is not good here by naming that service as the
// host, and says nothing of what the client may do here.
func TestTokenOfAnotherService(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	token := x.password("client_id=" + azureCLI + "&scope=https://localhost:1234/.default").ok(t).field("access_token")
	if got := claims(t, token)["scp"]; got != "user_impersonation" {
		t.Errorf("scp %q", got)
	}
	r := x.request("GET", "/v1.0/me", "")
	r.Host = "localhost:1234"
	r.Header.Set("Authorization", "Bearer "+token)
	if a := x.send(r); a.status != 401 {
		t.Errorf("%d %s", a.status, a.text)
	}
}

// A path that goes up is refused before anything is looked at.
func TestPathsThatGoUp(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	token, err := x.server.IssueToken(t.Context(), seed.Administrator, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/v1.0/users/../me", "/v1.0/..", "/x/../v1.0/me", "/v1.0/%2e%2e/me", "/v1.0/users/%2E./me", "/v1.0/./me", "/v1.0/users/..%2fme", `/v1.0/users/..\me`, "/v1.0/me%00"} {
		r := x.request("GET", "/v1.0/me", "")
		u := *r.URL
		parsed, err := u.Parse("https://directory.example/")
		if err != nil {
			t.Fatal(err)
		}
		parsed.RawPath = path
		parsed.Path = unescape(t, path)
		r.URL = parsed
		r.Header.Set("Authorization", "Bearer "+token)
		if a := x.send(r); a.status != 400 {
			t.Errorf("%s: %d %s", path, a.status, a.text)
		}
	}
}

// A new key signs after three months; tokens of the one before are still
// good, those of the one before that are not.
func TestKeysChange(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	issue := func() string {
		token, err := x.server.IssueToken(t.Context(), lee, "")
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	first := issue()
	key := x.signingKeys()[0]
	x.clock.pass(90 * 24 * time.Hour)
	if second := issue(); len(x.signingKeys()) != 2 || x.signingKeys()[1].N.Cmp(key.N) != 0 {
		t.Errorf("%d keys after three months", len(x.signingKeys()))
	} else if a := x.graph("/v1.0/me", second); a.status != 200 {
		t.Errorf("%d %s", a.status, a.text)
	}
	now := x.clock.Now().Unix()
	old := forged(t, first, jwt.SigningMethodRS256, key, map[string]any{"nbf": now, "exp": now + 60})
	if a := x.graph("/v1.0/me", old); a.status != 200 {
		t.Errorf("a token of the key before: %d %s", a.status, a.text)
	}
	x.clock.pass(90 * 24 * time.Hour)
	issue()
	now = x.clock.Now().Unix()
	old = forged(t, first, jwt.SigningMethodRS256, key, map[string]any{"nbf": now, "exp": now + 60})
	if a := x.graph("/v1.0/me", old); a.status != 401 {
		t.Errorf("a token of a key that is no more: %d %s", a.status, a.text)
	}
}
