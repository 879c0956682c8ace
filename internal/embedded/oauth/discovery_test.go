package oauth_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

func TestOpenIDDocument(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	const host = "https://directory.example/"
	id := seed.TenantID
	for _, c := range []struct{ path, token, keys, issuer string }{
		{"/" + id + "/v2.0/.well-known/openid-configuration", id + "/oauth2/v2.0/token", id + "/discovery/v2.0/keys", host + id + "/v2.0"},
		{"/" + seed.Domain + "/v2.0/.well-known/openid-configuration", id + "/oauth2/v2.0/token", id + "/discovery/v2.0/keys", host + id + "/v2.0"},
		{"/common/v2.0/.well-known/openid-configuration", "common/oauth2/v2.0/token", "common/discovery/v2.0/keys", host + "{tenantid}/v2.0"},
		{"/organizations/v2.0/.well-known/openid-configuration", "organizations/oauth2/v2.0/token", "organizations/discovery/v2.0/keys", host + "{tenantid}/v2.0"},
		{"/" + id + "/.well-known/openid-configuration", id + "/oauth2/token", id + "/discovery/keys", "https://sts.windows.net/" + id + "/"},
		{"/adfs/.well-known/openid-configuration", "adfs/oauth2/token", "adfs/discovery/keys", host + "adfs"},
		{"/Common/V2.0/.well-known/OpenID-configuration", "common/oauth2/v2.0/token", "common/discovery/v2.0/keys", host + "{tenantid}/v2.0"},
	} {
		a := x.get(c.path).ok(t)
		got := []string{a.field("token_endpoint"), a.field("jwks_uri"), a.field("issuer")}
		if diff := cmp.Diff([]string{host + c.token, host + c.keys, c.issuer}, got); diff != "" {
			t.Errorf("%s: %s", c.path, diff)
		}
		if a.field("authorization_endpoint") == "" || strings.Contains(a.text, "authorization_code") {
			t.Errorf("%s: %s", c.path, a.text)
		}
	}
	x.get("/fabrikam.com/v2.0/.well-known/openid-configuration").refused(t, 400, "invalid_request", 90002)
	x.get("/5f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a35/discovery/v2.0/keys").refused(t, 400, "invalid_request", 90002)
}

// Where the client says which host it called, links are to that host, and
// never to one that a forwarding header names.
func TestLinksFollowTheHost(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	r := x.request("GET", "/common/v2.0/.well-known/openid-configuration", "")
	r.Host = "login.microsoftonline.com"
	r.Header.Set("X-Forwarded-Host", "evil.example")
	r.Header.Set("Forwarded", "host=evil.example")
	a := x.send(r).ok(t)
	if a.field("token_endpoint") != "https://login.microsoftonline.com/common/oauth2/v2.0/token" || strings.Contains(a.text, "evil") {
		t.Error(a.text)
	}
}

func TestInstanceDiscovery(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	a := x.get("/common/discovery/instance?api-version=1.1&authorization_endpoint=https://directory.example/" + seed.Domain + "/oauth2/v2.0/authorize").ok(t)
	if got := a.field("tenant_discovery_endpoint"); got != "https://directory.example/"+seed.Domain+"/v2.0/.well-known/openid-configuration" {
		t.Error(got)
	}
	want := []any{map[string]any{"preferred_network": "directory.example", "preferred_cache": "directory.example", "aliases": []any{"directory.example"}}}
	if diff := cmp.Diff(want, a.body["metadata"]); diff != "" {
		t.Error(diff)
	}
	realm := x.get("/common/userrealm/lee%40" + seed.Domain + "?api-version=1.0").ok(t)
	if realm.field("account_type") != "Managed" || realm.field("domain_name") != seed.Domain {
		t.Error(realm.text)
	}
}

// The published keys check the tokens, and say nothing of the private part.
func TestKeys(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	for _, path := range []string{"/common/discovery/v2.0/keys", "/discovery/keys", "/" + seed.TenantID + "/discovery/keys"} {
		a := x.get(path).ok(t)
		keys, _ := a.body["keys"].([]any)
		if len(keys) != 1 {
			t.Fatalf("%s: %s", path, a.text)
		}
		key := keys[0].(map[string]any)
		for _, name := range []string{"d", "p", "q", "dp", "dq", "qi"} {
			if _, has := key[name]; has {
				t.Errorf("%s shows %q", path, name)
			}
		}
		token := x.password("client_id=" + azureCLI + "&scope=" + graphDefault).ok(t).field("access_token")
		if err := verify(token, key); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func TestNoSuchPath(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	for _, path := range []string{"/nothing", "/" + seed.Domain + "/oauth2/nothing", "/a/b/c/d/e/f/g/h/i/j", "/" + seed.Domain} {
		if a := x.get(path); a.status != 404 || a.body["error"] == nil {
			t.Errorf("%s: %d %s", path, a.status, a.text)
		}
	}
	x.get(tokenPath+"?grant_type=password").refused(t, 405, "invalid_request", 900561)
	if a := x.get("/"); a.status != 200 || a.field("tenantId") != seed.TenantID {
		t.Errorf("%d %s", a.status, a.text)
	}
	if a := x.get("/common/oauth2/v2.0/authorize?client_id=x"); a.status != 400 || !strings.Contains(a.text, "no sign-in by redirection") {
		t.Errorf("%d %s", a.status, a.text)
	}
}
