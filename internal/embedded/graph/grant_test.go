package graph_test

import (
	"testing"
)

const (
	adminID     = "0c9a6d1f-8e42-4b7d-a5f3-6b1e9d274c80"
	graphID     = "7d3e5f90-46b2-4c18-b0a7-2f9c8e1d6a54"
	userReadAll = "df021288-bdef-4463-88db-98f22de89214"
	noRole      = "00000000-0000-0000-0000-000000000000"
)

func assignment(principal, resource, role string) string {
	return `{"principalId":"` + principal + `","resourceId":"` + resource + `","appRoleId":"` + role + `"}`
}

func TestAppRoleAssignments(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, g := s.user("lee"), s.group("staff")
	at := "/users/" + lee + "/appRoleAssignments"
	r := s.must(201, "POST", at, assignment(lee, graphID, noRole))
	id := r.id()
	s.run([]step{
		{"GET", at, "", nil, 200, []string{`"id":"` + id + `"`, `"principalDisplayName":"lee"`, `"principalType":"User"`,
			`"resourceDisplayName":"Microsoft Graph"`, `"appRoleId":"` + noRole + `"`, `"createdDateTime":"`}},
		{"GET", at + "/" + id, "", nil, 200, []string{`"resourceId":"` + graphID + `"`}},
		{"GET", "/servicePrincipals/" + graphID + "/appRoleAssignedTo", "", nil, 200, []string{id}},
		{"POST", at, assignment(lee, graphID, noRole), nil, 400, []string{"Permission being assigned already exists on the object"}},
		{"POST", at, assignment(lee, graphID, userReadAll), nil, 400, []string{"Permission being assigned was not found on application"}}, // of applications only
		{"POST", at, assignment(adminID, graphID, noRole), nil, 400, []string{`"target":"principalId"`}},
		{"POST", at, assignment(lee, g, noRole), nil, 400, []string{`"target":"resourceId"`}},
		{"POST", at, assignment(lee, noRole, noRole), nil, 404, []string{"Resource '" + noRole + "' does not exist"}},
		{"POST", at, `{"principalId":"` + lee + `"}`, nil, 400, []string{"resourceId"}},
		{"POST", "/groups/" + g + "/appRoleAssignments", assignment(g, graphID, noRole), nil, 201, []string{`"principalType":"Group"`}},
		{"POST", "/servicePrincipals/" + graphID + "/appRoleAssignedTo", assignment(adminID, graphID, noRole), nil, 201, []string{`"principalType":"User"`}},
		{"POST", "/servicePrincipals/" + graphID + "/appRoleAssignments", assignment(graphID, graphID, userReadAll), nil, 201, []string{`"principalType":"ServicePrincipal"`}},
		{"POST", "/servicePrincipals/" + graphID + "/appRoleAssignments", assignment(graphID, graphID, "11111111-1111-1111-1111-111111111111"), nil, 400, []string{"was not found on application"}},
		{"GET", "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/appRoleAssignedTo?$filter=principalType eq 'Group'", "", nil, 200, []string{g, "!" + lee}},
		{"GET", at + "?$filter=resourceId eq " + graphID, "", nil, 200, []string{id}},
		{"GET", "/users/" + lee + "?$expand=appRoleAssignments", "", nil, 200, []string{`"appRoleAssignments":[{"id":"` + id}},
		{"DELETE", at + "/" + id, "", nil, 204, nil},
		{"DELETE", at + "/" + id, "", nil, 404, nil},
		{"GET", at, "", nil, 200, []string{`"value":[]`}},
	})
}

func TestAssignmentsGoAndComeBackWithTheirPrincipal(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee")
	at := "/servicePrincipals/" + graphID + "/appRoleAssignedTo"
	id := s.must(201, "POST", at, assignment(lee, graphID, noRole)).id()
	grant := s.must(201, "POST", "/oauth2PermissionGrants", grantOf(graphID, lee, "User.Read")).id()
	s.run([]step{
		{"DELETE", "/users/" + lee, "", nil, 204, nil},
		{"GET", at, "", nil, 200, []string{"!" + id}},
		{"GET", "/oauth2PermissionGrants/" + grant, "", nil, 404, nil},
		{"POST", "/directory/deletedItems/" + lee + "/restore", "", nil, 200, nil},
		{"GET", at, "", nil, 200, []string{id}},
		{"GET", "/oauth2PermissionGrants/" + grant, "", nil, 200, nil},
		{"DELETE", "/users/" + lee, "", nil, 204, nil},
		{"DELETE", "/directory/deletedItems/" + lee, "", nil, 204, nil},
		{"GET", at, "", nil, 200, []string{"!" + id}},
	})
}

func grantOf(client, user, scope string) string {
	consent := `"AllPrincipals","principalId":null`
	if user != "" {
		consent = `"Principal","principalId":"` + user + `"`
	}
	return `{"clientId":"` + client + `","resourceId":"` + graphID + `","scope":"` + scope + `","consentType":` + consent + `}`
}

func TestPermissionGrants(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee")
	all := s.must(201, "POST", "/oauth2PermissionGrants", grantOf(graphID, "", "User.Read")).id()
	own := s.must(201, "POST", "/oauth2PermissionGrants", grantOf(graphID, lee, "User.Read Group.Read.All")).id()
	s.run([]step{
		{"GET", "/oauth2PermissionGrants?$filter=clientId eq '" + graphID + "' and consentType eq 'AllPrincipals'", "", nil, 200, []string{all, "!" + own, `"principalId":null`}},
		{"GET", "/oAuth2PermissionGrants/" + all, "", nil, 200, []string{`"scope":"User.Read"`}},
		{"GET", "/users/" + lee + "/oauth2PermissionGrants", "", nil, 200, []string{own, `!"` + all + `"`}},
		{"GET", "/servicePrincipals/" + graphID + "/oauth2PermissionGrants", "", nil, 200, []string{own, all}},
		{"POST", "/oauth2PermissionGrants", grantOf(graphID, lee, "User.Read"), nil, 400, []string{"Permission entry already exists."}},
		{"POST", "/oauth2PermissionGrants", grantOf(lee, lee, "User.Read"), nil, 400, []string{"service principal"}},
		{"POST", "/oauth2PermissionGrants", grantOf(graphID, graphID, "User.Read"), nil, 400, []string{"id of a user"}},
		{"POST", "/oauth2PermissionGrants", `{"clientId":"` + graphID + `","resourceId":"` + graphID + `","consentType":"Principal"}`, nil, 400, []string{`"target":"principalId"`}},
		{"POST", "/oauth2PermissionGrants", `{"clientId":"` + graphID + `","resourceId":"` + graphID + `","consentType":"Some"}`, nil, 400, []string{`"target":"consentType"`}},
		{"PATCH", "/oauth2PermissionGrants/" + all, `{"scope":"User.Read User.Read.All"}`, nil, 204, nil},
		{"PATCH", "/oauth2PermissionGrants/" + all, `{"clientId":"` + lee + `"}`, nil, 400, []string{"clientId"}},
		{"GET", "/oauth2PermissionGrants/" + all + "?$select=scope", "", nil, 200, []string{`"scope":"User.Read User.Read.All"`}},
		{"DELETE", "/oauth2PermissionGrants/" + all, "", nil, 204, nil},
		{"GET", "/oauth2PermissionGrants/" + all, "", nil, 404, nil},
	})
}
