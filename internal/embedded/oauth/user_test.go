package oauth_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

func TestPassword(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	a := x.password("client_id=" + azureCLI + "&scope=" + graphDefault + " openid profile offline_access&client_info=1").ok(t)
	access, id := claims(t, a.field("access_token")), claims(t, a.field("id_token"))
	for name, want := range map[string]any{
		"aud": "https://graph.microsoft.com", "oid": x.user, "tid": seed.TenantID, "appid": azureCLI, "appidacr": "0", "idtyp": "user",
		"upn": lee, "unique_name": lee, "name": "Lee Gu", "given_name": "Lee", "family_name": "Gu", "app_displayname": "Microsoft Azure CLI",
		"wids": []any{"b79fbf4d-3ef9-4689-8143-76b194e85509"}, "roles": nil, "amr": []any{"pwd"},
	} {
		if diff := cmp.Diff(want, access[name]); diff != "" {
			t.Errorf("access token, %s: %s", name, diff)
		}
	}
	if scp := fmt.Sprint(access["scp"]); !strings.Contains(scp, "Directory.AccessAsUser.All") || !strings.Contains(scp, "openid") {
		t.Errorf("scp %s", scp)
	}
	for name, want := range map[string]any{
		"aud": azureCLI, "iss": "https://directory.example/" + seed.TenantID + "/v2.0", "oid": x.user, "tid": seed.TenantID,
		"preferred_username": lee, "name": "Lee Gu", "ver": "2.0", "sub": access["sub"],
	} {
		if diff := cmp.Diff(want, id[name]); diff != "" {
			t.Errorf("id token, %s: %s", name, diff)
		}
	}
	// Clients look a token up by what they asked for.
	if scopes := strings.Fields(a.field("scope")); !strings.Contains(a.field("scope"), graphDefault) || strings.Contains(a.field("scope"), "offline_access") || len(scopes) < 4 {
		t.Errorf("scope %q", a.field("scope"))
	}
	if a.field("refresh_token") == "" {
		t.Error("no refresh token")
	}
	info, _ := base64.RawURLEncoding.DecodeString(a.field("client_info"))
	var who struct{ UID, UTID string }
	if err := json.Unmarshal(info, &who); err != nil || who.UID != x.user || who.UTID != seed.TenantID {
		t.Errorf("client_info %q", info)
	}
	if a := x.graph("/v1.0/me?$select=id", a.field("access_token")); a.status != 200 || a.field("id") != x.user {
		t.Errorf("%d %s", a.status, a.text)
	}
}

// The administrator's roles are in their token.
func TestRoleTemplates(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	token, err := x.server.IssueToken(t.Context(), seed.Administrator, "")
	if err != nil {
		t.Fatal(err)
	}
	want := []any{"62e90394-69f5-4237-9190-012177145e10", "b79fbf4d-3ef9-4689-8143-76b194e85509"}
	if diff := cmp.Diff(want, claims(t, token)["wids"]); diff != "" {
		t.Error(diff)
	}
	if a := x.graph("/v1.0/me", token); a.field("userPrincipalName") != seed.Administrator {
		t.Errorf("%d %s", a.status, a.text)
	}
	if _, err := x.server.IssueToken(t.Context(), "nobody@"+seed.Domain, ""); err == nil {
		t.Error("a token for nobody")
	}
}

func TestPasswordRefused(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	x.admin("POST", "/users", `{"displayName":"New","mailNickname":"new","accountEnabled":true,"userPrincipalName":"new@`+seed.Domain+`",
		"passwordProfile":{"password":"Battery-Staple-1","forceChangePasswordNextSignIn":true}}`)
	x.admin("POST", "/users", `{"displayName":"Off","mailNickname":"off","accountEnabled":false,"userPrincipalName":"off@`+seed.Domain+`",
		"passwordProfile":{"password":"Battery-Staple-2","forceChangePasswordNextSignIn":false}}`)
	confidential := x.admin("POST", "/applications", `{"displayName":"Web"}`)["appId"].(string)
	x.admin("POST", "/servicePrincipals", `{"appId":"`+confidential+`"}`)
	for name, c := range map[string]struct {
		form   string
		status int
		kind   string
		code   int
	}{
		"wrong password":        {"client_id=" + azureCLI + "&username=" + lee + "&password=wrong", 400, "invalid_grant", 50126},
		"no such user":          {"client_id=" + azureCLI + "&username=nobody@" + seed.Domain + "&password=wrong", 400, "invalid_grant", 50034},
		"must change":           {"client_id=" + azureCLI + "&username=new@" + seed.Domain + "&password=Battery-Staple-1", 400, "invalid_grant", 50055},
		"disabled":              {"client_id=" + azureCLI + "&username=off@" + seed.Domain + "&password=Battery-Staple-2", 400, "invalid_grant", 50057},
		"disabled, not theirs":  {"client_id=" + azureCLI + "&username=off@" + seed.Domain + "&password=x", 400, "invalid_grant", 50126},
		"no password was set":   {"client_id=" + azureCLI + "&username=" + seed.Administrator + "&password=x", 400, "invalid_grant", 50126},
		"no password":           {"client_id=" + azureCLI + "&username=" + lee, 400, "invalid_request", 900144},
		"no user":               {"client_id=" + azureCLI + "&password=x", 400, "invalid_request", 900144},
		"confidential client":   {"client_id=" + confidential + "&username=" + lee + "&password=" + leePassword, 401, "invalid_client", 7000218},
		"not consented":         {"client_id=" + x.appID + "&username=" + lee + "&password=" + leePassword + "&scope=User.Read", 400, "invalid_grant", 65001},
		"nothing consented":     {"client_id=" + x.appID + "&username=" + lee + "&password=" + leePassword + "&scope=" + graphDefault, 400, "invalid_grant", 65001},
		"default and another":   {"client_id=" + azureCLI + "&username=" + lee + "&password=" + leePassword + "&scope=" + graphDefault + " User.Read", 400, "invalid_scope", 70011},
		"two resources":         {"client_id=" + azureCLI + "&username=" + lee + "&password=" + leePassword + "&scope=" + graphDefault + " https://vault.azure.net/x", 400, "invalid_request", 28000},
		"scope without a name":  {"client_id=" + azureCLI + "&username=" + lee + "&password=" + leePassword + "&scope=https://graph.microsoft.com/", 400, "invalid_scope", 70011},
		"a resource of no name": {"client_id=" + azureCLI + "&username=" + lee + "&password=" + leePassword + "&scope=/.default", 400, "invalid_scope", 70011},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x.post(tokenPath, "grant_type=password&"+c.form).refused(t, c.status, c.kind, c.code)
		})
	}
}

