package graph_test

import (
	"strings"
	"testing"
)

func TestCasts(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, team := s.user("lee"), s.unified("team")
	gone := s.user("gone")
	s.must(204, "POST", "/groups/"+team+"/members/$ref", reference(lee))
	s.must(204, "DELETE", "/users/"+gone, "")
	empty := []string{`"value":[]`}
	members, deleted := "/groups/"+team+"/members", "/directory/deletedItems"
	s.run([]step{
		// nothing is ever stored of these types
		{"GET", deleted + "/microsoft.graph.device", "", nil, 200, empty},
		{"GET", members + "/microsoft.graph.device", "", nil, 200, empty},
		{"GET", members + "/microsoft.graph.orgContact/$count", "", advanced(), 200, []string{"0"}},
		{"GET", "/users/" + lee + "/memberOf/microsoft.graph.administrativeUnit", "", nil, 200, empty},
		{"POST", "/directoryObjects/getByIds", `{"ids":["` + lee + `"],"types":["device"]}`, nil, 200, empty},
		// options beside a cast, and sorting, make the query of a relation an advanced one
		{"GET", members + "/microsoft.graph.user?$select=id", "", nil, 200, []string{lee}},
		{"GET", members + "/microsoft.graph.user?$expand=manager", "", nil, 400, []string{"Request_UnsupportedQuery"}},
		{"GET", members + "/microsoft.graph.user?$top=5", "", nil, 400, []string{"Request_UnsupportedQuery"}},
		{"GET", members + "/microsoft.graph.user?$top=5&$select=id&$count=true", "", advanced(), 200, []string{lee}},
		{"GET", members + "/microsoft.graph.user", "", nil, 200, []string{lee}},
		{"GET", members + "?$orderby=displayName", "", nil, 400, []string{"Sorting not supported"}},
		{"GET", members + "?$orderby=displayName&$count=true", "", advanced(), 200, []string{lee}},
		{"GET", members + "?$select=id&$top=5", "", nil, 200, []string{lee}},
		{"GET", deleted + "/microsoft.graph.user?$select=id", "", nil, 200, []string{gone}},
		{"GET", deleted + "/$count", "", advanced(), 400, []string{"microsoft.graph.user"}},
		{"GET", deleted + "/microsoft.graph.user/$count", "", advanced(), 200, []string{"1"}},
	})
}

func TestNamesInAnyCase(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	boss := s.user("boss")
	lee := s.must(201, "POST", "/users", `{"accountEnabled":true,"displayName":"lee","mailNickname":"lee","userPrincipalName":"lee@contoso.onmicrosoft.com",
		"PasswordProfile":{"Password":"`+longPassword+`","ForceChangePasswordNextSignIn":true},"identities":[]}`).id()
	u, g := "/users/"+lee, "/groups/"+s.group("g")
	s.run([]step{
		{"GET", u + "?$select=passwordProfile", "", nil, 200, []string{`"password":null`, `"forceChangePasswordNextSignIn":true`, "!" + longPassword}},
		{"PATCH", u, `{"passwordProfile":{"PASSWORD":"short"}}`, nil, 400, []string{"password complexity"}},
		{"PATCH", u, `{"passwordProfile":{"PASSWORD":"` + longPassword + `2"}}`, nil, 204, nil},
		{"GET", u + "/passwordProfile", "", nil, 200, []string{`"password":null`, "!" + longPassword}},
		{"PATCH", u, `{"employeeOrgData":{"CostCenter":"7"}}`, nil, 204, nil},
		{"GET", u + "/employeeOrgData", "", nil, 200, []string{`"costCenter":"7"`}},
		{"POST", g + "/members/$ref", `{"@odata.ID":"` + root + `/users/` + lee + `"}`, nil, 204, nil},
		{"PUT", u + "/manager/$ref", `{"@Odata.Id":"` + root + `/users/boss@contoso.onmicrosoft.com"}`, nil, 204, nil},
		{"GET", u + "/manager", "", nil, 200, []string{boss}},
		{"PUT", u + "/manager/$ref", `{"id":"` + boss + `"}`, nil, 400, []string{"@odata.id"}},
	})
}

