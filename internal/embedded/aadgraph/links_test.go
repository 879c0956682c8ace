package aadgraph_test

import (
	"net/http"
	"testing"
)

func TestManager(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	at, boss := "/users/"+s.user("anna"), s.user("boss")
	me := host + "/me/$links/manager?api-version=1.6"
	s.run([]step{
		{"GET", at + "/$links/manager", "", nil, 404, []string{`"Resource not found for the segment 'manager'."`}},
		{"PUT", at + "/$links/manager", link(boss), nil, 204, nil},
		{"GET", at + "/manager", "", nil, 200, []string{`"objectId":"` + boss + `"`, `"userPrincipalName":"boss@`}},
		{"GET", at + "/$links/manager", "", nil, 200, []string{
			`"odata.metadata":"` + root + `/$metadata#directoryObjects/$links/manager"`, `"url":"` + root + `/directoryObjects/` + boss + `/Microsoft.DirectoryServices.User"`}},
		{"GET", "/users/" + boss + "/directReports", "", nil, 200, []string{`"displayName":"anna"`}},
		{"GET", at + "?$expand=manager", "", nil, 200, []string{`"manager":{"odata.type":"Microsoft.DirectoryServices.User"`}},
		{"GET", "/users/" + boss + "?$expand=manager", "", nil, 200, []string{`"manager":null`}},
		{"POST", at + "/$links/manager", link(boss), nil, 405, nil},
		{"DELETE", at + "/$links/manager", "", nil, 204, nil},
		{"DELETE", at + "/$links/manager", "", nil, 404, nil},
		{"PUT", me, link(boss), nil, 204, nil},
		{"GET", me, "", nil, 200, []string{boss}},
		{"GET", host + "/me/manager?api-version=1.6", "", nil, 200, []string{`"displayName":"boss"`}},
		{"DELETE", me, "", nil, 204, nil},
	})
}

func TestMembers(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	anna, team := s.user("anna"), s.group("team")
	at := "/groups/" + team + "/$links/members"
	s.run([]step{
		{"POST", at, link(anna), nil, 204, nil},
		{"POST", at, link(anna), nil, 400, []string{"already exist"}},
		{"POST", at, link(s.group("inner")), nil, 204, nil},
		{"GET", at, "", nil, 200, []string{`{"url":"` + root + `/directoryObjects/` + anna + `/Microsoft.DirectoryServices.User"}`, `Microsoft.DirectoryServices.Group"}`}},
		{"GET", "/groups/" + team + "/members", "", nil, 200, []string{`"objectType":"User"`, `"objectType":"Group"`, `"userPrincipalName":"anna@`}},
		{"GET", "/groups/" + team + "/members/" + anna, "", nil, 200, []string{`"userPrincipalName":"anna@`}},
		{"GET", "/users/" + anna + "/memberOf", "", nil, 200, []string{`"displayName":"team"`}},
		{"POST", "/groups/" + team + "/members", link(anna), nil, 405, nil},
		{"DELETE", "/groups/" + team + "/members/" + anna, "", nil, 405, nil},
		{"PUT", at, link(anna), nil, 405, nil},
		{"DELETE", at + "/" + anna, "", nil, 204, nil},
		{"DELETE", at + "/" + anna, "", nil, 404, []string{"Request_ResourceNotFound"}},
		{"POST", "/users/" + anna + "/$links/memberOf", link(team), nil, 405, nil},
	})
}

// TestLinkURLs: the forms of the address of what is linked; what is not of
// this tenant, or no address of an object, is refused.
func TestLinkURLs(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	anna, team := s.user("anna"), s.group("team")
	at := "/groups/" + team + "/$links/members"
	for _, good := range []string{
		"https://graph.windows.net/myorganization/directoryObjects/" + anna,
		"https://graph.windows.net/" + tenantID + "/directoryObjects/" + anna,
		"https://graph.windows.net/" + domain + "/users/" + anna,
		"https://graph.windows.net/myorganization/users/anna@" + domain,
		"https://graph.windows.net/myorganization/directoryObjects/" + anna + "/Microsoft.DirectoryServices.User",
		"https://graph.windows.net/myorganization/directoryObjects/" + anna + "/Microsoft.WindowsAzure.ActiveDirectory.User",
		"https://graph.windows.net/myorganization/directoryObjects('" + anna + "')",
		host + "/myorganization/directoryObjects/" + anna,
		"https://graph.chinacloudapi.cn/myorganization/directoryObjects/" + anna,
		"directoryObjects/" + anna,
	} {
		s.must(http.StatusNoContent, "POST", at, `{"url":"`+good+`"}`)
		s.must(http.StatusNoContent, "DELETE", at+"/"+anna, "")
	}
	for _, bad := range []string{
		"", anna, "https://graph.windows.net/fabrikam.com/directoryObjects/" + anna,
		"https://graph.windows.net/00000000-0000-0000-0000-000000000001/directoryObjects/" + anna,
		"https://evil.example/myorganization/directoryObjects/" + anna,
		"https://graph.windows.net@evil.example/myorganization/directoryObjects/" + anna,
		"ftp://graph.windows.net/myorganization/directoryObjects/" + anna,
		"https://graph.windows.net/myorganization/directoryObjects/" + anna + "/manager",
		"https://graph.windows.net/myorganization/users",
		"https://graph.windows.net/myorganization/../directoryObjects/" + anna,
		"https://graph.windows.net/myorganization/domains/" + domain,
		"https://graph.windows.net/myorganization/getObjectsByObjectIds",
		"https://graph.windows.net/myorganization/directoryObjects/" + anna + "?x=1", ":", "x",
	} {
		if r := s.do("POST", at, `{"url":"`+bad+`"}`); r.status != http.StatusBadRequest {
			t.Errorf("%s: status %d: %s", bad, r.status, r.body)
		}
	}
	if got := len(s.must(http.StatusOK, "GET", at, "").values("url")); got != 0 {
		t.Errorf("%d members", got)
	}
}
