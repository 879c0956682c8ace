package oauth_test

import (
	"strings"
	"sync"
	"testing"
	"time"
)

func (x *tenant) signedIn() string {
	x.t.Helper()
	return x.password("client_id=" + azureCLI + "&scope=https://management.core.windows.net//.default offline_access").ok(x.t).field("refresh_token")
}

func (x *tenant) refresh(token string) answer {
	x.t.Helper()
	return x.post(tokenPath, "grant_type=refresh_token&client_id="+azureCLI+"&scope="+graphDefault+"&refresh_token="+token)
}

// A refresh token is good once: the next comes with the answer. The old one
// shown again ends the new one too.
func TestRefreshRotates(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	first := x.signedIn()
	answer := x.refresh(first).ok(t)
	second := answer.field("refresh_token")
	if second == "" || second == first {
		t.Fatalf("the token was not changed: %q", second)
	}
	if got := claims(t, answer.field("access_token"))["aud"]; got != "https://graph.microsoft.com" {
		t.Errorf("aud %v: another resource may be asked for", got)
	}
	third := x.refresh(second).ok(t).field("refresh_token")
	x.refresh(first).refused(t, 400, "invalid_grant", 50173)
	x.refresh(third).refused(t, 400, "invalid_grant", 50173)
	x.refresh(x.signedIn()).ok(t)
}

// Of two who redeem one token at once, one gets the next.
func TestRefreshAtOnce(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	token := x.signedIn()
	var group sync.WaitGroup
	statuses := make([]int, 4)
	for i := range statuses {
		group.Go(func() { statuses[i] = x.refresh(token).status })
	}
	group.Wait()
	good := 0
	for _, s := range statuses {
		if s == 200 {
			good++
		}
	}
	if good != 1 {
		t.Errorf("statuses %v, want one 200", statuses)
	}
}

func TestRefreshSurvivesARestart(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	token := x.signedIn()
	x.server, x.public = x.open()
	next := x.refresh(token).ok(t)
	if a := x.graph("/v1.0/me", next.field("access_token")); a.status != 200 {
		t.Errorf("%d %s", a.status, a.text)
	}
	x.clock.pass(90*24*time.Hour - time.Second)
	last := x.refresh(next.field("refresh_token")).ok(t).field("refresh_token")
	x.clock.pass(90 * 24 * time.Hour)
	x.refresh(last).refused(t, 400, "invalid_grant", 700082)
}

func TestRefreshRefused(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	graphShell := "14d82eec-204b-4c2f-b7e8-296a70dab67e"
	token := x.signedIn()
	x.post(tokenPath, "grant_type=refresh_token&client_id="+graphShell+"&refresh_token="+token).refused(t, 400, "invalid_grant", 700005)
	x.post(tokenPath, "grant_type=refresh_token&client_id="+azureCLI).refused(t, 400, "invalid_request", 900144)
	for _, bad := range []string{"x", "1.x.y", "1." + strings.Repeat("A", 22) + ".x", "2" + token[1:], token + ".x", "1.%.x"} {
		if a := x.refresh(bad); a.status != 400 || a.field("error") != "invalid_grant" {
			t.Errorf("%q: %d %s", bad, a.status, a.text)
		}
	}
	x.refresh(token).ok(t) // none of this has ended it
}

// What ends a user's sessions ends the refresh tokens of before.
func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		method, path, body string
		code               int
	}{
		"revoked":      {"POST", "/revokeSignInSessions", "", 50173},
		"disabled":     {"PATCH", "", `{"accountEnabled":false}`, 50057},
		"deleted":      {"DELETE", "", "", 50034},
		"new password": {"PATCH", "", `{"passwordProfile":{"password":"Another-Horse-9","forceChangePasswordNextSignIn":false}}`, 50173},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := newTenant(t)
			x.clock.pass(time.Second)
			token := x.signedIn()
			x.admin(c.method, "/users/"+x.user+c.path, c.body)
			x.refresh(token).refused(t, 400, "invalid_grant", c.code) // in the same second even
		})
	}
}

// The store keeps no token, and forgets sign-ins that are over.
func TestStoreHoldsNoToken(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	token := x.signedIn()
	device := x.post(devicePath, "client_id="+azureCLI+"&scope="+graphDefault).ok(t).field("device_code")
	for _, m := range x.metas("oauth.") {
		for _, secret := range []string{token, token[strings.LastIndexByte(token, '.')+1:], device[strings.LastIndexByte(device, '.')+1:], leePassword} {
			if strings.Contains(m, secret) {
				t.Errorf("the store holds a secret: %s", m)
			}
		}
	}
	x.clock.pass(91 * 24 * time.Hour)
	x.signedIn()
	if got := len(x.metas("oauth.refresh.")) + len(x.metas("oauth.device.")); got != 1 {
		t.Errorf("%d sign-ins are kept, want the one that is in force", got)
	}
}
