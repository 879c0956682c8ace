package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestApplicationOwners(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, ada, g := s.user("lee"), s.user("ada"), s.group("g")
	id, appID := s.application("Payroll", `"owners@odata.bind":["`+root+`/users/`+lee+`","`+root+`/directoryObjects/`+ada+`"]`)
	sp := s.principal(appID)
	app := "/applications/" + id
	s.run([]step{
		{"GET", app + "/owners?$select=id", "", nil, 200, []string{lee, ada, "!0c9a6d1f"}},
		{"GET", app + "/owners/$ref", "", nil, 200, []string{lee, ada}},
		{"GET", app + "/owners/" + lee + "/$ref", "", nil, 200, []string{lee}},
		{"GET", app + "?$expand=owners", "", nil, 200, []string{`"owners":[`, lee}},
		{"POST", app + "/owners/$ref", reference(lee), nil, 400, []string{"One or more added object references already exist"}},
		{"POST", app + "/owners/$ref", reference(g), nil, 400, []string{"owner"}},
		{"POST", app + "/owners/$ref", reference("11111111-1111-1111-1111-111111111111"), nil, 404, nil},
		{"POST", app + "/Owners/$ref", reference(sp), nil, 204, nil},
		{"GET", "/servicePrincipals/" + sp + "/ownedObjects", "", nil, 200, []string{id, `"@odata.type":"#microsoft.graph.application"`}},
		{"GET", "/users/" + lee + "/ownedObjects", "", nil, 200, []string{id}},
		{"DELETE", app + "/owners/" + sp + "/$ref", "", nil, 204, nil},
		{"DELETE", app + "/owners/" + lee + "/$ref", "", nil, 204, nil},
		{"DELETE", app + "/owners/" + ada + "/$ref", "", nil, 204, nil}, // the last one
		{"GET", app + "/owners", "", nil, 200, []string{`"value":[]`}},
		{"DELETE", app + "/owners/" + ada + "/$ref", "", nil, 404, nil},
		{"POST", "/servicePrincipals/" + sp + "/owners/$ref", reference(lee), nil, 204, nil},
		{"GET", "/servicePrincipals(appId='" + appID + "')/owners", "", nil, 200, []string{lee}},
		{"POST", "/applications", `{"displayName":"x","owners@odata.bind":["` + strings.Repeat(root+`/users/`+lee+`","`, 20) + root + `/users/` + ada + `"]}`, nil, 400, []string{"20"}},
		{"POST", "/applications", `{"displayName":"x","owners@odata.bind":["` + root + `/users/` + lee + `","` + root + `/users/` + lee + `"]}`, nil, 400, []string{"already exist"}},
	})
}

func TestHundredOwners(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, _ := s.application("Payroll") // owned by the administrator
	for i := range 99 {
		s.must(204, "POST", "/applications/"+id+"/owners/$ref", reference(s.user(fmt.Sprint("u", i))))
	}
	s.must(400, "POST", "/applications/"+id+"/owners/$ref", reference(s.user("many")))
}

