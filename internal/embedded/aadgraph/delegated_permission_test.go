package aadgraph_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// delegated is the server as a user reaches it by way of an application to
// which one delegated permission of Azure AD Graph was granted; the user has
// signed in to it.
func (s *server) delegated(user, scope string) *server {
	s.t.Helper()
	_, appID := s.application("App for "+scope, `"publicClient":true`)
	client := s.must(201, "POST", "/servicePrincipals", `{"appId":"`+appID+`","accountEnabled":true}`).id()
	s.must(201, "POST", "/oauth2PermissionGrants", `{"clientId":"`+client+`","resourceId":"`+aadGraphID+`","consentType":"AllPrincipals",
		"scope":"`+scope+`","startTime":"2020-01-01T00:00:00","expiryTime":"2099-01-01T00:00:00"}`)
	form := url.Values{"grant_type": {"password"}, "client_id": {appID}, "username": {user}, "password": {longPassword}, "resource": {aadResource}}
	r := httptest.NewRequest(http.MethodPost, host+"/"+domain+"/oauth2/token", strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	handler := s.embedded.Public(nil)
	handler.ServeHTTP(w, r)
	var answer struct {
		Token string `json:"access_token"`
	}
	if json.Unmarshal(w.Body.Bytes(), &answer) != nil || answer.Token == "" {
		s.t.Fatalf("%s: no token: %d %s", scope, w.Code, w.Body)
	}
	other := *s
	other.client = &http.Client{Transport: bearer{handler, answer.Token}}
	return &other
}

// TestDelegatedPermissions: a user may do by way of an application what the
// application was permitted and the user may, not one of both.
func TestDelegatedPermissions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, boss, g := s.user("lee"), s.user("boss"), s.group("g")
	s.must(204, "PUT", "/users/"+lee+"/$links/manager", link(boss))
	me := host + "/me?api-version=1.6"
	read := s.delegated("lee@"+domain, "User.Read")
	read.run([]step{
		{"GET", me, "", nil, 200, []string{lee}},
		{"PATCH", me, `{"mobile":"1"}`, nil, 403, []string{"Authorization_RequestDenied"}},
		{"GET", "/me/manager", "", nil, 403, nil},
		{"GET", "/users/" + boss, "", nil, 403, nil},
		{"GET", "/users", "", nil, 403, nil},
		{"GET", "/users?deltaLink=", "", nil, 403, nil},
		{"GET", "/groups", "", nil, 403, nil},
		{"POST", "/isMemberOf", `{"groupId":"` + g + `","memberId":"` + boss + `"}`, nil, 403, nil},
		{"POST", "/getObjectsByObjectIds", `{"objectIds":["` + boss + `"]}`, nil, 403, nil},
		{"POST", "/me/changePassword", `{"currentPassword":"` + longPassword + `","newPassword":"x` + longPassword + `"}`, nil, 403, nil},
	})
	reader := s.delegated("lee@"+domain, "Directory.Read.All")
	reader.run([]step{
		{"GET", "/users/" + boss, "", nil, 200, nil},
		{"GET", "/me/manager", "", nil, 200, []string{boss}},
		{"GET", "/groups", "", nil, 200, []string{g}},
		{"PATCH", me, `{"mobile":"1"}`, nil, 403, nil},
		{"POST", "/groups/" + g + "/$links/members", link(lee), nil, 403, nil},
	})
	writer := s.delegated("lee@"+domain, "Directory.ReadWrite.All")
	writer.run([]step{
		{"PATCH", "/users/" + boss, `{"mobile":"1"}`, nil, 403, nil},
		{"POST", "/groups/" + g + "/$links/members", link(lee), nil, 403, nil},
	})
}
