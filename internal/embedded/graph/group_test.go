package graph_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
)

func TestGroupLifecycle(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, ada := s.user("lee"), s.user("ada")
	g := s.must(201, "POST", "/groups", `{"displayName":"Sales","mailNickname":"sales","mailEnabled":false,"securityEnabled":true,
		"members@odata.bind":["https://graph.microsoft.com/v1.0/users/`+lee+`"]}`).id()
	s.run([]step{
		{"GET", "/groups/" + g, "", nil, 200, []string{`$metadata#groups/$entity`, `"displayName":"Sales"`, `"groupTypes":[]`, `"mailEnabled":false`}},
		{"GET", "/groups/" + g + "/members", "", nil, 200, []string{`$metadata#directoryObjects"`, `{"@odata.type":"#microsoft.graph.user","id":"` + lee + `"`}},
		{"GET", "/groups/" + g + "/owners", "", nil, 200, []string{`"displayName":"Administrator"`}},
		{"POST", "/groups/" + g + "/members/$ref", reference(ada), nil, 204, nil},
		{"POST", "/groups/" + g + "/members/$ref", reference(ada), nil, 400, []string{"One or more added object references already exist for the following modified properties: 'members'."}},
		{"POST", "/groups/" + g + "/members/$ref", reference("00000000-0000-0000-0000-000000000000"), nil, 404, []string{"Request_ResourceNotFound"}},
		{"POST", "/groups/" + g + "/members/$ref", reference(g), nil, 400, []string{"member of itself"}},
		{"POST", "/groups/" + g + "/members", `{}`, nil, 400, []string{`"code":"BadRequest"`, "$ref"}},
		{"DELETE", "/groups/" + g + "/members/" + lee + "/$ref", "", nil, 204, nil},
		{"DELETE", "/groups/" + g + "/members/" + lee + "/$ref", "", nil, 404, nil},
		{"POST", "/groups/" + g + "/members/$ref", reference(lee), nil, 204, nil},
		{"DELETE", "/groups/" + g + "/members/$ref?@id=" + root + "/directoryObjects/" + lee, "", nil, 204, nil},
		{"DELETE", "/groups/" + g + "/members/$ref", "", nil, 400, nil},
		{"GET", "/users/" + lee, "", nil, 200, nil},
		{"DELETE", "/groups/" + g + "/members/" + ada, "", nil, 204, nil}, // without $ref: the user goes
		{"GET", "/users/" + ada, "", nil, 404, nil},
		{"PATCH", "/groups/" + g, `{"description":"All of sales","resourceBehaviorOptions":[]}`, nil, 204, nil}, // as it was answered
		{"PATCH", "/groups/" + g, `{"resourceBehaviorOptions":["WelcomeEmailDisabled"]}`, nil, 400, []string{"resourceBehaviorOptions"}},
		{"GET", "/groups/" + g + "?$select=description", "", nil, 200, []string{`"description":"All of sales"`}},
		{"DELETE", "/groups/" + g, "", nil, 204, nil},
		{"GET", "/directory/deletedItems/microsoft.graph.group", "", nil, 200, []string{`"value":[]`}},
	})
}

func TestGroupRefused(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	team := s.unified("team")
	inner := s.group("inner")
	s.run([]step{
		{"POST", "/groups", `{"displayName":"X","mailNickname":"x","securityEnabled":true}`, nil, 400, []string{`"target":"mailEnabled"`}},
		{"POST", "/groups", `{"displayName":"X","mailNickname":"x","mailEnabled":true,"securityEnabled":true}`, nil, 400, []string{"mail-enabled groups"}},
		{"POST", "/groups", `{"displayName":"X","mailNickname":"x y","mailEnabled":false,"securityEnabled":true}`, nil, 400, []string{"mailNickname"}},
		{"POST", "/groups", `{"displayName":"X","mailNickname":"TEAM","mailEnabled":true,"securityEnabled":false,"groupTypes":["Unified"]}`, nil, 400, []string{"ObjectConflict"}},
		{"POST", "/groups/" + team + "/members/$ref", reference(inner), nil, 400, []string{"Nesting"}},
		{"PATCH", "/groups/" + team, `{"groupTypes":[]}`, nil, 400, nil},
		{"PATCH", "/groups/" + inner, `{"members@odata.bind":["` + strings.Repeat(root+"/users/x\",\"", 20) + root + `/users/x"]}`, nil, 400, []string{"At most 20"}},
		{"DELETE", "/groups/" + inner + "/owners/0c9a6d1f-8e42-4b7d-a5f3-6b1e9d274c80/$ref", "", nil, 400, []string{"at least one owner"}},
		{"PUT", "/groups/" + inner + "/members/$ref", reference(team), nil, 405, nil},
		{"PATCH", "/groups/" + inner + "/members/$ref", reference(team), nil, 400, []string{`"code":"BadRequest"`}},
	})
}