func TestApplicationQueries(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll", `"identifierUris":["api://payroll","https://payroll.example.com"]`, `"tags":["money","hr"]`,
		`"requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[{"id":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","type":"Scope"}]}]`)
	other, _ := s.application("Other")
	sp := s.principal(appID)
	empty := []string{`"value":[]`}
	s.run([]step{
		{"GET", "/applications?$filter=identifierUris/any(s:s eq 'api://payroll')", "", nil, 200, []string{id, "!" + other}},
		{"GET", "/applications?$filter=identifierUris/any(s:startswith(s,'https://'))", "", nil, 200, []string{id, "!" + other}},
		{"GET", "/applications?$filter=identifierUris/any(s:s eq 'api://none')", "", nil, 200, empty},
		{"GET", "/applications?$filter=appId eq '" + appID + "'", "", nil, 200, []string{id, "!" + other}},
		{"GET", "/applications?$filter=startswith(displayName,'pay')", "", nil, 200, []string{id, "!" + other}},
		{"GET", "/applications?$filter=tags/any(t:t eq 'money')", "", nil, 200, []string{id, "!" + other}},
		{"GET", "/applications?$filter=displayName eq 'Payroll' and signInAudience eq 'AzureADandPersonalMicrosoftAccount'", "", nil, 200, []string{id}},
		{"GET", "/applications?$filter=keyCredentials/$count eq 0", "", nil, 400, []string{"Request_UnsupportedQuery"}},
		{"GET", `/applications?$search="displayName:roll"&$count=true`, "", advanced(), 200, empty},
		{"GET", `/applications?$search="displayName:pay"&$count=true`, "", advanced(), 200, []string{`"@odata.count":1`, id}},
		{"GET", "/applications?$orderby=displayName&$count=true", "", advanced(), 200, []string{`"@odata.count":2`}},
		{"GET", "/applications/$count", "", advanced(), 200, []string{"2"}},
		{"GET", "/applications?$top=1&$select=id", "", nil, 200, []string{"@odata.nextLink"}},
		{"GET", "/servicePrincipals?$filter=servicePrincipalNames/any(c:c eq 'api://payroll')", "", nil, 200, []string{sp}},
		{"GET", "/servicePrincipals?$filter=servicePrincipalNames/any(c:c eq '" + appID + "')", "", nil, 200, []string{sp}},
		{"GET", "/servicePrincipals?$filter=servicePrincipalNames/any(c:c eq 'https://graph.microsoft.com')", "", nil, 200, []string{"00000003-0000-0000-c000-000000000000"}},
		{"GET", "/servicePrincipals?$filter=displayName eq 'Microsoft Graph'&$select=id,appRoles", "", nil, 200, []string{"User.Read.All"}},
		{"GET", "/applications/" + id + "/appRoles", "", nil, 200, empty},
		{"GET", "/applications/" + id + "/requiredResourceAccess", "", nil, 200, []string{`"type":"Scope"`}},
		{"GET", "/applications/" + id + "/api/oauth2PermissionScopes", "", nil, 200, empty},
		{"GET", "/servicePrincipals/" + sp + "/appRoles", "", nil, 200, empty},
		{"GET", "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/appRoles", "", nil, 200, []string{"Application.ReadWrite.OwnedBy"}},
		{"GET", "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')/oauth2PermissionScopes", "", nil, 200, []string{"e1fe6dd8-ba31-4d61-89e7-88639da4683d"}},
		{"GET", "/applications/" + id, "", []string{"Accept: application/json;odata.metadata=full"}, 200,
			[]string{`"@odata.type":"#microsoft.graph.application"`, `"@odata.id":"` + root + `/directoryObjects/` + id + `/microsoft.graph.application"`}},
		{"GET", "/applications/" + id, "", []string{"Accept: application/json;odata.metadata=none"}, 200, []string{"!@odata"}},
		{"GET", "/myorganization/applications/" + id, "", nil, 200, []string{id}},
		{"GET", "/directoryObjects/" + id, "", nil, 200, []string{`"@odata.type":"#microsoft.graph.application"`}},
		{"GET", "/applications/" + appID, "", nil, 404, nil}, // an appId is no object id
	})
}

func TestApplicationDelta(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee")
	id, appID := s.application("Payroll")
	sp := s.principal(appID)
	r := s.must(200, "POST", "/applications/"+id+"/addPassword", `{}`)
	secret, _ := r.get("secretText").(string)
	first := s.must(200, "GET", "/applications/delta", "")
	if !strings.Contains(first.body, id) || strings.Contains(first.body, secret) {
		t.Errorf("got %s", first.body)
	}
	apps, _ := first.get("@odata.deltaLink").(string)
	principals, _ := s.must(200, "GET", "/servicePrincipals/delta?$deltatoken=latest", "").get("@odata.deltaLink").(string)
	s.must(204, "PATCH", "/applications/"+id, `{"displayName":"Wages"}`)
	s.must(204, "POST", "/applications/"+id+"/owners/$ref", reference(lee))
	s.run([]step{
		{"GET", apps, "", nil, 200, []string{`"displayName":"Wages"`, `"owners@delta":[{"@odata.type":"#microsoft.graph.user","id":"` + lee}},
		{"GET", principals, "", nil, 200, []string{sp, `"appDisplayName":"Wages"`}},
		{"DELETE", "/applications/" + id, "", nil, 204, nil},
		{"GET", apps, "", nil, 200, []string{`{"id":"` + id + `","@removed":{"reason":"changed"}}`}},
		{"GET", principals, "", nil, 200, []string{`{"id":"` + sp + `","@removed":{"reason":"changed"}}`}},
	})
}

