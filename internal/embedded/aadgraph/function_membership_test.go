package aadgraph_test

import (
	"strings"
	"testing"
)

// TestMemberships asks the same of a principal of each kind, which is in one
// group directly and by way of it in another, beside one it is not in.
func TestMemberships(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	direct, outer, other := s.group("direct"), s.group("outer"), s.group("other")
	s.join(outer, direct)
	for set, id := range s.principals() {
		s.join(direct, id)
		all := `{"groupIds":["` + direct + `","` + other + `","` + outer + `"]}`
		s.answers([]call{
			{set, "POST", "/" + set + "/" + id + "/checkMemberGroups", all, 200, ids(direct, outer)},
			{set, "POST", "/directoryObjects/" + id + "/checkMemberGroups", all, 200, ids(direct, outer)},
			{set, "POST", "/" + set + "/" + id + "/getMemberGroups", `{"securityEnabledOnly":false}`, 200, ids(direct, outer)},
			{set, "POST", "/" + set + "/" + id + "/getMemberObjects", `{"securityEnabledOnly":false}`, 200, ids(direct, outer)},
			{set, "POST", "/isMemberOf", `{"groupId":"` + outer + `","memberId":"` + id + `"}`, 200, `{"odata.metadata":"` + root + `/$metadata#Edm.Boolean","value":true}`},
			{set, "POST", "/isMemberOf", `{"groupId":"` + other + `","memberId":"` + id + `"}`, 200, `{"odata.metadata":"` + root + `/$metadata#Edm.Boolean","value":false}`},
		})
		secure := s.do("POST", "/"+set+"/"+id+"/getMemberGroups", `{"securityEnabledOnly":true}`)
		objects := s.do("POST", "/directoryObjects/"+id+"/getMemberObjects", `{"securityEnabledOnly":true}`)
		want := 400
		if set == "users" || set == "servicePrincipals" {
			want = 200
		}
		if secure.status != want || objects.status != want {
			t.Errorf("%s, security groups only: %d %s and %d %s, want %d", set, secure.status, secure.body, objects.status, objects.body, want)
		}
	}
}

// A user is named by the UPN too, whatever is in it.
func TestMembershipsByUPN(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	g := s.group("g")
	for upn, escaped := range map[string]string{
		"o'hara@" + domain:                    "o%27hara%40" + domain,
		"ann_fabrikam.example#EXT#@" + domain: "ann_fabrikam.example%23EXT%23%40" + domain,
	} {
		name, _, _ := strings.Cut(upn, "@")
		id := s.must(201, "POST", "/users", `{"accountEnabled":true,"displayName":"x","mailNickname":"`+strings.NewReplacer("'", "", "#", "").Replace(name)+
			`","userPrincipalName":"`+upn+`","passwordProfile":{"password":"`+longPassword+`"}}`).id()
		s.join(g, id)
		s.answers([]call{
			{upn, "POST", "/users/" + escaped + "/checkMemberGroups", `{"groupIds":["` + g + `"]}`, 200, ids(g)},
			{upn, "POST", "/users/" + escaped + "/getMemberGroups", `{"securityEnabledOnly":true}`, 200, ids(g)},
		})
	}
}

// Whose security groups are asked for is who the path leads to, however it
// does: a user's manager, a group's member.
func TestMembershipsOfRelated(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	g, lee, boss := s.group("g"), s.user("lee"), s.user("boss")
	s.join(g, boss)
	s.must(204, "PUT", "/users/"+lee+"/$links/manager", link(boss))
	const secure = `{"securityEnabledOnly":true}`
	s.answers([]call{
		{"manager", "POST", "/users/" + lee + "/manager/getMemberGroups", secure, 200, ids(g)},
		{"manager by UPN", "POST", "/users/lee@" + domain + "/manager/getMemberGroups", secure, 200, ids(g)},
		{"member", "POST", "/groups/" + g + "/members/" + boss + "/getMemberGroups", secure, 200, ids(g)},
	})
}