func TestAnswersSayTypes(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, g := s.user("lee"), s.group("g")
	s.run([]step{
		{"POST", "/users/getByIds", `{"ids":["` + lee + `","` + g + `"]}`, nil, 200, []string{`{"@odata.type":"#microsoft.graph.user","id":"` + lee, "!" + g}},
		{"POST", "/groups/getByIds", `{"ids":["` + g + `"]}`, nil, 200, []string{`{"@odata.type":"#microsoft.graph.group","id":"` + g}},
	})
}

func TestBatchAddresses(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, g := s.user("lee"), s.group("g")
	s.must(204, "POST", "/groups/"+g+"/members/$ref", reference(lee))
	s.run([]step{
		{"POST", "/$batch", `{"requests":[{"id":"1","method":"DELETE","url":"/groups/` + g + `/members/` + lee + `#/$ref"}]}`, nil, 200, []string{`"status":400`}},
		{"GET", "/users/" + lee, "", nil, 200, nil},
		{"POST", "/$batch", `{"requests":[{"id":"","method":"GET","url":"/me"}]}`, nil, 400, []string{"'id'"}},
		{"POST", "/$batch", `{"requests":[{"id":["x"],"method":"GET","url":"/me"}]}`, nil, 400, []string{"'id'"}},
	})
}

func TestDeltaOfLinks(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, boss := s.user("lee"), s.user("boss")
	team, inner, outer := s.unified("team"), s.group("inner"), s.group("outer")
	s.must(204, "POST", "/groups/"+team+"/members/$ref", reference(lee))
	s.must(204, "POST", "/groups/"+outer+"/members/$ref", reference(inner))
	s.must(204, "PUT", "/users/"+lee+"/manager/$ref", reference(boss))
	latest := func(set string) string {
		link, _ := s.must(200, "GET", "/"+set+"/delta?$deltatoken=latest", "").get("@odata.deltaLink").(string)
		return link
	}
	gone := `"@removed":{"reason":"deleted"}}`

	names := s.must(200, "GET", "/users/delta?$select=displayName", "").get("@odata.deltaLink").(string)
	all := s.must(200, "GET", "/users/delta", "")
	groups, users := latest("groups"), all.get("@odata.deltaLink").(string)
	s.must(204, "DELETE", "/users/"+boss, "")
	s.must(204, "DELETE", "/directory/deletedItems/"+boss, "")
	s.must(204, "DELETE", "/groups/"+inner, "")
	s.run([]step{
		{"GET", users, "", nil, 200, []string{`"id":"` + lee + `"`, `{"id":"` + boss + `",` + gone, "!manager@delta"}},
		{"GET", names, "", nil, 200, []string{"!" + lee}}, // no property that is followed
		{"GET", groups, "", nil, 200, []string{`"members@delta":[{"@odata.type":"#microsoft.graph.directoryObject","id":"` + inner + `",` + gone}},
	})
	if strings.Contains(all.body, "manager@delta") {
		t.Errorf("first round: %s", all.body)
	}

	groups = latest("groups")
	s.must(204, "DELETE", "/groups/"+team, "")
	s.must(200, "POST", "/directory/deletedItems/"+team+"/restore", "")
	s.run([]step{{"GET", groups, "", nil, 200, []string{`"displayName":"team"`, `"members@delta":[{"@odata.type":"#microsoft.graph.user","id":"` + lee + `"}]`}}})

	groups = latest("groups")
	s.must(204, "DELETE", "/users/"+lee, "")
	s.run([]step{{"GET", groups, "", nil, 200, []string{`"value":[]`}}})                // it may come back
	without := s.must(200, "GET", "/groups/delta", "").get("@odata.deltaLink").(string) // lists live members only
	s.must(200, "POST", "/directory/deletedItems/"+lee+"/restore", "")
	s.run([]step{{"GET", without, "", nil, 200, []string{`"members@delta":[{"@odata.type":"#microsoft.graph.user","id":"` + lee + `"}]`}}})
	s.must(204, "DELETE", "/users/"+lee, "")
	s.must(204, "DELETE", "/directory/deletedItems/"+lee, "")
	s.run([]step{{"GET", groups, "", nil, 200, []string{`"id":"` + lee + `",` + gone}}})
}

