package graph_test

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestQueryOptions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.user("alan", `"department":"Sales"`, `"jobTitle":"Director"`)
	s.user("adele", `"department":"Sales"`)
	s.user("zoe", `"companyName":"Contoso"`)
	s.run([]step{
		{"GET", "/users?$filter=startswith(displayName,'A') and accountEnabled eq true&$select=displayName", "", nil, 200, []string{"alan", "adele", "!zoe"}},
		{"GET", "/users?$filter=department eq 'SALES'", "", nil, 200, []string{"alan", "adele", "!zoe"}},
		{"GET", "/users?$filter=userPrincipalName in ('zoe@contoso.onmicrosoft.com')", "", nil, 200, []string{"zoe", "!alan"}},
		{"GET", "/users?$filter=department ne 'Sales'", "", nil, 400, []string{"Request_UnsupportedQuery"}},
		{"GET", "/users?$filter=department ne 'Sales'&$count=true", "", advanced(), 200, []string{"zoe", "!alan", `"@odata.count":2`}},
		{"GET", "/users?$filter=companyName eq 'Contoso'", "", nil, 400, []string{"Request_UnsupportedQuery", "ConsistencyLevel"}},
		{"GET", "/users?$filter=companyName eq 'Contoso'&$count=true", "", advanced(), 200, []string{"zoe"}},
		{"GET", "/users?$filter=aboutMe eq 'x'", "", nil, 400, nil},
		{"GET", "/users?$filter=nothing eq 'x'", "", nil, 400, []string{"nothing"}},
		{"GET", "/users?$filter=displayName eq", "", nil, 400, []string{"Invalid filter clause"}},
		{"GET", "/users?$orderby=displayName desc&$select=displayName", "", nil, 200, []string{`{"displayName":"Administrator"},{"displayName":"adele"}`}},
		{"GET", "/users?$orderby=displayName&$filter=department eq 'Sales'", "", nil, 400, []string{"Sorting not supported"}},
		{"GET", "/users?$orderby=displayName&$filter=department eq 'Sales'&$count=true&$select=displayName", "", advanced(), 200, []string{`[{"displayName":"adele"},{"displayName":"alan"}]`}},
		{"GET", `/users?$search="displayName:ala"`, "", nil, 400, []string{"ConsistencyLevel: eventual"}},
		{"GET", `/users?$search="displayName:ala"`, "", advanced(), 200, []string{"alan", "!zoe"}},
		{"GET", "/users?$count=true", "", nil, 200, []string{"!@odata.count"}},
		{"GET", "/users?$count=true", "", advanced(), 200, []string{`"@odata.count":4`}},
		{"GET", "/users/$count", "", advanced(), 200, []string{"4"}},
		{"GET", "/users/$count?$filter=department eq 'Sales'", "", advanced(), 200, []string{"2"}},
		{"GET", "/users?$skip=1", "", nil, 400, []string{"$skip"}},
		{"GET", "/users?$top=0", "", nil, 400, []string{"$top"}},
		{"GET", "/users?$top=1000", "", nil, 400, []string{"999"}},
		{"GET", "/users?$top=2&$top=3", "", nil, 400, []string{"more than once"}},
		{"GET", "/users?$nonsense=1", "", nil, 400, []string{"$nonsense"}},
		{"GET", "/users?$select=nonsense", "", nil, 400, []string{"nonsense"}},
		{"GET", "/users?$skiptoken=nonsense", "", nil, 400, []string{"Directory_ExpiredPageToken"}},
		{"GET", "/users?client-request-id=1&$select=id", "", nil, 200, nil},
	})
}

