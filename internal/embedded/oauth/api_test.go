package oauth_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/oauth"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

const aadGraphAppID = "00000002-0000-0000-c000-000000000000"

// service is the token service on the tenant's file, by itself.
func (x *tenant) service() *oauth.Service {
	x.t.Helper()
	s, err := store.Open(x.t.Context(), x.path, store.Options{})
	if err != nil {
		x.t.Fatal(err)
	}
	x.t.Cleanup(func() { s.Close() })
	open := func(context.Context) (*store.Store, error) { return s, nil }
	return oauth.New(oauth.Options{Open: open, Directory: core.New(open, x.clock.Now), Tenant: seed.TenantID, Now: x.clock.Now})
}

// caller is whom a token is of for Azure AD Graph, and the code of the
// refusal.
func (x *tenant) caller(s *oauth.Service, authorization string) (core.Caller, string) {
	x.t.Helper()
	r := x.request("GET", "/myorganization/users?api-version=1.6", "")
	if authorization != "" {
		r.Header.Set("Authorization", authorization)
	}
	c, err := s.CallerFor(r, oauth.AADGraph)
	var refused *core.Error
	if err != nil && (!errors.As(err, &refused) || refused.Status != http.StatusUnauthorized) {
		x.t.Fatalf("%v, want a refusal of status 401", err)
	}
	if refused != nil {
		return c, refused.Code
	}
	return c, ""
}

// TestTokensForAADGraph asks for tokens under each of the names of Azure AD
// Graph, on both endpoints: the audience is the name that was asked for, and
// each service takes its own tokens only.
func TestTokensForAADGraph(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	x.grantRoleOf(aadGraphAppID, "Directory.Read.All")
	x.grantRole("User.Read.All")
	s := x.service()
	form := "grant_type=client_credentials&client_id=" + x.appID + "&client_secret=" + x.secret
	for _, c := range []struct{ path, asked, audience string }{
		{tokenPath, "&scope=https://graph.windows.net/.default", "https://graph.windows.net"},
		{tokenPath, "&scope=https://graph.windows.net//.default", "https://graph.windows.net/"},
		{tokenPath, "&scope=" + aadGraphAppID + "/.default", aadGraphAppID},
		{"/" + seed.TenantID + "/oauth2/token", "&resource=https://graph.windows.net", "https://graph.windows.net"},
		{"/" + seed.TenantID + "/oauth2/token", "&resource=https://graph.windows.net/", "https://graph.windows.net/"},
		{"/" + seed.TenantID + "/oauth2/token", "&resource=" + aadGraphAppID, aadGraphAppID},
	} {
		token := x.post(c.path, form+c.asked).ok(t).field("access_token")
		got := claims(t, token)
		if roles, _ := got["roles"].([]any); got["aud"] != c.audience || len(roles) != 1 || roles[0] != "Directory.Read.All" {
			t.Errorf("%s: aud %v, roles %v", c.asked, got["aud"], got["roles"])
		}
		caller, code := x.caller(s, "Bearer "+token)
		if code != "" || caller.ID != x.principal || !slices.Contains(caller.Roles, "Directory.Read.All") {
			t.Errorf("%s: caller %+v, refused with %q", c.asked, caller, code)
		}
		if a := x.graph("/v1.0/users", token); a.status != 401 || errorCode(a) != "InvalidAuthenticationToken" {
			t.Errorf("%s: Microsoft Graph answers %d %s", c.asked, a.status, a.text)
		}
	}
	graph := x.post(tokenPath, x.clientForm()).ok(t).field("access_token")
	if _, code := x.caller(s, "Bearer "+graph); code != "Authentication_MissingOrMalformed" {
		t.Errorf("a token for Microsoft Graph: %q", code)
	}
}

func errorCode(a answer) any {
	e, _ := a.body["error"].(map[string]any)
	return e["code"]
}

// TestRefusalsOfAADGraph are its codes for tokens that it does not take.
func TestRefusalsOfAADGraph(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	s := x.service()
	good := x.password("client_id=" + azureCLI + "&scope=https://graph.windows.net/.default").ok(t).field("access_token")
	caller, code := x.caller(s, "Bearer "+good)
	if code != "" || !caller.User || caller.ID != x.user || !slices.Contains(caller.Scopes, "Directory.AccessAsUser.All") {
		t.Errorf("a user by Azure CLI: %+v, refused with %q", caller, code)
	}
	if scopes := claims(t, good)["scp"]; scopes != "user_impersonation" {
		t.Errorf("scp %v", scopes)
	}
	for name, c := range map[string]struct{ authorization, code string }{
		"none":        {"", "Authentication_MissingOrMalformed"},
		"empty":       {"Bearer ", "Authentication_MissingOrMalformed"},
		"basic":       {"Basic YTpi", "Authentication_MissingOrMalformed"},
		"no token":    {"Bearer nonsense", "Authentication_MissingOrMalformed"},
		"cut off":     {"Bearer " + good[:len(good)-6], "Authentication_MissingOrMalformed"},
		"another api": {"Bearer " + x.password("client_id="+azureCLI+"&scope=https://management.azure.com/.default").ok(t).field("access_token"), "Authentication_MissingOrMalformed"},
	} {
		if _, code := x.caller(s, c.authorization); code != c.code {
			t.Errorf("%s: %q, want %q", name, code, c.code)
		}
	}
	x.admin("PATCH", "/users/"+x.user, `{"accountEnabled":false}`)
	if _, code := x.caller(s, "Bearer "+good); code != "Authorization_IdentityDisabled" {
		t.Errorf("disabled: %q", code)
	}
	x.admin("DELETE", "/users/"+x.user, "")
	if _, code := x.caller(s, "Bearer "+good); code != "Authorization_IdentityNotFound" {
		t.Errorf("deleted: %q", code)
	}
	x.clock.pass(time.Hour)
	if _, code := x.caller(s, "Bearer "+good); code != "Authentication_ExpiredToken" {
		t.Errorf("expired: %q", code)
	}
}

