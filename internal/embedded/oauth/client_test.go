package oauth_test

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

func (x *tenant) clientForm() string {
	return "grant_type=client_credentials&client_id=" + x.appID + "&client_secret=" + x.secret + "&scope=" + graphDefault
}

// grantRole gives the application a permission of Microsoft Graph, and its
// value.
func (x *tenant) grantRole(value string) { x.t.Helper(); x.grantRoleOf(graphAppID, value) }

// grantRoleOf gives the application a permission of the resource with an appId.
func (x *tenant) grantRoleOf(resource, value string) {
	x.t.Helper()
	graph := x.admin("GET", "/servicePrincipals(appId='"+resource+"')", "")
	for _, r := range graph["appRoles"].([]any) {
		if role := r.(map[string]any); role["value"] == value {
			x.admin("POST", "/servicePrincipals/"+x.principal+"/appRoleAssignments",
				fmt.Sprintf(`{"principalId":%q,"resourceId":%q,"appRoleId":%q}`, x.principal, graph["id"], role["id"]))
			return
		}
	}
	x.t.Fatalf("no role %s", value)
}

func TestClientCredentials(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	x.grantRole("User.Read.All")
	x.grantRole("Group.Read.All")
	a := x.post(tokenPath, x.clientForm()).ok(t)
	if a.field("token_type") != "Bearer" || a.body["expires_in"] != 3599.0 || a.body["ext_expires_in"] != 3599.0 || a.body["refresh_token"] != nil {
		t.Error(a.text)
	}
	if a.header.Get("Cache-Control") == "" {
		t.Error("the answer may be kept")
	}
	c := claims(t, a.field("access_token"))
	now := float64(x.clock.Now().Unix())
	for name, want := range map[string]any{
		"aud": "https://graph.microsoft.com", "iss": "https://sts.windows.net/" + seed.TenantID + "/", "tid": seed.TenantID,
		"iat": now, "nbf": now, "exp": now + 3600, "oid": x.principal, "sub": x.principal, "appid": x.appID, "appidacr": "1",
		"idtyp": "app", "app_displayname": "Payroll", "ver": "1.0", "roles": []any{"Group.Read.All", "User.Read.All"}, "scp": nil, "upn": nil,
	} {
		if diff := cmp.Diff(want, c[name]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if a := x.graph("/v1.0/users", a.field("access_token")); a.status != 200 {
		t.Errorf("%d %s", a.status, a.text)
	}
}

func TestClientSecretInHeaderAndOlderEndpoint(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	basic := "Authorization: Basic " + base64.StdEncoding.EncodeToString([]byte(url.QueryEscape(x.appID)+":"+url.QueryEscape(x.secret)))
	x.post(tokenPath, "grant_type=client_credentials&scope="+graphDefault, basic).ok(t)
	x.post(tokenPath, "grant_type=client_credentials&client_id="+x.appID+"&scope="+graphDefault+" openid offline_access profile", basic).ok(t)
	x.post("/"+seed.TenantID+"/oauth2/token", "grant_type=client_credentials&resource="+graphAppID, basic).ok(t)
	a := x.post("/adfs/oauth2/token", "grant_type=client_credentials&resource=https://graph.microsoft.com/", basic).ok(t)
	if c := claims(t, a.field("access_token")); c["aud"] != "https://graph.microsoft.com/" || a.body["resource"] != c["aud"] {
		t.Error(a.text)
	}
	x.graph("/v1.0/organization", a.field("access_token"))
	own := x.post(tokenPath, "grant_type=client_credentials&scope=https://directory.example/.default", basic).ok(t)
	if a := x.graph("/beta/applicationTemplates", own.field("access_token")); a.status == 401 {
		t.Errorf("a token for this host's own name: %s", a.text)
	}
}

func TestClientRefused(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	other := x.admin("POST", "/applications", `{"displayName":"Nobody"}`)["appId"].(string)
	grant := "grant_type=client_credentials&scope=" + graphDefault
	good := x.clientForm()
	for name, c := range map[string]struct {
		path, form string
		status     int
		kind       string
		code       int
	}{
		"no grant":             {tokenPath, "client_id=" + x.appID, 400, "invalid_request", 900144},
		"unknown grant":        {tokenPath, "grant_type=authorization_code", 400, "unsupported_grant_type", 70003},
		"no client":            {tokenPath, grant, 400, "invalid_request", 900144},
		"no secret":            {tokenPath, grant + "&client_id=" + x.appID, 401, "invalid_client", 7000218},
		"wrong secret":         {tokenPath, grant + "&client_id=" + x.appID + "&client_secret=x", 401, "invalid_client", 7000215},
		"unknown client":       {tokenPath, grant + "&client_id=5f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a35&client_secret=x", 400, "unauthorized_client", 700016},
		"no service principal": {tokenPath, grant + "&client_id=" + other + "&client_secret=x", 400, "unauthorized_client", 700016},
		"Microsoft's client":   {tokenPath, grant + "&client_id=" + azureCLI + "&client_secret=x", 401, "invalid_client", 700025},
		"unknown tenant":       {"/fabrikam.com/oauth2/v2.0/token", good, 400, "invalid_request", 90002},
		"any tenant":           {"/common/oauth2/v2.0/token", good, 400, "invalid_request", 50194},
		"no default scope":     {tokenPath, strings.Replace(good, ".default", "User.Read.All", 1), 400, "invalid_scope", 1002012},
		"no scope":             {tokenPath, strings.Replace(good, graphDefault, "", 1), 400, "invalid_scope", 1002012},
		"two resources":        {tokenPath, good + " https://vault.azure.net/.default", 400, "invalid_request", 700022},
		"unknown resource":     {tokenPath, strings.Replace(good, "graph.microsoft.com", "payroll.example", 1), 400, "invalid_resource", 500011},
		"unknown resource id":  {tokenPath, strings.Replace(good, "https://graph.microsoft.com", "5f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a35", 1), 400, "invalid_resource", 500011},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x.post(c.path, c.form).refused(t, c.status, c.kind, c.code)
		})
	}
	t.Run("a secret in the address", func(t *testing.T) {
		t.Parallel()
		x.post(tokenPath+"?client_secret="+url.QueryEscape(x.secret), grant+"&client_id="+x.appID).refused(t, 401, "invalid_client", 7000218)
	})
	t.Run("no form", func(t *testing.T) {
		t.Parallel()
		r := x.request("POST", tokenPath, `{"grant_type":"client_credentials"}`)
		r.Header.Set("Content-Type", "application/json")
		x.send(r).refused(t, 400, "invalid_request", 900561)
	})
	t.Run("a form of a megabyte", func(t *testing.T) {
		t.Parallel()
		x.post(tokenPath, good+"&x="+strings.Repeat("x", 1<<20)).refused(t, 413, "invalid_request", 90013)
	})
}

