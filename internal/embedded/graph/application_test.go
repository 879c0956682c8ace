package graph_test

import (
	"strings"
	"testing"
)

// application creates an application and gives its object id and appId.
func (s *server) application(name string, more ...string) (id, appID string) {
	s.t.Helper()
	r := s.must(201, "POST", "/applications", `{"displayName":"`+name+`"`+strings.Join(append([]string{""}, more...), ",")+`}`)
	appID, _ = r.get("appId").(string)
	return r.id(), appID
}

// principal creates the service principal of an application.
func (s *server) principal(appID string) string {
	s.t.Helper()
	return s.must(201, "POST", "/servicePrincipals", `{"appId":"`+appID+`"}`).id()
}

func TestApplicationLifeCycle(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll", `"identifierUris":["api://payroll"]`, `"uniqueName":"payroll"`)
	app := "/applications/" + id
	sp := s.principal(appID)
	s.run([]step{
		{"GET", app, "", nil, 200, []string{`"appId":"` + appID, `"signInAudience":"AzureADandPersonalMicrosoftAccount"`, `"publisherDomain":"contoso.onmicrosoft.com"`,
			`"requestedAccessTokenVersion":2`, `"legalAgeGroupRule":"Allow"`, `"createdDateTime":"`, `"keyCredentials":[]`, `"passwordCredentials":[]`, `"enableIdTokenIssuance":false`}},
		{"GET", "/applications(appId='" + appID + "')?$select=id,displayName", "", nil, 200, []string{id, "Payroll"}},
		{"GET", "/applications(uniqueName='payroll')?$select=id", "", nil, 200, []string{id}},
		{"GET", app + "/owners", "", nil, 200, []string{"admin@contoso.onmicrosoft.com"}},
		{"GET", "/servicePrincipals(appId='" + appID + "')", "", nil, 200, []string{sp, `"appDisplayName":"Payroll"`, `"displayName":"Payroll"`, `"servicePrincipalNames":["` + appID + `","api://payroll"]`,
			`"servicePrincipalType":"Application"`, `"appOwnerOrganizationId":"6f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a35"`, `"accountEnabled":true`}},
		{"POST", "/applications", `{"description":"x"}`, nil, 400, []string{"displayName"}},
		{"POST", "/applications", `{"displayName":"x","identifierUris":["api://payroll"]}`, nil, 400, []string{"ObjectConflict", "identifierUris"}},
		{"POST", "/applications", `{"displayName":"x","uniqueName":"payroll"}`, nil, 400, []string{"ObjectConflict", "uniqueName"}},
		{"POST", "/applications", `{"displayName":"x","appId":"` + appID + `"}`, nil, 400, []string{"read-only"}},
		{"POST", "/applications", `{"displayName":"x","signInAudience":"Everybody"}`, nil, 400, []string{"signInAudience"}},
		{"POST", "/servicePrincipals", `{"appId":"` + appID + `"}`, nil, 409, []string{"Request_MultipleObjectsWithSameKeyValue", appID}},
		{"POST", "/servicePrincipals", `{"appId":"11111111-1111-1111-1111-111111111111"}`, nil, 400,
			[]string{"The appId '11111111-1111-1111-1111-111111111111' of the service principal does not reference a valid application object.", "NoBackingApplicationObject"}},
		{"POST", "/servicePrincipals", `{}`, nil, 400, []string{"appId"}},
		{"PATCH", app, `{"displayName":"Wages","identifierUris":["api://wages"],"web":{"homePageUrl":"https://wages.example.com","redirectUris":["https://wages.example.com/back"]}}`, nil, 204, nil},
		{"GET", app, "", nil, 200, []string{`"displayName":"Wages"`, `"enableIdTokenIssuance":false`, `"https://wages.example.com/back"`}},
		{"GET", "/servicePrincipals/" + sp, "", nil, 200, []string{`"appDisplayName":"Wages"`, `"displayName":"Wages"`, `"servicePrincipalNames":["` + appID + `","api://wages"]`,
			`"homepage":"https://wages.example.com"`, `"replyUrls":["https://wages.example.com/back"]`}},
		{"PATCH", app, `{"displayName":null}`, nil, 400, nil},
		{"PATCH", app, `{"uniqueName":"other"}`, nil, 400, []string{"uniqueName"}},
		{"DELETE", app, "", nil, 204, nil},
		{"GET", app, "", nil, 404, nil},
		{"GET", "/servicePrincipals/" + sp, "", nil, 404, nil},
		{"GET", "/directory/deletedItems/microsoft.graph.application", "", nil, 200, []string{id}},
		{"GET", "/directory/deletedItems/microsoft.graph.servicePrincipal", "", nil, 200, []string{sp}},
		{"POST", "/applications", `{"displayName":"x","identifierUris":["api://wages"]}`, nil, 400, []string{"ObjectConflict"}},
		{"POST", "/directory/deletedItems/" + sp + "/restore", "", nil, 400, []string{"NoBackingApplicationObject"}},
		{"POST", "/directory/deletedItems/" + id + "/restore", "", nil, 200, []string{`"displayName":"Wages"`}},
		{"GET", "/servicePrincipals/" + sp, "", nil, 404, nil},
		{"POST", "/directory/deletedItems/" + sp + "/restore", "", nil, 200, []string{sp}},
		{"GET", "/servicePrincipals/" + sp, "", nil, 200, nil},
		{"DELETE", app, "", nil, 204, nil},
		{"DELETE", "/directory/deletedItems/" + id, "", nil, 204, nil},
		{"POST", "/applications", `{"displayName":"x","identifierUris":["api://wages"]}`, nil, 201, nil},
	})
}

