package permission_test

import (
	"testing"

	"github.com/tenantctl/tenantctl/internal/permission"
)

func TestMatch(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ method, target, template string }{
		{"GET", "https://graph.microsoft.com/v1.0/users", "/users"},
		{"GET", "/users/$count", "/users"},
		{"GET", "https://127.0.0.1:8443/beta/users/delta", "/users/delta"},
		{"PATCH", "/v1.0/users/lee@contoso.com", "/users/{id}"},
		{"POST", "/Groups/1/members/$ref", "/groups/{id}/members/$ref"},
		{"DELETE", "/groups('1')/members/2/$ref", "/groups/{id}/members/{id}/$ref"},
		{"GET", "/groups/1/members/2", "/groups/{id}/members"},
		{"PATCH", "https://host/under/v1.0/applications(appId='1')", "/applications/{id}"},
		{"GET", "/nothing/at/all", ""},
		{"PUT", "/users", ""},
		{"GET", "::", ""},
	} {
		rule, ok := permission.Match(c.method, c.target)
		if rule.Template != c.template || ok != (c.template != "") {
			t.Errorf("%s %s is %q, want %q", c.method, c.target, rule.Template, c.template)
		}
	}
}