// No application of the tenant can have its own permissions taken for Azure AD
// Graph's by going by one of its names.
func TestNobodyElseIsAADGraph(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	const role = "0f5e1c53-6a53-4d7f-9a5e-1b1f0c5d7a11"
	x.admin("PATCH", "/applications/"+x.appObject, `{"appRoles":[{"allowedMemberTypes":["Application"],"description":"d","displayName":"d",
		"id":"`+role+`","isEnabled":true,"value":"Directory.ReadWrite.All"}]}`)
	x.admin("PATCH", "/servicePrincipals/"+x.principal, `{"servicePrincipalNames":["`+x.appID+`","https://graph.windows.net/"]}`)
	x.admin("POST", "/servicePrincipals/"+x.principal+"/appRoleAssignments",
		`{"principalId":"`+x.principal+`","resourceId":"`+x.principal+`","appRoleId":"`+role+`"}`)
	for _, name := range []string{"https://graph.windows.net", "https://graph.windows.net/", "HTTPS://Graph.Windows.net/", aadGraphAppID} {
		token := x.post("/"+seed.TenantID+"/oauth2/token", "grant_type=client_credentials&client_id="+x.appID+"&client_secret="+x.secret+"&resource="+name).
			ok(t).field("access_token")
		if c := claims(t, token); c["roles"] != nil {
			t.Errorf("%s: roles %v", name, c["roles"])
		}
	}
}

func TestIssueTokenFor(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	x.grantRoleOf(aadGraphAppID, "Application.ReadWrite.OwnedBy")
	s := x.service()
	token, err := x.server.IssueTokenFor(t.Context(), "https://graph.windows.net", "", x.appID)
	if err != nil {
		t.Fatal(err)
	}
	if c, code := x.caller(s, "Bearer "+token); code != "" || c.ID != x.principal || !slices.Equal(c.Roles, []string{"Application.ReadWrite.OwnedBy"}) {
		t.Errorf("application: %+v, refused with %q", c, code)
	}
	if token, err = x.server.IssueTokenFor(t.Context(), "https://graph.windows.net", seed.Administrator, ""); err != nil {
		t.Fatal(err)
	}
	if c, code := x.caller(s, "Bearer "+token); code != "" || c.ID != seed.AdministratorID {
		t.Errorf("administrator: %+v, refused with %q", c, code)
	}
	if _, err := x.server.IssueTokenFor(t.Context(), "https://nothing.example", seed.Administrator, ""); err == nil {
		t.Error("a token for a resource that is not there")
	}
}

// A user's token holds of Azure AD Graph what was consented to, which is
// another consent than Microsoft Graph's of the same name.
func TestConsentToAADGraph(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	grant := func(resource, scope string) {
		id := x.admin("GET", "/servicePrincipals(appId='"+resource+"')", "")["id"].(string)
		x.admin("POST", "/oauth2PermissionGrants", `{"clientId":"`+x.principal+`","consentType":"AllPrincipals","resourceId":"`+id+`","scope":"`+scope+`"}`)
	}
	grant(graphAppID, "User.Read Directory.Read.All")
	form := "client_id=" + x.appID + "&client_secret=" + x.secret + "&scope=https://graph.windows.net/"
	x.password(form+"User.Read").refused(t, 400, "invalid_grant", 65001)
	grant(aadGraphAppID, "User.Read")
	x.password(form+"Directory.Read.All").refused(t, 400, "invalid_grant", 65001)
	token := x.password(form + "User.Read").ok(t).field("access_token")
	if c := claims(t, token); c["scp"] != "User.Read" || c["aud"] != "https://graph.windows.net" {
		t.Errorf("scp %v, aud %v", c["scp"], c["aud"])
	}
	for target, status := range map[string]int{
		"/me?api-version=1.6": 200, "/me/manager?api-version=1.6": 403, "/myorganization/users?api-version=1.6": 403, "/v1.0/me": 401,
	} {
		if a := x.graph(target, token); a.status != status {
			t.Errorf("%s: %d %s, want %d", target, a.status, a.text, status)
		}
	}
	refresh := x.password(form + "User.Read offline_access").ok(t).field("refresh_token")
	again := x.post(tokenPath, "grant_type=refresh_token&client_id="+x.appID+"&client_secret="+x.secret+"&refresh_token="+refresh).ok(t)
	if c := claims(t, again.field("access_token")); c["aud"] != "https://graph.windows.net" {
		t.Errorf("refreshed: aud %v", c["aud"])
	}
}
