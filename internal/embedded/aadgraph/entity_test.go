package aadgraph_test

import (
	"net/http"
	"testing"
)

// TestDirectoryObjects: an object can be changed by an address that does not
// say its type.
func TestDirectoryObjects(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	at := "/directoryObjects/" + s.user("anna")
	s.run([]step{
		{"PATCH", at, `{"city":"Rom","mobile":"1"}`, nil, 204, nil},
		{"GET", at, "", nil, 200, []string{`"objectType":"User"`, `"city":"Rom"`, `"mobile":"1"`}},
		{"PATCH", at + "/Microsoft.DirectoryServices.User", `{"city":"Wien"}`, nil, 204, nil},
		{"DELETE", at, "", nil, 204, nil},
		{"GET", at, "", nil, 404, nil},
		{"PATCH", at, `{"city":"Rom"}`, nil, 404, nil},
	})
}

// TestGrants: app roles and delegated permissions that are granted.
func TestGrants(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	const role, graph = "7b1e5a44-5a4c-4b6a-9f0e-0c5b4d1c7f11", "00000003-0000-0000-c000-000000000000"
	app := s.must(http.StatusCreated, "POST", "/applications", `{"displayName":"app","appRoles":[{"allowedMemberTypes":["User"],"description":"d",
		"displayName":"r","id":"`+role+`","isEnabled":true,"value":"r"}]}`)
	appID, _ := app.get("appId").(string)
	sp, anna := s.must(http.StatusCreated, "POST", "/servicePrincipals", `{"appId":"`+appID+`","accountEnabled":true}`).id(), s.user("anna")
	resource := s.must(http.StatusOK, "GET", "/servicePrincipals?$filter=appId eq '"+graph+"'", "").values("objectId")[0]
	made := s.must(http.StatusCreated, "POST", "/users/"+anna+"/appRoleAssignments", `{"id":"`+role+`","principalId":"`+anna+`","principalType":"User","resourceId":"`+sp+`"}`)
	s.run([]step{
		{"POST", "/servicePrincipals", `{"appId":"` + appID + `"}`, nil, 409, []string{"Request_MultipleObjectsWithSameKeyValue"}},
		{"GET", "/servicePrincipals/" + sp + "/appRoleAssignedTo", "", nil, 200, []string{`"objectType":"AppRoleAssignment"`, `"id":"` + role + `"`, `"principalType":"User"`, made.id()}},
		{"DELETE", "/users/" + anna + "/appRoleAssignments/" + made.id(), "", nil, 204, nil},
		{"GET", "/users/" + anna + "/appRoleAssignments", "", nil, 200, []string{`"value":[]`}},
		{"POST", "/oauth2PermissionGrants", `{"clientId":"` + sp + `","consentType":"AllPrincipals","resourceId":"` + resource + `","scope":"User.Read",
			"startTime":"2020-01-01T00:00:00Z","expiryTime":"2030-01-01T00:00:00Z"}`, nil, 201, []string{`"odata.metadata":"` + root + `/$metadata#oauth2PermissionGrants/@Element","clientId"`, `"objectId":"`, "!objectType"}},
		{"GET", "/oauth2PermissionGrants?$filter=clientId eq '" + sp + "'", "", nil, 200, []string{`"scope":"User.Read"`}},
		{"GET", "/servicePrincipals/" + sp + "/oauth2PermissionGrants", "", nil, 200, []string{`"scope":"User.Read"`}},
	})
}

// TestOtherEntities: what is left of the resources, in the names of the
// documents.
func TestOtherEntities(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.run([]step{
		{"POST", "/devices", `{"accountEnabled":true,"alternativeSecurityIds":[{"type":2,"key":"Y3YxN2E1MWFlYw=="}],"deviceId":"4c299165-6e8f-4b45-a5ba-c5d250a707ff",
			"displayName":"Test","deviceOSType":"linux","deviceOSVersion":"1"}`, nil, 201, []string{`"deviceOSType":"linux"`, `"alternativeSecurityIds":[{"type":2`}},
		{"GET", "/devices?$filter=deviceId eq guid'4c299165-6e8f-4b45-a5ba-c5d250a707ff'", "", nil, 200, []string{`"displayName":"Test"`}},
		{"PATCH", "/tenantDetails/" + tenantID, `{"technicalNotificationMails":["a@b.example"]}`, nil, 204, nil},
		{"GET", "/tenantDetails", "", nil, 200, []string{`"technicalNotificationMails":["a@b.example"]`, `"verifiedDomains":[{"capabilities":`, `"initial":true`, `"default":true`}},
		{"POST", "/directoryRoles", `{"roleTemplateId":"fe930be7-5e62-47db-91af-98c3a49a38b1"}`, nil, 201, []string{`"displayName":"User Administrator"`, `"isSystem":true,"roleDisabled":false`}},
		{"GET", "/subscribedSkus", "", nil, 200, []string{`"skuPartNumber":"ENTERPRISEPACK"`, `"prepaidUnits":{"enabled":`, `"servicePlans":[{"appliesTo":`, "!objectType"}},
		{"GET", "/domains/" + domain + "/verificationDnsRecords", "", nil, 200, []string{`"recordType":"Txt"`, `"text":"MS=`}},
		{"GET", "/groups/" + s.group("g") + "/members/$count", "", nil, 404, nil},
	})
}
