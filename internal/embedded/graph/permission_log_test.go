package graph_test

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

// listening is an answer's writer that is told why a caller is refused.
type listening struct {
	*httptest.ResponseRecorder
	reasons []string
}

func (l *listening) Refused(reason string) { l.reasons = append(l.reasons, reason) }

// The log is told why, by itself or in a batch; the client is not.
func TestRefusalsAreLogged(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	_, caller := g.app("User.Read.All")
	for _, c := range []struct{ method, path, body, reason string }{
		{"GET", "/v1.0/groups", "", "no application permission for it: GET /groups needs Group.ReadBasic.All"},
		{"POST", "/v1.0/users/" + seed.AdministratorID + "/changePassword", "{}", "no rule for POST /users/{id}/changePassword"},
		{"POST", "/v1.0/$batch", `{"requests":[{"id":"1","method":"GET","url":"/domains"}]}`, "no application permission for it: GET /domains needs Domain.Read.All"},
		{"GET", "/v1.0/users", "", ""},
	} {
		r := httptest.NewRequestWithContext(core.WithCaller(t.Context(), caller), c.method, c.path, strings.NewReader(c.body))
		r.Header.Set("Content-Type", "application/json")
		w := &listening{ResponseRecorder: httptest.NewRecorder()}
		g.handler.ServeHTTP(w, r)
		if got := strings.Join(w.reasons, "|"); !strings.HasPrefix(got, c.reason) || c.reason == "" && got != "" {
			t.Errorf("%s %s: reason %q, want %q", c.method, c.path, got, c.reason)
		}
		if c.reason != "" && strings.Contains(w.Body.String(), "needs") {
			t.Errorf("%s %s: the client is told: %s", c.method, c.path, w.Body)
		}
	}
}

// Whatever a caller with few permissions asks for, the directory decides.
func TestOddRequestsAreDecided(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	lee, team := g.user("lee"), g.group("team")
	g.must(204, "POST", "/groups/"+team+"/members/$ref", reference(lee))
	reader, _ := g.app("GroupMember.Read.All")
	person := g.signedIn(lee, "User.Read")
	for _, path := range []string{
		"", "/$batch", "/me", "/me/manager/$ref", "/users/" + lee, "/users('" + lee + "')/memberOf/" + team + "/members/" + lee + "/memberOf",
		"/directoryObjects/" + lee, "/directoryObjects/" + lee + "/memberOf", "/directoryObjects/none/manager/$ref", "/groups/" + team + "/members/$ref",
		"/groups/" + team + "/members/microsoft.graph.user/$count", "/groups/" + team + "/members/none", "/directory/deletedItems",
		"/directory/deletedItems/microsoft.graph.user", "/directory/deletedItems/" + lee, "/directory/deletedItems/microsoft.graph.user/none/restore",
		"/users/" + lee + "/photo/$value", "/users/" + lee + "/displayName/$value", "/servicePrincipals(appId='none')/owners", "/subscribedSkus/none/servicePlans",
	} {
		for _, method := range []string{"GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"} {
			for _, s := range []*server{reader, person} {
				if r := s.do(method, path, "{}", unrecorded+": 1"); r.status >= 500 || r.status == 0 {
					t.Errorf("%s %s: status %d: %s", method, path, r.status, r.body)
				}
			}
		}
	}
}