// A service principal that is disabled, deleted or without its secret cannot
// sign in, and what it had no longer works.
func TestClientThatIsNoMore(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	x.grantRole("User.Read.All")
	token := x.post(tokenPath, x.clientForm()).ok(t).field("access_token")
	x.admin("PATCH", "/servicePrincipals/"+x.principal, `{"accountEnabled":false}`)
	x.post(tokenPath, x.clientForm()).refused(t, 400, "unauthorized_client", 7000112)
	if a := x.graph("/v1.0/users", token); a.status != 401 {
		t.Errorf("a disabled client's token: %d %s", a.status, a.text)
	}
	x.admin("PATCH", "/servicePrincipals/"+x.principal, `{"accountEnabled":true}`)
	if a := x.graph("/v1.0/users", token); a.status != 200 {
		t.Errorf("an enabled client's token: %d %s", a.status, a.text)
	}
	x.clock.pass(3 * 365 * 24 * time.Hour)
	x.post(tokenPath, x.clientForm()).refused(t, 401, "invalid_client", 7000222)

}

func TestAssertion(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	c := newCertificate(t)
	x.register(c)
	padded, raw := base64.URLEncoding, base64.RawURLEncoding
	for name, header := range map[string]map[string]any{
		"x5t":                  {"x5t": raw.EncodeToString(c.sha1())},
		"x5t padded":           {"x5t": padded.EncodeToString(c.sha1())},
		"x5t#S256":             {"x5t#S256": raw.EncodeToString(c.sha256())},
		"x5t#S256 in standard": {"x5t#S256": base64.StdEncoding.EncodeToString(c.sha256())},
		"kid":                  {"kid": raw.EncodeToString(c.sha1())},
		"kid padded":           {"kid": padded.EncodeToString(c.sha1())},
		"kid in hexadecimals":  {"kid": strings.ToUpper(hex.EncodeToString(c.sha1()))},
		"x5t with another kid": {"x5t": raw.EncodeToString(c.sha1()), "kid": "mine"},
	} {
		for _, method := range []jwt.SigningMethod{jwt.SigningMethodRS256, jwt.SigningMethodPS256} {
			t.Run(name+" "+method.Alg(), func(t *testing.T) {
				t.Parallel()
				a := x.post(tokenPath, x.assertionForm(x.assertion(c, method, header, nil))).ok(t)
				if got := claims(t, a.field("access_token"))["appidacr"]; got != "2" {
					t.Errorf("appidacr %v", got)
				}
			})
		}
	}
}

