package oauth_test

import "testing"

// The log has who signed in, to what and by which client, and users of the
// directory who failed to.
func TestSignInsAreLogged(t *testing.T) {
	t.Parallel()
	x := newTenant(t)
	x.post(tokenPath, x.clientForm()).ok(t)
	signedIn := x.password("client_id=" + azureCLI + "&scope=" + graphDefault + " offline_access").ok(t)
	x.refresh(signedIn.field("refresh_token")).ok(t)
	form := "grant_type=password&client_id=" + azureCLI + "&scope=" + graphDefault + "&password=wrong&username="
	x.post(tokenPath, form+lee).refused(t, 400, "invalid_grant", 50126)
	x.post(tokenPath, form+"nobody@contoso.onmicrosoft.com").refused(t, 400, "invalid_grant", 50034)

	list, _ := x.admin("GET", "/auditLogs/signIns", "")["value"].([]any)
	if len(list) != 3 {
		t.Fatalf("%d sign-ins: %v", len(list), list)
	}
	for i, want := range []struct {
		user, upn, app, resource, principal any
		code                                float64
	}{
		{x.user, lee, azureCLI, nil, nil, 50126},
		{x.user, lee, azureCLI, "Microsoft Graph", nil, 0},
		{"", nil, x.appID, "Microsoft Graph", x.principal, 0},
	} {
		s, _ := list[i].(map[string]any)
		status, _ := s["status"].(map[string]any)
		if s["userId"] != want.user || s["userPrincipalName"] != want.upn || s["appId"] != want.app || s["resourceDisplayName"] != want.resource ||
			s["servicePrincipalId"] != want.principal || status["errorCode"] != want.code {
			t.Errorf("%d: %v", i, s)
		}
	}
}