func TestRolesAndScopes(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id, appID := s.application("Payroll")
	app := "/applications/" + id
	sp := "/servicePrincipals/" + s.principal(appID)
	role := func(enabled bool, value string) string {
		return fmt.Sprintf(`{"id":"11111111-1111-1111-1111-111111111111","allowedMemberTypes":["User"],"displayName":"Read","description":"Read","isEnabled":%t,"value":"%s"}`, enabled, value)
	}
	scope := func(enabled bool, value string) string {
		return fmt.Sprintf(`{"id":"22222222-2222-2222-2222-222222222222","adminConsentDisplayName":"Read","adminConsentDescription":"Read","isEnabled":%t,"type":"Admin","value":"%s"}`, enabled, value)
	}
	const enabled = "CannotDeleteOrUpdateEnabledEntitlement"
	roles := func(list string) string { return `{"appRoles":[` + list + `]}` }
	scopes := func(list string) string { return `{"api":{"oauth2PermissionScopes":[` + list + `]}}` }
	s.run([]step{
		{"PATCH", app, roles(role(true, "Read.All")), nil, 204, nil},
		{"PATCH", app, scopes(scope(true, "Read.Mine")), nil, 204, nil},
		{"GET", sp, "", nil, 200, []string{"Read.All", "Read.Mine"}},
		{"PATCH", app, roles(""), nil, 400, []string{enabled}},
		{"PATCH", app, roles(role(true, "Write.All")), nil, 400, []string{enabled}},
		{"PATCH", app, scopes(""), nil, 400, []string{enabled}},
		{"PATCH", app, scopes(scope(true, "Write.Mine")), nil, 400, []string{enabled}},
		{"PATCH", app, roles(strings.Replace(role(true, "Read.All"), `"Read"`, `"Read all"`, 1)), nil, 204, nil},
		{"PATCH", app, roles(role(false, "Read.All")), nil, 204, nil},
		{"PATCH", app, scopes(scope(false, "Read.Mine")), nil, 204, nil},
		{"PATCH", app, roles(role(true, "Write.All")), nil, 204, nil},
		{"PATCH", app, roles(role(false, "Write.All")), nil, 204, nil},
		{"PATCH", app, roles(""), nil, 204, nil},
		{"PATCH", app, scopes(""), nil, 204, nil},
		{"GET", sp, "", nil, 200, []string{`"appRoles":[]`, `"oauth2PermissionScopes":[]`}},
		{"PATCH", app, roles(role(true, "a") + "," + role(true, "b")), nil, 400, []string{"11111111-1111-1111-1111-111111111111", "twice"}},
		{"PATCH", app, roles(role(true, "with space")), nil, 400, []string{"value"}},
		{"PATCH", app, roles(role(true, ".dot")), nil, 400, []string{"value"}},
		{"PATCH", app, roles(role(true, strings.Repeat("v", 121))), nil, 400, []string{"120"}},
		{"PATCH", app, roles(`{"displayName":"x","description":"x","allowedMemberTypes":["User"],"value":"x"}`), nil, 400, []string{"'id'"}},
		{"PATCH", app, roles(strings.Replace(role(true, "x"), "User", "Group", 1)), nil, 400, []string{"allowedMemberTypes"}},
		{"PATCH", app, roles(strings.Replace(role(true, "x"), `["User"]`, `[]`, 1)), nil, 400, []string{"allowedMemberTypes"}},
		{"PATCH", app, scopes(strings.Replace(scope(true, "x"), "Admin", "Both", 1)), nil, 400, []string{"type"}},
		{"PATCH", app, `{"identifierUris":["payroll"]}`, nil, 400, []string{"payroll"}},
		{"PATCH", app, `{"identifierUris":["api://x","api://x"]}`, nil, 400, []string{"api://x"}},
	})
}

// How many there are of what belongs to an application can be asked for, in
// the forms of Microsoft's pages.
func TestFilterByNumber(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	owned, appID := s.application("Owned")
	alone, lonely := s.application("Alone")
	sp := s.principal(appID)
	other := s.principal(lonely)
	admin := s.must(200, "GET", "/me?$select=id", "").id()
	for _, at := range []string{"/applications/" + alone, "/servicePrincipals/" + other} {
		s.must(204, "DELETE", at+"/owners/"+admin+"/$ref", "")
	}
	s.must(201, "POST", "/applications/"+owned+"/extensionProperties", `{"name":"x","dataType":"String","targetObjects":["User"]}`)
	s.must(201, "POST", "/applications/"+alone+"/federatedIdentityCredentials", `{"name":"main","issuer":"https://a.example","subject":"s","audiences":["api://AzureADTokenExchange"]}`)
	for _, c := range []struct{ set, filter, is, isNot string }{
		{"applications", "owners/$count eq 0", alone, owned},
		{"applications", "owners/$count eq 1", owned, alone},
		{"applications", "not(owners/$count eq 0)", owned, alone},
		{"applications", "extensionProperties/$count eq 0", alone, owned},
		{"applications", "extensionProperties/$count ne 0", owned, alone},
		{"applications", "federatedIdentityCredentials/$count eq 0", owned, alone},
		{"applications", "NOT(federatedIdentityCredentials/$count eq 0)", alone, owned},
		{"servicePrincipals", "owners/$count eq 0", other, sp},
		{"servicePrincipals", "owners/$count eq 0 or owners/$count eq 1", sp, "none"},
	} {
		target := "/" + c.set + "?$select=id&$filter=" + c.filter
		s.run([]step{
			{"GET", target, "", nil, 400, []string{"Request_UnsupportedQuery"}},
			{"GET", target + "&$count=true", "", advanced(), 200, []string{c.is, "!" + c.isNot}},
		})
	}
	s.run([]step{
		{"GET", "/applications?$count=true&$filter=owners/any(o:o/id eq '" + admin + "')", "", advanced(), 400, []string{"Request_UnsupportedQuery"}},
		{"GET", "/applications?$count=true&$filter=tokenLifetimePolicies/$count eq 0", "", advanced(), 400, []string{"Request_UnsupportedQuery"}},
	})
}
