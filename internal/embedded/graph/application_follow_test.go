package graph_test

import (
	"fmt"
	"testing"
)

// A service principal goes with its application, also while it waits in the
// deleted items; what it has of its own stays.
func TestPrincipalFollowsApplication(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll", `"tags":["hr"]`, `"identifierUris":["api://payroll"]`)
	app := "/applications/" + id
	sp := s.must(201, "POST", "/servicePrincipals", `{"appId":"`+appID+`","tags":["own"]}`).id()
	at := "/servicePrincipals/" + sp
	role := func(n int, value string) string {
		return fmt.Sprintf(`{"id":"11111111-1111-1111-1111-%012d","allowedMemberTypes":["User"],"displayName":"R","description":"R","value":"%s"}`, n, value)
	}
	s.run([]step{
		{"GET", at, "", nil, 200, []string{`"tags":["hr","own"]`}},
		{"PATCH", app, `{"tags":["hr","money"],"appRoles":[` + role(1, "Read") + `]}`, nil, 204, nil},
		{"GET", at, "", nil, 200, []string{`"tags":["hr","money","own"]`, `"value":"Read"`, `"origin":"Application"`, `!"origin":"ServicePrincipal"`}},
		{"PATCH", at, `{"appRoles":[` + role(1, "Read") + "," + role(2, "Own") + `]}`, nil, 204, nil},
		{"GET", at, "", nil, 200, []string{`"value":"Own","isEnabled":true,"origin":"ServicePrincipal"`}},
		{"PATCH", app, `{"appRoles":[` + role(1, "Read") + "," + role(3, "Write") + `]}`, nil, 204, nil},
		{"GET", at, "", nil, 200, []string{`"value":"Read"`, `"value":"Write"`, `"value":"Own"`}},
		{"DELETE", at, "", nil, 204, nil},
		{"PATCH", app, `{"displayName":"Wages","tags":[],"identifierUris":["api://wages"],"web":{"redirectUris":["https://wages.example.com/in"]}}`, nil, 204, nil},
		{"POST", "/applications", `{"displayName":"New","identifierUris":["api://payroll"]}`, nil, 201, nil},
		{"POST", "/directory/deletedItems/" + sp + "/restore", "", nil, 200, nil},
		{"GET", at, "", nil, 200, []string{`"displayName":"Wages"`, `"appDisplayName":"Wages"`, `"tags":["own"]`,
			`"servicePrincipalNames":["` + appID + `","api://wages"]`, `"replyUrls":["https://wages.example.com/in"]`, `"value":"Own"`}},
	})
}

// What is cleared of an application is as in a new one, and clearing is no way
// around the rule that an enabled scope stays.
func TestClearedApplication(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll", `"signInAudience":"AzureADMyOrg"`)
	app, sp := "/applications/"+id, "/servicePrincipals/"+s.principal(appID)
	const enabled = "CannotDeleteOrUpdateEnabledEntitlement"
	scope := func(is bool) string {
		return fmt.Sprintf(`[{"id":"22222222-2222-2222-2222-222222222222","adminConsentDisplayName":"Read","adminConsentDescription":"Read","isEnabled":%t,"type":"Admin","value":"Read"}]`, is)
	}
	s.run([]step{
		{"PATCH", app, `{"api":{"oauth2PermissionScopes":` + scope(true) + `}}`, nil, 204, nil},
		{"PATCH", app, `{"api":null}`, nil, 400, []string{enabled}},
		{"PATCH", sp, `{"oauth2PermissionScopes":[]}`, nil, 400, []string{enabled}},
		{"PATCH", app, `{"api":{"oauth2PermissionScopes":` + scope(false) + `}}`, nil, 204, nil},
		{"PATCH", app, `{"api":null,"web":null,"parentalControlSettings":null}`, nil, 204, nil},
		{"GET", app, "", nil, 200, []string{
			`"api":{"acceptMappedClaims":null,"knownClientApplications":[],"requestedAccessTokenVersion":null,"oauth2PermissionScopes":[],"preAuthorizedApplications":[]}`,
			`"legalAgeGroupRule":"Allow"`, `"implicitGrantSettings":{"enableAccessTokenIssuance":false`}},
		{"GET", sp, "", nil, 200, []string{`"oauth2PermissionScopes":[]`}},
	})
}

func TestPartsThatAreReadOnly(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, _ := s.application("Payroll")
	app := "/applications/" + id
	const logo = `{"info":{"logoUrl":"https://example.com/logo.png"}}`
	s.run([]step{
		{"PATCH", app, logo, nil, 400, []string{"info/logoUrl", "read-only"}},
		{"POST", "/applications", `{"displayName":"x",` + logo[1:], nil, 400, []string{"info/logoUrl", "read-only"}},
		{"PATCH", app, `{"info":{"logoUrl":null,"marketingUrl":"https://example.com"}}`, nil, 204, nil},
		{"GET", app, "", nil, 200, []string{`"logoUrl":null,"marketingUrl":"https://example.com"`}},
	})
}