func TestBindMembersIsAtomic(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	g := s.group("g")
	var refs []string
	for i := range 20 {
		refs = append(refs, fmt.Sprintf("%q", root+"/directoryObjects/"+s.user(fmt.Sprintf("u%d", i))))
	}
	first := strings.Join(refs[:5], ",")
	s.run([]step{
		{"PATCH", "/groups/" + g, `{"members@odata.bind":[` + first + `]}`, nil, 204, nil},
		{"PATCH", "/groups/" + g, `{"members@odata.bind":[` + strings.Join(refs[4:], ",") + `]}`, nil, 400, []string{"already exist"}},
		{"GET", "/groups/" + g + "/members/$count", "", advanced(), 200, []string{"5"}},
		{"PATCH", "/groups/" + g, `{"members@odata.bind":[` + strings.Join(refs[5:], ",") + `]}`, nil, 204, nil},
		{"GET", "/groups/" + g + "/members/$count", "", advanced(), 200, []string{"20"}},
	})
}

func TestMemberships(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee")
	inner, outer, other := s.group("inner"), s.group("outer"), s.unified("other")
	s.must(204, "POST", "/groups/"+inner+"/members/$ref", reference(lee))
	s.must(204, "POST", "/groups/"+outer+"/members/$ref", reference(inner))
	s.must(204, "POST", "/groups/"+other+"/members/$ref", reference(lee))
	s.must(204, "POST", "/groups/"+inner+"/members/$ref", reference(outer)) // a circle
	s.run([]step{
		{"GET", "/users/" + lee + "/memberOf", "", nil, 200, []string{inner, other, "!" + outer, `"@odata.type":"#microsoft.graph.group"`}},
		{"GET", "/users/" + lee + "/transitiveMemberOf", "", nil, 200, []string{inner, outer, other}},
		{"GET", "/users/" + lee + "/memberOf/microsoft.graph.group?$select=displayName&$count=true", "", advanced(), 200, []string{`$metadata#groups(displayName)`, `{"displayName":"inner"}`}},
		{"GET", "/groups/" + outer + "/transitiveMembers", "", nil, 200, []string{inner, lee, "!" + outer + `"`}},
		{"GET", "/groups/" + outer + "/transitiveMembers/microsoft.graph.user", "", nil, 200, []string{lee, "!" + inner + `"`, "!@odata.type"}},
		{"GET", "/groups/" + outer + "/transitiveMembers/microsoft.graph.user/$count", "", advanced(), 200, []string{"1"}},
		{"GET", "/groups/" + outer + "/transitiveMembers/$count", "", nil, 400, []string{"$count is not currently supported"}},
		{"GET", "/groups/" + inner + "/members/" + lee, "", nil, 200, []string{`"displayName":"lee"`}},
		{"GET", "/groups/" + outer + "/members/" + lee, "", nil, 404, nil},
		{"GET", "/groups/" + inner + "/members/$ref", "", nil, 200, []string{`"@odata.id":"http://directory.local/v1.0/directoryObjects/` + lee}},
		{"GET", "/groups/" + inner + "/members/" + lee + "/microsoft.graph.user/displayName", "", nil, 200, []string{`"value":"lee"`}},
		{"POST", "/users/" + lee + "/getMemberGroups", `{"securityEnabledOnly":false}`, nil, 200, []string{`$metadata#Collection(Edm.String)`, inner, outer, other}},
		{"POST", "/users/" + lee + "/microsoft.graph.getMemberGroups", `{"securityEnabledOnly":true}`, nil, 200, []string{inner, outer, "!" + other}},
		{"POST", "/groups/" + inner + "/getMemberGroups", `{"securityEnabledOnly":true}`, nil, 400, []string{"securityEnabledOnly"}},
		{"POST", "/directoryObjects/" + inner + "/getMemberObjects", `{"securityEnabledOnly":true}`, nil, 200, []string{outer, "!" + other}},
		{"POST", "/users/" + lee + "/checkMemberGroups", `{"groupIds":["` + outer + `","00000000-0000-0000-0000-000000000000"]}`, nil, 200, []string{`"value":["` + outer + `"]`}},
		{"POST", "/directoryObjects/" + lee + "/checkMemberObjects", `{"ids":["` + other + `"]}`, nil, 200, []string{`"value":["` + other + `"]`}},
		{"POST", "/users/" + lee + "/checkMemberGroups", `{"groupIds":[` + strings.Repeat(`"x",`, 20) + `"x"]}`, nil, 400, []string{"20"}},
		{"POST", "/me/getMemberObjects", `{}`, nil, 200, []string{"3f8d2b6a-51c7-4e09-8a4d-97e0b5c1f246"}},
		{"GET", "/me/memberOf/microsoft.graph.directoryRole", "", nil, 200, []string{`"displayName":"Global Administrator"`}},
		{"GET", "/directoryObjects/" + inner + "/memberOf", "", nil, 200, []string{outer}},
		{"GET", "/directoryObjects/" + lee + "/memberOf", "", nil, 200, []string{inner, other}},
		{"GET", "/users/" + lee + "/memberOf/" + inner + "/members", "", nil, 200, []string{lee}},
		{"GET", "/directoryObjects/" + lee + "/members", "", nil, 400, []string{"'members'"}},
		{"GET", "/me/ownedObjects", "", nil, 200, []string{inner, outer, other}},
		{"GET", "/users/" + lee + "/getMemberGroups", "", nil, 405, nil},
	})
}