func TestPaging(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	var want []string
	for i := range 9 {
		want = append(want, s.user(fmt.Sprintf("user%d", i)))
	}
	target := "/users?$top=4&$count=true&$select=id&$orderby=displayName"
	var got []string
	for pages := 1; target != ""; pages++ {
		r := s.must(200, "GET", target, "", advanced()...)
		got = append(got, r.values("id")...)
		if counted := r.get("@odata.count") != nil; counted != (pages == 1) {
			t.Errorf("page %d: @odata.count there: %v", pages, counted)
		}
		target, _ = r.get("@odata.nextLink").(string)
		if target != "" && !strings.HasPrefix(target, root+"/users?") {
			t.Fatalf("nextLink %q", target)
		}
	}
	got = got[1:] // the administrator comes first
	if !slices.Equal(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
}

func TestPagingOfMembers(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	g := s.group("g")
	for i := range 5 {
		s.must(204, "POST", "/groups/"+g+"/members/$ref", reference(s.user(fmt.Sprintf("m%d", i))))
	}
	r := s.must(200, "GET", "/groups/"+g+"/members?$top=3", "")
	next, _ := r.get("@odata.nextLink").(string)
	if u, err := url.Parse(next); err != nil || u.Host != "directory.local" {
		t.Fatalf("nextLink %q", next)
	}
	rest := s.must(200, "GET", next, "")
	if len(r.values("id")) != 3 || len(rest.values("id")) != 2 || rest.get("@odata.nextLink") != nil {
		t.Errorf("pages %s and %s", r.body, rest.body)
	}
	s.must(400, "GET", strings.Replace(next, g, s.group("h"), 1), "")
}

func TestPathsAndShapes(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee", `"businessPhones":["1"]`)
	s.run([]step{
		{"GET", "", "", nil, 200, []string{`"name":"users"`}},
		{"GET", "/users/" + lee + "/displayName", "", nil, 200, []string{`$metadata#users('` + lee + `')/displayName","value":"lee"}`}},
		{"GET", "/users/" + lee + "/displayName/$value", "", nil, 200, []string{"lee"}},
		{"GET", "/users/" + lee + "/businessPhones", "", nil, 200, []string{`"value":["1"]`}},
		{"GET", "/users/" + lee + "/passwordProfile", "", nil, 200, []string{`"password":null`}},
		{"GET", "/users/" + lee + "/jobTitle", "", nil, 204, nil},
		{"GET", "/me", "", nil, 200, []string{`$metadata#users/$entity`, `"displayName":"Administrator"`}},
		{"GET", "/ME/displayName", "", nil, 200, []string{"Administrator"}},
		{"GET", "/organization", "", nil, 200, []string{`"displayName":"Contoso"`, `"verifiedDomains":[{`}},
		{"GET", "/organization/6f1b3c9e-2d54-4a87-9b60-1c2e7d8f0a35?$select=displayName", "", nil, 200, []string{"Contoso"}},
		{"GET", "/domains", "", nil, 200, []string{`"id":"contoso.onmicrosoft.com"`, `"isVerified":true`}},
		{"GET", "/domains/Contoso.onmicrosoft.com", "", nil, 200, nil},
		{"GET", "/subscribedSkus?$select=skuId,skuPartNumber,servicePlans", "", nil, 200, []string{`"skuPartNumber":"ENTERPRISEPACK"`}},
		{"GET", "/directoryRoles", "", nil, 200, []string{`"roleTemplateId":"62e90394-69f5-4237-9190-012177145e10"`}},
		{"GET", "/directoryRoles(roleTemplateId='62e90394-69f5-4237-9190-012177145e10')/members", "", nil, 200, []string{"Administrator"}},
		{"GET", "/directoryRoleTemplates", "", nil, 200, []string{"729827e3-9c14-49f7-bb1b-9608f156bbb8"}},
		{"GET", "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?$select=displayName,appRoles", "", nil, 200, []string{`"value":"User.Read.All"`}},
		{"GET", "/applicationTemplates", "", nil, 200, []string{"8adf8e6e-67b2-4cf2-a259-e3dc5476c621"}},
		{"GET", "/applications", "", nil, 200, []string{`"value":[]`}},
		{"GET", "/nothing", "", nil, 400, []string{"Resource not found for the segment 'nothing'."}},
		{"GET", "/users/" + lee + "/nothing", "", nil, 400, []string{"'nothing'"}},
		{"GET", "/users//manager", "", nil, 400, nil},
		{"POST", "/organization", `{}`, nil, 405, nil},
		{"DELETE", "/users", "", nil, 405, nil},
		{"PATCH", "/subscribedSkus/contoso", `{}`, nil, 405, nil},
		{"GET", "/users/" + lee, "", []string{"Accept: application/json;odata.metadata=none"}, 200, []string{`{"id":"` + lee, "!@odata"}},
		{"GET", "/users/" + lee, "", []string{"Accept: application/json; odata.metadata=full"}, 200, []string{
			`"@odata.type":"#microsoft.graph.user"`, `"@odata.id":"` + root + `/directoryObjects/` + lee + `/microsoft.graph.user"`, `"@odata.editLink":"`}},
		{"GET", "http://directory.local/beta/users/" + lee, "", nil, 200, []string{"http://directory.local/beta/$metadata#users/$entity"}},
		{"GET", "http://directory.local/v2.0/users", "", nil, 400, nil},
	})
}