// getMemberObjects gives directory roles too, and leaves administrative units
// out; mail-enabled groups are no security groups.
func TestMembershipsOfOtherKinds(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, g := s.user("lee"), s.group("g")
	team := s.must(201, "POST", "http://directory.local/v1.0/groups", `{"displayName":"t","mailNickname":"t","mailEnabled":true,
		"securityEnabled":false,"groupTypes":["Unified"]}`).get("id").(string)
	unit := s.must(201, "POST", "http://directory.local/v1.0/directory/administrativeUnits", `{"displayName":"u"}`).get("id").(string)
	s.join(g, lee)
	s.join(team, lee)
	s.must(204, "POST", "http://directory.local/v1.0/directory/administrativeUnits/"+unit+"/members/$ref",
		`{"@odata.id":"https://graph.microsoft.com/v1.0/users/`+lee+`"}`)
	const role = "3f8d2b6a-51c7-4e09-8a4d-97e0b5c1f246"
	s.must(204, "POST", "/directoryRoles/"+role+"/$links/members", link(lee))
	s.answers([]call{
		{"groups", "POST", "/users/" + lee + "/getMemberGroups", `{"securityEnabledOnly":false}`, 200, ids(g, team)},
		{"security groups", "POST", "/users/" + lee + "/getMemberGroups", `{"securityEnabledOnly":true}`, 200, ids(g)},
		{"objects", "POST", "/users/" + lee + "/getMemberObjects", `{"securityEnabledOnly":false}`, 200, ids(g, team, role)},
		{"security objects", "POST", "/users/" + lee + "/getMemberObjects", `{"securityEnabledOnly":true}`, 200, ids(g)},
		{"of the signed-in user", "POST", "http://directory.local/me/getMemberObjects?api-version=1.6", `{"securityEnabledOnly":false}`, 200, ids(role)},
		{"nothing", "POST", "/groups/" + g + "/getMemberGroups", `{"securityEnabledOnly":false}`, 200, `{"odata.metadata":"` + listMetadata + `","value":[]}`},
	})
}

// Groups that are in each other, by one step and by three, are in each other
// and not in themselves.
func TestMembershipsInCycles(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	a, b, c := s.group("a"), s.group("b"), s.group("c")
	lee := s.user("lee")
	s.join(b, a)
	s.join(c, b)
	s.join(a, c)
	s.join(a, lee)
	s.answers([]call{
		{"a", "POST", "/groups/" + a + "/getMemberGroups", `{"securityEnabledOnly":false}`, 200, ids(b, c)},
		{"b", "POST", "/groups/" + b + "/getMemberObjects", `{"securityEnabledOnly":false}`, 200, ids(a, c)},
		{"lee", "POST", "/users/" + lee + "/checkMemberGroups", `{"groupIds":["` + a + `","` + b + `","` + c + `"]}`, 200, ids(a, b, c)},
		{"lee in c", "POST", "/isMemberOf", `{"groupId":"` + c + `","memberId":"` + lee + `"}`, 200, `{"odata.metadata":"` + root + `/$metadata#Edm.Boolean","value":true}`},
		{"a in c", "POST", "/isMemberOf", `{"groupId":"` + c + `","memberId":"` + a + `"}`, 200, `{"odata.metadata":"` + root + `/$metadata#Edm.Boolean","value":true}`},
		{"a in a", "POST", "/isMemberOf", `{"groupId":"` + a + `","memberId":"` + a + `"}`, 200, `{"odata.metadata":"` + root + `/$metadata#Edm.Boolean","value":false}`},
	})
}

func TestBadMembershipQuestions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, g := s.user("lee"), s.group("g")
	bad := []string{`"code":"Request_BadRequest"`}
	gone := []string{`"code":"Request_ResourceNotFound"`}
	s.run([]step{
		{"POST", "/users/" + lee + "/checkMemberGroups", `{}`, nil, 400, bad},
		{"POST", "/users/" + lee + "/checkMemberGroups", `{"groupIds":[]}`, nil, 400, bad},
		{"POST", "/users/" + lee + "/checkMemberGroups", `{"groupIds":"` + g + `"}`, nil, 400, bad},
		{"POST", "/users/" + lee + "/checkMemberGroups", `{"groupIds":`, nil, 400, bad},
		{"POST", "/users/" + unknownID + "/checkMemberGroups", `{"groupIds":["` + g + `"]}`, nil, 404, gone},
		{"POST", "/users/" + g + "/getMemberGroups", `{"securityEnabledOnly":false}`, nil, 404, gone},
		{"POST", "/users/" + lee + "/getMemberGroups", ``, nil, 400, []string{"securityEnabledOnly"}},
		{"POST", "/users/" + lee + "/getMemberObjects", `{"securityEnabledOnly":"true"}`, nil, 400, bad},
		{"POST", "/isMemberOf", `{"memberId":"` + lee + `"}`, nil, 400, []string{"groupId"}},
		{"POST", "/isMemberOf", `{"groupId":"` + g + `"}`, nil, 400, []string{"memberId"}},
		{"POST", "/isMemberOf", `{"groupId":"` + g + `","memberId":"` + unknownID + `"}`, nil, 404, gone},
		{"POST", "/isMemberOf", `{"groupId":"` + g + `","memberId":"') or ('"}`, nil, 404, gone},
		{"POST", "/isMemberOf", `{"groupId":"` + unknownID + `","memberId":"` + lee + `"}`, nil, 200, []string{`"value":false`}},
	})
}