func TestManager(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, ada, eve := s.user("lee"), s.user("ada"), s.user("eve")
	s.run([]step{
		{"GET", "/users/" + lee + "/manager", "", nil, 404, []string{"Request_ResourceNotFound"}},
		{"PUT", "/users/" + lee + "/manager/$ref", reference(ada), nil, 204, nil},
		{"PUT", "/users/" + lee + "/manager/$ref", reference(eve), nil, 204, nil},
		{"GET", "/users/" + lee + "/manager", "", nil, 200, []string{`$metadata#directoryObjects/$entity`, `"@odata.type":"#microsoft.graph.user","id":"` + eve + `"`}},
		{"GET", "/users/" + lee + "/manager/$ref", "", nil, 200, []string{`"@odata.id":"http://directory.local/v1.0/directoryObjects/` + eve}},
		{"GET", "/users/" + lee + "/manager?$select=id", "", nil, 200, []string{eve, "!displayName"}},
		{"GET", "/users/" + eve + "/directReports", "", nil, 200, []string{lee}},
		{"GET", "/users/" + ada + "/directReports", "", nil, 200, []string{`"value":[]`}},
		{"GET", "/users/" + lee + "?$expand=manager($select=id,displayName)", "", nil, 200, []string{`"manager":{"@odata.type":"#microsoft.graph.user","id":"` + eve + `","displayName":"eve"}`}},
		{"GET", "/users?$expand=manager&$select=id", "", nil, 200, []string{`"manager":{`}},
		{"GET", "/users?$expand=manager,memberOf", "", nil, 400, []string{"Only one navigation property"}},
		{"GET", "/users?$expand=nothing", "", nil, 400, []string{"nothing"}},
		{"PUT", "/users/" + lee + "/manager/$ref", reference(lee), nil, 400, nil},
		{"DELETE", "/users/" + lee + "/manager", "", nil, 400, []string{"$ref"}},
		{"DELETE", "/users/" + lee + "/manager/$ref", "", nil, 204, nil},
		{"DELETE", "/users/" + lee + "/manager/$ref", "", nil, 404, nil},
		{"GET", "/users/" + eve, "", nil, 200, nil},
	})
}

