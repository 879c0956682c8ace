package aadgraph_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

const (
	aadResource   = "https://graph.windows.net"
	graphResource = "https://graph.microsoft.com"
)

// onSocket serves the directory as on a socket, where only tokens count.
func (s *server) onSocket() *server {
	s.t.Helper()
	web := httptest.NewServer(s.embedded.Public(nil))
	s.t.Cleanup(web.Close)
	return &server{t: s.t, clock: s.clock, embedded: s.embedded, client: web.Client(), base: web.URL}
}

func (s *server) token(resource, user string) string {
	s.t.Helper()
	token, err := s.embedded.IssueTokenFor(s.t.Context(), resource, user, "")
	if err != nil {
		s.t.Fatal(err)
	}
	return "Authorization: Bearer " + token
}

// TestTokens: only tokens for Azure AD Graph count, and only $metadata needs
// none.
func TestTokens(t *testing.T) {
	t.Parallel()
	in := newServer(t)
	s := in.onSocket()
	good, other := in.token(aadResource, administrator), in.token(graphResource, administrator)
	s.run([]step{
		{"GET", "/users", "", nil, 401, []string{`"Authentication_MissingOrMalformed"`}},
		{"GET", "/users", "", []string{"Authorization: Bearer x"}, 401, []string{`"Authentication_MissingOrMalformed"`}},
		{"GET", "/users", "", []string{other}, 401, []string{`"odata.error"`}},
		{"GET", s.base + "/v1.0/users", "", []string{good}, 401, []string{`InvalidAuthenticationToken`}},
		{"GET", "/users", "", []string{good}, 200, []string{administrator}},
		{"GET", s.base + "/me?api-version=1.6", "", []string{good}, 200, []string{administrator}},
		{"GET", "/$metadata", "", nil, 200, []string{`<Schema Namespace="Microsoft.DirectoryServices"`}},
		{"GET", s.base + "/" + tenantID + "/%24metadata?api-version=1.5", "", nil, 200, []string{"<EntityType"}},
		{"POST", "/$metadata", "{}", nil, 401, nil},
		{"GET", "/users/$metadata", "", nil, 401, nil},
		{"GET", s.base + "/myorganization?api-version=1.6", "", nil, 401, nil},
	})
	if h := s.do("GET", "/users", "").header.Get("WWW-Authenticate"); !strings.Contains(h, "00000002-0000-0000-c000-000000000000") {
		t.Errorf("WWW-Authenticate %q", h)
	}
	in.clock.offset = 25 * 60 * 60 * 1e9
	s.run([]step{{"GET", "/users", "", []string{good}, 401, []string{`"Authentication_ExpiredToken"`}}})
}

// TestPermissions: who may not do a thing by Microsoft Graph may not do it
// here.
func TestPermissions(t *testing.T) {
	t.Parallel()
	in := newServer(t)
	s := in.onSocket()
	anna, boss := in.user("anna"), in.user("boss")
	plain := in.token(aadResource, "anna@"+domain)
	s.run([]step{
		{"GET", s.base + "/me?api-version=1.6", "", []string{plain}, 200, []string{anna}},
		{"DELETE", "/users/" + boss, "", []string{plain}, 403, []string{`"Authorization_RequestDenied"`, "Insufficient privileges"}},
		{"PATCH", "/users/" + boss, `{"mobile":"1"}`, []string{plain}, 403, []string{`"Authorization_RequestDenied"`}},
		{"PUT", "/users/" + anna + "/$links/manager", link(boss), []string{plain}, 403, nil},
		{"POST", "/groups/" + in.group("g") + "/$links/members", link(anna), []string{plain}, 403, nil},
		{"POST", "/users", `{}`, []string{plain}, 403, nil},
		{"POST", "/domains", `{"name":"a.example"}`, []string{plain}, 403, nil},
	})
}

