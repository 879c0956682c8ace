package oauth_test

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

// A resource whose name is that of a host is not Microsoft Graph because a
// request calls this host so: its roles would be taken for Graph's.
func TestResourceNamedLikeTheHost(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	role := "5f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a35"
	x.admin("PATCH", "/applications/"+x.appObject, `{"identifierUris":["https://evil.example"],"appRoles":[{"id":"`+role+
		`","displayName":"x","description":"x","value":"User.Read.All","isEnabled":true,"allowedMemberTypes":["Application"]}]}`)
	x.admin("POST", "/servicePrincipals/"+x.principal+"/appRoleAssignedTo", `{"principalId":"`+x.principal+`","resourceId":"`+x.principal+`","appRoleId":"`+role+`"}`)
	token := x.post(tokenPath, "grant_type=client_credentials&client_id="+x.appID+"&client_secret="+x.secret+"&scope=https://evil.example/.default").ok(t).field("access_token")
	if c := claims(t, token); c["aud"] != "https://evil.example" || c["roles"] == nil {
		t.Fatalf("claims %v", c)
	}
	r := x.request("GET", "/v1.0/users", "")
	r.Host = "evil.example"
	r.Header.Set("Authorization", "Bearer "+token)
	if a := x.send(r); a.status != 401 {
		t.Errorf("%d %s", a.status, a.text)
	}
	// The host's own name is Graph's for who asks for it.
	own := x.password("client_id=" + azureCLI + "&scope=https://directory.example/.default").ok(t)
	if a := x.graph("/v1.0/me", own.field("access_token")); a.status != 200 || !strings.Contains(own.field("scope"), "https://directory.example/.default") {
		t.Errorf("%d %s, scope %q", a.status, a.text, own.field("scope"))
	}
}

// An approved code ends with its time, and with the sessions of its user.
func TestApprovedDeviceCodeEnds(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	late, ended := x.startDevice(), x.startDevice()
	for _, code := range []string{late.field("user_code"), ended.field("user_code")} {
		if _, err := x.server.Approve(t.Context(), code, lee); err != nil {
			t.Fatal(err)
		}
	}
	x.clock.pass(time.Second)
	x.admin("POST", "/users/"+x.user+"/revokeSignInSessions", "")
	x.poll(ended.field("device_code")).refused(t, 400, "invalid_grant", 50173)
	x.clock.pass(15 * time.Minute)
	x.poll(late.field("device_code")).refused(t, 400, "expired_token", 70020)
}

// A service principal that is disabled keeps its client out, one of
// Microsoft's own too.
func TestDisabledClient(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	known := x.admin("GET", "/servicePrincipals(appId='"+azureCLI+"')", "")["id"].(string)
	x.password("client_id=" + azureCLI + "&scope=" + graphDefault).ok(t)
	for _, id := range []string{known, x.principal} {
		x.admin("PATCH", "/servicePrincipals/"+id, `{"accountEnabled":false}`)
	}
	x.password("client_id="+azureCLI+"&scope="+graphDefault).refused(t, 400, "unauthorized_client", 7000112)
	x.post(devicePath, "client_id="+azureCLI).refused(t, 400, "unauthorized_client", 7000112)
	x.post(tokenPath, "grant_type=client_credentials&client_id="+x.appID+"&client_secret="+x.secret+"&scope="+graphDefault).
		refused(t, 400, "unauthorized_client", 7000112)
}

// Passwords that are tried all at once are no more than those that are tried
// in a row.
func TestLockoutAtOnce(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	const tried = 40
	var group sync.WaitGroup
	codes := make([]string, tried)
	for i := range codes {
		group.Go(func() {
			a := x.post(tokenPath, "grant_type=password&client_id="+azureCLI+"&username="+lee+"&password=wrong")
			codes[i], _, _ = strings.Cut(a.field("error_description"), ":")
		})
	}
	group.Wait()
	wrong := 0
	for _, c := range codes {
		if c == "AADSTS50126" {
			wrong++
		}
	}
	if wrong < 10 || wrong > 15 {
		t.Errorf("%d passwords were looked at, want about 10", wrong)
	}
}

// Who has not signed in cannot fill the store with device codes.
func TestTooManyDeviceCodes(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	var last answer
	made := 0
	for range 1010 {
		if last = x.post(devicePath, "client_id="+azureCLI); last.status == 200 {
			made++
		}
	}
	if last.refused(t, 429, "temporarily_unavailable", 90055); made != 1000 || last.header.Get("Retry-After") == "" {
		t.Errorf("%d were made, then Retry-After %q", made, last.header.Get("Retry-After"))
	}
	x.clock.pass(10 * time.Minute)
	x.post(devicePath, "client_id="+azureCLI).ok(t)
}

// Two processes that both have no signing key yet end up with one: each takes
// the other's tokens.
func TestFirstKeyOfTwoProcesses(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	var group sync.WaitGroup
	var handlers [2]http.Handler
	var tokens [2]string
	for i := range handlers {
		s, err := embedded.Open(t.Context(), embedded.Options{Path: path})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		handlers[i] = s.Public(nil)
		group.Go(func() {
			var err error
			if tokens[i], err = s.IssueToken(t.Context(), seed.Administrator, ""); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	for i, h := range handlers {
		for _, token := range tokens {
			r := httptest.NewRequestWithContext(t.Context(), "GET", "https://directory.example/v1.0/me", nil)
			r.Header.Set("Authorization", "Bearer "+token)
			w := httptest.NewRecorder()
			if h.ServeHTTP(w, r); w.Code != 200 {
				t.Errorf("process %d: %d %s", i, w.Code, w.Body)
			}
		}
	}
}