// Ten wrong passwords in a row lock a user out for a minute, and nobody else.
func TestLockout(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	wrong := "grant_type=password&client_id=" + azureCLI + "&username=" + strings.ToUpper(lee) + "&password=wrong"
	for range 10 {
		x.post(tokenPath, wrong).refused(t, 400, "invalid_grant", 50126)
	}
	form := "client_id=" + azureCLI + "&scope=User.Read"
	x.password(form).refused(t, 400, "invalid_grant", 50053)
	x.post(tokenPath, "grant_type=password&client_id="+azureCLI+"&username="+seed.Administrator+"&password=x").refused(t, 400, "invalid_grant", 50126)
	x.clock.pass(59 * time.Second)
	x.password(form).refused(t, 400, "invalid_grant", 50053)
	x.clock.pass(time.Second)
	x.password(form).ok(t)
}

// Who guesses at a user's password with a token of theirs is locked out just
// as who guesses when signing in, and both count together.
func TestLockoutOfChangePassword(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	form := "client_id=" + azureCLI + "&scope=https://graph.microsoft.com/.default"
	token := x.password(form).ok(t).field("access_token")
	const wanted = "Battery-Staple-77"
	change := func(current string) answer {
		r := x.request("POST", "/v1.0/me/changePassword", `{"currentPassword":"`+current+`","newPassword":"`+wanted+`"}`)
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Content-Type", "application/json")
		return x.send(r)
	}
	for range 5 {
		x.post(tokenPath, "grant_type=password&client_id="+azureCLI+"&username="+lee+"&password=wrong").refused(t, 400, "invalid_grant", 50126)
		if a := change("wrong"); a.status != 400 || !strings.Contains(a.text, "not correct") {
			t.Fatalf("%d %s", a.status, a.text)
		}
	}
	if a := change(leePassword); a.status != 400 || !strings.Contains(a.text, "locked") {
		t.Errorf("%d %s", a.status, a.text)
	}
	x.password(form).refused(t, 400, "invalid_grant", 50053)
	x.clock.pass(time.Minute)
	if a := change(leePassword); a.status != 204 {
		t.Errorf("%d %s", a.status, a.text)
	}
}

// A client of the tenant's own has what was consented to: for all, or by the
// user.
func TestConsent(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	graph := x.admin("GET", "/servicePrincipals(appId='"+graphAppID+"')?$select=id", "")["id"]
	grant := func(scope, consent string) {
		x.admin("POST", "/oauth2PermissionGrants", fmt.Sprintf(`{"clientId":%q,"resourceId":%q,"scope":%q,%s}`, x.principal, graph, scope, consent))
	}
	grant("User.Read.All", `"consentType":"AllPrincipals"`)
	grant("Group.Read.All", `"consentType":"Principal","principalId":"`+x.user+`"`)
	grant("Directory.ReadWrite.All", `"consentType":"Principal","principalId":"`+seed.AdministratorID+`"`)
	all := x.password("client_id=" + x.appID + "&scope=" + graphDefault).ok(t)
	if got := claims(t, all.field("access_token"))["scp"]; got != "Group.Read.All User.Read.All" {
		t.Errorf("scp %q", got)
	}
	if all.field("refresh_token") != "" {
		t.Error("a refresh token that was not asked for")
	}
	x.password("client_id=" + x.appID + "&scope=user.read.all offline_access").ok(t)
	x.password("client_id="+x.appID+"&scope=Directory.ReadWrite.All").refused(t, 400, "invalid_grant", 65001)
	withSecret := x.password("client_id=" + x.appID + "&client_secret=" + x.secret + "&scope=https://graph.microsoft.com/User.Read.All").ok(t)
	if got := claims(t, withSecret.field("access_token"))["appidacr"]; got != "1" {
		t.Errorf("appidacr %v", got)
	}
}