// TestSmuggling: nothing that a client sends reaches Graph but what this
// protocol means by it.
func TestSmuggling(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	id := s.user("anna")
	other := s.user("other")
	for path, status := range map[string]int{
		"/users/%2e%2e/groups":                                 http.StatusBadRequest,
		"/users/..%2fgroups":                                   http.StatusNotFound,
		"/users/%252e%252e%252fgroups":                         http.StatusNotFound,
		"/users/x%5cy":                                         http.StatusBadRequest,
		"/users/x%00":                                          http.StatusBadRequest,
		"/users/" + id + "%2fmanager":                          http.StatusNotFound,
		"/users/" + id + "')%2fmanager%3fx=('":                 http.StatusNotFound,
		"/users('" + id + "')/manager/$ref":                    http.StatusNotFound,
		"/users/" + id + "/$ref":                               http.StatusNotFound,
		"/users/" + id + "/photo":                              http.StatusNotFound,
		"/users/" + id + "/authentication":                     http.StatusNotFound,
		"/$batch/$batch":                                       http.StatusNotFound,
		"/identity/conditionalAccess/namedLocations":           http.StatusNotFound,
		"/auditLogs/signIns":                                   http.StatusNotFound,
		"/users//" + id:                                        http.StatusBadRequest,
		"/users/a/b/c/d/e/f/g/h/i/j/k/l/m/n":                   http.StatusBadRequest,
		"/users/microsoft.graph.user":                          http.StatusNotFound,
		"/directoryObjects/$/microsoft.graph.user":             http.StatusNotFound,
		"/groups/" + id:                                        http.StatusNotFound,
		"/deletedApplications/" + id:                           http.StatusNotFound,
		"/applicationsByAppId/x')%2fowners('":                  http.StatusNotFound,
		"/users?ConsistencyLevel=eventual&$search=\"x\"":       http.StatusBadRequest,
		"/users?$filter=displayName eq 'x'%26$select=id":       http.StatusBadRequest,
		"/users?$filter=displayName eq 'x%27 or 1 eq 1 or %27": http.StatusBadRequest,
		"/users?$expand=manager($select=passwordProfile)":      http.StatusBadRequest,
		"/users?%24select=id":                                  http.StatusBadRequest,
		"/users?$SELECT=id":                                    http.StatusBadRequest,
		"/users?$filter=" + strings.Repeat("x", 20000):         http.StatusBadRequest,
	} {
		if r := s.do("GET", path, ""); r.status != status || !strings.Contains(r.body, "odata.error") {
			t.Errorf("%s: status %d, want %d: %s", path[:min(len(path), 80)], r.status, status, r.body[:min(len(r.body), 200)])
		}
	}
	s.run([]step{
		{"PATCH", "/users/" + id, `{"manager@odata.bind":"https://graph.microsoft.com/v1.0/users/` + other + `"}`, nil, 204, nil},
		{"GET", "/users/" + id + "/manager", "", nil, 404, nil},
		{"PATCH", "/users/" + id, `{"@odata.type":"#microsoft.graph.group","id":"x"}`, nil, 400, nil},
		{"PATCH", "/users/" + id, `{"id":"x"}`, nil, 400, []string{"Invalid property 'id'."}},
		{"PATCH", "/users/" + id, `{"businessPhones":["1"]}`, nil, 400, []string{"Invalid property 'businessPhones'."}},
		{"PATCH", "/users/" + id, `{"onPremisesExtensionAttributes":{}}`, nil, 400, []string{"Invalid property"}},
	})
}

// TestLargeBody: a body has a bound.
func TestLargeBody(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.run([]step{{"POST", "/users", `{"displayName":"` + strings.Repeat("x", 5<<20) + `"}`, nil, http.StatusRequestEntityTooLarge, []string{"odata.error"}}})
}

// TestApplicationPermissions: an application may do what its app roles of
// Azure AD Graph say, and no more.
func TestApplicationPermissions(t *testing.T) {
	t.Parallel()
	in := newServer(t)
	s := in.onSocket()
	app := in.must(http.StatusCreated, "POST", "/applications", `{"displayName":"reader"}`)
	appID, _ := app.get("appId").(string)
	sp := in.must(http.StatusCreated, "POST", "/servicePrincipals", `{"appId":"`+appID+`"}`).id()
	grant := func(role string) string {
		t.Helper()
		in.must(http.StatusCreated, "POST", "/servicePrincipals/"+sp+"/appRoleAssignments", `{"id":"`+role+`","principalId":"`+sp+`","resourceId":"`+aadGraphID+`"}`)
		token, err := in.embedded.IssueTokenFor(t.Context(), aadResource, "", appID)
		if err != nil {
			t.Fatal(err)
		}
		return "Authorization: Bearer " + token
	}
	anna := "/users/" + in.user("anna")
	reader := grant("5778995a-e1bf-45b8-affa-663a9f3f4d04")
	s.run([]step{
		{"GET", anna, "", []string{reader}, 200, []string{`"displayName":"anna"`}},
		{"GET", "/groups", "", []string{reader}, 200, nil},
		{"PATCH", anna, `{"city":"Rom"}`, []string{reader}, 403, []string{"Authorization_RequestDenied"}},
		{"POST", "/groups", `{"displayName":"g","mailNickname":"g","mailEnabled":false,"securityEnabled":true}`, []string{reader}, 403, nil},
		{"DELETE", "/applications/" + app.id(), "", []string{reader}, 403, nil},
		{"GET", s.base + "/me?api-version=1.6", "", []string{reader}, 400, []string{"Request_BadRequest"}},
	})
	writer := grant("78c8a3c8-a07e-4b9e-af1b-b5ccab50a175")
	s.run([]step{
		{"PATCH", anna, `{"city":"Rom"}`, []string{writer}, 204, nil},
		{"POST", "/groups", `{"displayName":"g","mailNickname":"g","mailEnabled":false,"securityEnabled":true}`, []string{writer}, 201, nil},
	})
}