func TestDeletedItems(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, team := s.user("lee"), s.unified("team")
	s.must(204, "POST", "/groups/"+team+"/members/$ref", reference(lee))
	prefixed := strings.ReplaceAll(lee, "-", "") + "lee@contoso.onmicrosoft.com"
	s.run([]step{
		{"DELETE", "/users/" + lee, "", nil, 204, nil},
		{"GET", "/groups/" + team + "/members", "", nil, 200, []string{`"value":[]`}},
		{"GET", "/directory/deletedItems/microsoft.graph.user", "", nil, 200, []string{`"userPrincipalName":"` + prefixed + `"`, `"deletedDateTime":"`}},
		{"GET", "/directory/deletedItems/microsoft.graph.user?$select=id,deletedDateTime&$filter=id eq '" + lee + "'", "", nil, 200, []string{lee}},
		{"GET", "/directory/deletedItems/" + lee, "", nil, 200, []string{`"@odata.type":"#microsoft.graph.user"`, prefixed}},
		{"POST", "/directory/deletedItems/" + lee + "/restore", "", nil, 200, []string{`"@odata.type":"#microsoft.graph.user"`, `"userPrincipalName":"lee@contoso.onmicrosoft.com"`}},
		{"GET", "/users/lee@contoso.onmicrosoft.com", "", nil, 200, []string{lee}},
		{"GET", "/groups/" + team + "/members", "", nil, 200, []string{lee}},
		{"POST", "/directory/deletedItems/" + lee + "/restore", "", nil, 404, nil},
		{"DELETE", "/users/" + lee, "", nil, 204, nil},
	})
	s.user("lee") // the name is free again
	s.run([]step{
		{"POST", "/directory/deletedItems/" + lee + "/restore", "", nil, 400, []string{`"details":[{"code":"ObjectConflict"`, `"target":"userPrincipalName"`}},
		{"DELETE", "/directory/deletedItems/" + lee, "", nil, 204, nil},
		{"DELETE", "/directory/deletedItems/" + lee, "", nil, 404, nil},
		{"DELETE", "/groups/" + team, "", nil, 204, nil},
		{"GET", "/groups/" + team, "", nil, 404, nil},
		{"GET", "/directory/deletedItems/microsoft.graph.group", "", nil, 200, []string{team}},
		{"GET", "/directory/deletedItems/microsoft.graph.user", "", nil, 200, []string{`"value":[]`}},
		{"DELETE", "/me", "", nil, 400, nil},
		{"GET", "/directory/deletedItems", "", nil, 400, []string{"microsoft.graph.user"}},
		{"GET", "/directory/deletedItems/microsoft.graph.group/" + team, "", nil, 200, []string{team}},
	})
}

func TestGetByIDs(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, g := s.user("lee"), s.group("g")
	both := `"ids":["` + lee + `","` + g + `","00000000-0000-0000-0000-000000000000"]`
	r := s.must(http.StatusOK, "POST", "/directoryObjects/getByIds", `{`+both+`}`)
	if got := r.values("id"); len(got) != 2 || !slices.Contains(got, lee) || !slices.Contains(got, g) {
		t.Errorf("got %v", got)
	}
	s.run([]step{
		{"POST", "/directoryObjects/getByIds", `{` + both + `,"types":["user"]}`, nil, 200, []string{lee, "!" + g, `"@odata.type":"#microsoft.graph.user"`}},
		{"POST", "/directoryObjects/getByIds", `{"ids":[]}`, nil, 400, nil},
		{"POST", "/directoryObjects/getByIds", `{}`, nil, 400, nil},
		{"POST", "/directoryObjects/getByIds", `{"ids":[` + strings.Repeat(`"x",`, 1000) + `"x"]}`, nil, 400, []string{"1000"}},
		{"GET", "/directoryObjects/" + g, "", nil, 200, []string{`"@odata.type":"#microsoft.graph.group"`}},
		{"DELETE", "/directoryObjects/" + g, "", nil, 204, nil},
	})
}