func TestQueriesRefused(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	many := "id in ('x'" + strings.Repeat(",'x'", 15) + ")"
	s.run([]step{
		{"GET", `/users?$search="displayNam:x"`, "", advanced(), 400, []string{"displayNam", "did you mean displayName"}},
		{"GET", `/users?$search="aboutMe:x"`, "", advanced(), 400, []string{"Request_UnsupportedQuery", "does not search"}},
		{"GET", `/users?$search="displayName:admin"&$expand=manager`, "", advanced(), 400, []string{"$expand is not supported"}},
		{"GET", "/users?$filter=" + many, "", nil, 400, []string{"at most 15 values, not 16"}},
		{"GET", "/users?$expand=manager($levels=1;$select=id)", "", nil, 400, []string{"Only $select is supported"}},
	})
}

func TestExpandOfWhatIsNotKept(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, g := s.user("lee"), s.group("g")
	s.must(204, "POST", "/groups/"+g+"/members/$ref", reference(lee))
	s.run([]step{
		{"GET", "/groups/" + g + "/members?$expand=*", "", nil, 200, []string{lee}},
		{"GET", "/users/" + lee + "?$expand=appRoleAssignments&$select=id", "", nil, 200, []string{`"appRoleAssignments":[]`}},
		{"GET", "/users/" + lee + "?$expand=appRoleAssignments($select=nonsense)", "", nil, 400, []string{"nonsense"}},
		{"GET", "/groups/" + g + "?$expand=members($select=id)", "", nil, 200, []string{`"members":[{"@odata.type":"#microsoft.graph.user","id":"` + lee + `"}]`}},
		{"GET", "/users/" + lee + "?$expand=displayName", "", nil, 400, []string{"'displayName'"}},
		{"GET", "/directoryRoles/roleTemplateId=62e90394-69f5-4237-9190-012177145e10", "", nil, 200, []string{"Global Administrator"}},
		{"GET", "/directoryRoles/roleTemplateId=62e90394-69f5-4237-9190-000000000000", "", nil, 404, nil},
		{"GET", "/users/a=b@contoso.onmicrosoft.com", "", nil, 404, []string{"a=b@"}},
	})
}

func TestIdentitiesFound(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee", `"identities":[{"signInType":"emailAddress","issuer":"contoso.onmicrosoft.com","issuerAssignedId":"lee@example.com"}]`)
	ada := s.user("ada") // with the identity of her UPN alone
	by := func(id string) string {
		return "/users?$select=id&$filter=accountEnabled eq true and identities/any(c:c/issuerAssignedId eq '" + id + "' and c/issuer eq 'contoso.onmicrosoft.com')"
	}
	s.run([]step{
		{"GET", by("lee@example.com"), "", nil, 200, []string{lee, "!" + ada}},
		{"GET", by("ada@contoso.onmicrosoft.com"), "", nil, 200, []string{`"value":[]`}},
		{"GET", "/users?$select=id&$filter=identities/any(c:c/issuer eq 'contoso.onmicrosoft.com')", "", nil, 200, []string{lee, "!" + ada}},
		{"GET", "/users?$select=identities&$filter=id eq '" + ada + "'", "", nil, 200, []string{`"issuerAssignedId":"ada@contoso.onmicrosoft.com"`}},
	})
}