func TestPasswords(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	sp := s.principal(appID)
	for _, holder := range []string{"/applications/" + id, "/servicePrincipals/" + sp, "/applications(appId='" + appID + "')", "/servicePrincipals(appId='" + appID + "')"} {
		r := s.must(200, "POST", holder+"/addPassword", `{"passwordCredential":{"displayName":"ci"}}`)
		secret, _ := r.get("secretText").(string)
		keyID, _ := r.get("keyId").(string)
		if len(secret) != 40 || r.get("hint") != secret[:3] || !strings.Contains(r.body, "#microsoft.graph.passwordCredential") {
			t.Fatalf("got %s", r.body)
		}
		s.run([]step{
			{"GET", holder, "", nil, 200, []string{`"keyId":"` + keyID, `"hint":"` + secret[:3], `"displayName":"ci"`, `"secretText":null`, "!" + secret}},
			{"GET", holder + "?$select=passwordCredentials", "", nil, 200, []string{keyID, "!" + secret}},
			{"GET", holder + "/passwordCredentials", "", nil, 200, []string{keyID, "!" + secret}},
			{"PATCH", holder, `{"passwordCredentials":[{"displayName":"mine","secretText":"` + longPassword + `"}]}`, nil, 400, []string{"addPassword", "!" + longPassword}},
			{"PATCH", holder, `{"passwordCredentials":[{"keyId":"` + keyID + `","displayName":"other"}]}`, nil, 400, []string{"KeyNotUpdatable", keyID}},
			{"PATCH", holder, `{"passwordCredentials":[{"keyId":"` + keyID + `","displayName":"ci","hint":"` + secret[:3] + `","secretText":null}]}`, nil, 204, nil},
			{"POST", holder + "/removePassword", `{"keyId":"11111111-1111-1111-1111-111111111111"}`, nil, 400, []string{"11111111-1111-1111-1111-111111111111"}},
			{"POST", holder + "/removePassword", `{}`, nil, 400, []string{"keyId"}},
			{"POST", holder + "/removePassword", `{"keyId":"` + keyID + `"}`, nil, 204, nil},
			{"GET", holder, "", nil, 200, []string{`"passwordCredentials":[]`}},
			{"POST", holder + "/addPassword", `{"passwordCredential":{"endDateTime":"2020-01-01T00:00:00Z"}}`, nil, 400, []string{"endDateTime"}},
			{"POST", holder + "/addPassword", `{"passwordCredential":{"nonsense":1}}`, nil, 400, []string{"nonsense"}},
			{"POST", holder + "/addPassword", `{"passwordCredential":"x"}`, nil, 400, nil},
			{"POST", holder + "/addPassword", `{"passwordCredential":{"displayName":["` + longPassword + `"]}}`, nil, 400, []string{"displayName", "!" + longPassword}},
			{"PATCH", holder, `{"passwordCredentials":[{"secretText":["` + longPassword + `"]}]}`, nil, 400, []string{"secretText", "!" + longPassword}},
			{"GET", holder + "/addPassword", "", nil, 405, nil},
		})
	}
}
