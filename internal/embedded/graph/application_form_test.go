package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

// TestPropertyForms: forms, sets and bounds of applications, as Microsoft's
// pages have them, are the directory's too: 400, with the property.
func TestPropertyForms(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll", `"signInAudience":"AzureADMyOrg"`)
	app, sp := "/applications/"+id, "/servicePrincipals/"+s.principal(appID)
	credentials, extensions := app+"/federatedIdentityCredentials", app+"/extensionProperties"
	uris := func(n int) string {
		var list []string
		for i := range n {
			list = append(list, fmt.Sprintf("%q", fmt.Sprintf("https://contoso.com/%d", i)))
		}
		return `{"web":{"redirectUris":[` + strings.Join(list, ",") + `]}}`
	}
	credential := func(name, issuer, more string) string {
		return `{"name":"` + name + `","issuer":"` + issuer + `","subject":"s","audiences":["api://AzureADTokenExchange"]` + more + `}`
	}
	policy := func(definition, more string) string {
		return `{"displayName":"P","definition":[` + definition + `]` + more + `}`
	}
	for _, row := range []struct{ method, at, body, says string }{ // says "" if the body is taken
		{"PATCH", app, `{"web":{"redirectUris":["https://contoso.com/in","http://localhost:5000","http://127.0.0.1/x"],"homePageUrl":"http://contoso.com","logoutUrl":"https://contoso.com/out"}}`, ""},
		{"PATCH", app, `{"web":{"redirectUris":["nonsense"]}}`, `"target":"web/redirectUris"`},
		{"PATCH", app, `{"web":{"redirectUris":["http://contoso.com"]}}`, `"target":"web/redirectUris"`},
		{"PATCH", app, `{"spa":{"redirectUris":["https://contoso.com/#x"]}}`, `"target":"spa/redirectUris"`},
		{"PATCH", app, `{"publicClient":{"redirectUris":["https://contoso.com/(x)"]}}`, `"target":"publicClient/redirectUris"`},
		{"PATCH", app, `{"publicClient":{"redirectUris":["msal1://auth","http://localhost"]}}`, ""},
		{"PATCH", app, `{"web":{"redirectUris":["https://contoso.com/` + strings.Repeat("x", 237) + `"]}}`, "at most 256 characters"},
		{"PATCH", app, uris(254), ""}, // and two of publicClient
		{"PATCH", app, uris(255), "at most 256 redirect URIs"},
		{"PATCH", app, `{"web":{"logoutUrl":"http://contoso.com/out"}}`, `"target":"web/logoutUrl"`},
		{"PATCH", app, `{"web":{"homePageUrl":"contoso.com"}}`, `"target":"web/homePageUrl"`},
		{"PATCH", app, `{"info":{"supportUrl":"contoso"}}`, `"target":"info/supportUrl"`},
		{"PATCH", app, `{"tags":["a b"]}`, `"target":"tags"`},
		{"PATCH", app, `{"tags":["a","a"]}`, `"target":"tags"`},
		{"PATCH", app, `{"identifierUris":["api://*"]}`, `"target":"identifierUris"`},
		{"PATCH", app, `{"requiredResourceAccess":[{"resourceAppId":"Graph","resourceAccess":[]}]}`, `"target":"requiredResourceAccess/resourceAppId"`},
		{"PATCH", app, `{"requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[{"type":"Role"}]}]}`, "needs an id"},
		{"PATCH", app, `{"api":{"preAuthorizedApplications":[{"appId":"x","delegatedPermissionIds":[]}]}}`, `"target":"api/preAuthorizedApplications/appId"`},
		{"PATCH", app, `{"signInAudience":"AzureADandPersonalMicrosoftAccount"}`, "at most 100 redirect URIs"},
		{"PATCH", app, `{"web":{"redirectUris":[]},"signInAudience":"AzureADandPersonalMicrosoftAccount"}`, `"target":"api/requestedAccessTokenVersion"`},
		{"PATCH", app, `{"web":{"redirectUris":[]},"signInAudience":"AzureADandPersonalMicrosoftAccount","api":{"requestedAccessTokenVersion":2}}`, ""},
		{"PATCH", app, `{"identifierUris":["urn:contoso:x"]}`, `"target":"identifierUris"`},
		{"POST", "/applications", `{"displayName":"X","web":{"redirectUris":["http://contoso.com"]}}`, `"target":"web/redirectUris"`},
		{"POST", "/applications", `{"displayName":"X","web":{"redirectUris":["https://contoso.com/?a=b"]}}`, `"target":"web/redirectUris"`},
		{"PATCH", sp, `{"loginUrl":"in","notes":"x"}`, `"target":"loginUrl"`},
		{"PATCH", sp, `{"replyUrls":["nonsense"]}`, `"target":"replyUrls"`},
		{"PATCH", sp, `{"notificationEmailAddresses":["nobody"]}`, `"target":"notificationEmailAddresses"`},
		{"PATCH", sp, `{"appRoles":[{"id":"11111111-1111-1111-1111-111111111111","displayName":"R","description":"R","isEnabled":true,"allowedMemberTypes":["Application"]}]}`, `"target":"appRoles/allowedMemberTypes"`},
		{"POST", credentials, credential("ok-1", "https://a.example", ""), ""},
		{"POST", credentials, credential("no", "https://a.example", ""), "InvalidFederatedIdentityCredentialValue"},
		{"POST", credentials, credential("http", "http://a.example", ""), "paramValue: http://a.example, objectType"},
		{"POST", credentials, credential("long", "https://a.example/"+strings.Repeat("x", 583), ""), "InvalidFederatedIdentityCredentialValue"},
		{"POST", extensions, `{"name":"a.b","dataType":"String","targetObjects":["User"]}`, `"target":"name"`},
		{"POST", extensions, `{"name":"x","dataType":"String","targetObjects":["User","User"]}`, `"target":"targetObjects"`},
		{"POST", extensions, `{"name":"x","dataType":"Text","targetObjects":["User"]}`, `"target":"dataType"`},
		{"POST", "/policies/tokenLifetimePolicies", policy(`"{\"TokenLifetimePolicy\":{\"Version\":1,\"AccessTokenLifetime\":\"1.00:00:00\"}}"`, ""), ""},
		{"POST", "/policies/tokenLifetimePolicies", policy(`"{\"TokenLifetimePolicy\":{\"Version\":1,\"AccessTokenLifetime\":\"0:09:59\"}}"`, ""), `"target":"definition"`},
		{"POST", "/policies/tokenLifetimePolicies", policy(`"{\"ClaimsMappingPolicy\":{\"Version\":1}}"`, ""), `"target":"definition"`},
		{"POST", "/policies/tokenIssuancePolicies", policy(`"{\"TokenIssuancePolicy\":{\"Version\":1,\"SamlTokenVersion\":\"3\"}}"`, ""), `"target":"definition"`},
		{"POST", "/policies/homeRealmDiscoveryPolicies", policy(`"{\"HomeRealmDiscoveryPolicy\":{\"AlternateIdLogin\":1}}"`, ""), `"target":"definition"`},
		{"POST", "/policies/homeRealmDiscoveryPolicies", policy(`"{}","{}"`, ""), `"target":"definition"`},
	} {
		r := s.do(row.method, row.at, row.body)
		switch {
		case row.says == "" && r.status >= 300:
			t.Errorf("%s %s %.90s: status %d: %s", row.method, row.at, row.body, r.status, r.body)
		case row.says != "" && (r.status != 400 || !strings.Contains(r.body, row.says)):
			t.Errorf("%s %s %.90s: status %d, want 400 with %s: %s", row.method, row.at, row.body, r.status, row.says, r.body)
		}
	}
}

// TestFewValuesAreSpelt: a value of which there are few is taken in any case,
// and read as the reference spells it.
func TestFewValuesAreSpelt(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	role := `{"id":"11111111-1111-1111-1111-111111111111","displayName":"R","description":"R","value":"R","isEnabled":true,"allowedMemberTypes":["application"]}`
	id, _ := s.application("Payroll", `"signInAudience":"azureADmyorg","appRoles":[`+role+`]`)
	app := s.must(200, "GET", "/applications/"+id, "")
	for _, want := range []string{`"signInAudience":"AzureADMyOrg"`, `"allowedMemberTypes":["Application"]`} {
		if !strings.Contains(app.body, want) {
			t.Errorf("%s is not in %s", want, app.body)
		}
	}
}