func (x *tenant) assertionForm(assertion string) string {
	return "grant_type=client_credentials&scope=" + graphDefault + "&client_id=" + x.appID +
		"&client_assertion_type=" + assertType + "&client_assertion=" + assertion
}

func TestAssertionClaims(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	c, foreign := newCertificate(t), newCertificate(t)
	x.register(c)
	header := map[string]any{"x5t": base64.RawURLEncoding.EncodeToString(c.sha1())}
	now := x.clock.Now().Unix()
	for name, tt := range map[string]struct {
		changes map[string]any
		code    int // 0: good
	}{
		"fractions of seconds":           {map[string]any{"exp": float64(now) + 600.25, "nbf": float64(now) - 0.5, "iat": float64(now) + 0.5}, 0},
		"a time that was rounded up":     {map[string]any{"nbf": now + 1}, 0},
		"no nbf":                         {map[string]any{"nbf": nil}, 0},
		"older endpoint":                 {map[string]any{"aud": "https://directory.example/" + seed.TenantID + "/oauth2/token"}, 0},
		"by Microsoft's name":            {map[string]any{"aud": "https://login.microsoftonline.com" + tokenPath}, 0},
		"issuer as audience":             {map[string]any{"aud": "https://directory.example/" + seed.TenantID + "/v2.0"}, 0},
		"list of audiences":              {map[string]any{"aud": []string{"https://directory.example" + tokenPath}}, 0},
		"another host":                   {map[string]any{"aud": "https://evil.example" + tokenPath}, 700023},
		"another tenant":                 {map[string]any{"aud": "https://directory.example/5f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a35/oauth2/v2.0/token"}, 700023},
		"another path":                   {map[string]any{"aud": "https://directory.example/" + seed.TenantID + "/v1.0/users"}, 700023},
		"a proof's audience":             {map[string]any{"aud": "00000002-0000-0000-c000-000000000000"}, 700023},
		"no audience":                    {map[string]any{"aud": nil}, 700023},
		"another issuer":                 {map[string]any{"iss": x.appObject}, 700021},
		"another subject":                {map[string]any{"sub": x.principal}, 700021},
		"expired":                        {map[string]any{"exp": now - 1}, 700024},
		"not yet valid":                  {map[string]any{"nbf": now + 60}, 700024},
		"no expiry":                      {map[string]any{"exp": nil}, 50027},
		"number that is a text is no ok": {map[string]any{"exp": "soon"}, 700027},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := x.post(tokenPath, x.assertionForm(x.assertion(c, jwt.SigningMethodRS256, header, tt.changes)))
			if tt.code == 0 {
				a.ok(t)
				return
			}
			a.refused(t, 401, "invalid_client", tt.code)
		})
	}
	t.Run("another key under the same name", func(t *testing.T) {
		t.Parallel()
		x.post(tokenPath, x.assertionForm(x.assertion(foreign, jwt.SigningMethodRS256, header, nil))).refused(t, 401, "invalid_client", 700027)
	})
	t.Run("a certificate that is not registered", func(t *testing.T) {
		t.Parallel()
		other := map[string]any{"x5t": base64.RawURLEncoding.EncodeToString(foreign.sha1())}
		x.post(tokenPath, x.assertionForm(x.assertion(foreign, jwt.SigningMethodRS256, other, nil))).refused(t, 401, "invalid_client", 700027)
	})
	t.Run("another algorithm", func(t *testing.T) {
		t.Parallel()
		x.post(tokenPath, x.assertionForm(x.assertion(c, jwt.SigningMethodRS512, header, nil))).refused(t, 401, "invalid_client", 700027)
	})
	t.Run("no JWT", func(t *testing.T) {
		t.Parallel()
		x.post(tokenPath, x.assertionForm("eyJ")).refused(t, 401, "invalid_client", 50027)
	})
	t.Run("another type", func(t *testing.T) {
		t.Parallel()
		form := strings.Replace(x.assertionForm("x.y.z"), assertType, "urn:ietf:params:oauth:client-assertion-type:saml2-bearer", 1)
		x.post(tokenPath, form).refused(t, 400, "invalid_request", 50027)
	})
}

// An assertion with an identifier is good once for one thing.
func TestAssertionReplayed(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	c := newCertificate(t)
	x.register(c)
	form := x.assertionForm(x.assertion(c, jwt.SigningMethodRS256, map[string]any{"x5t": base64.RawURLEncoding.EncodeToString(c.sha1())}, map[string]any{"jti": "once"}))
	x.post(tokenPath, form).ok(t)
	x.post(tokenPath, form).refused(t, 401, "invalid_client", 700030)
	x.post(tokenPath, strings.Replace(form, "graph.microsoft.com", "vault.azure.net", 1)).ok(t)
}
