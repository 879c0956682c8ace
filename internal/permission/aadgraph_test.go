package permission_test

import (
	"slices"
	"testing"

	"github.com/tenantctl/tenantctl/internal/permission"
)

// What a permission of Azure AD Graph is on Microsoft Graph is itself, and
// never more than its documents say.
func TestFromAADGraph(t *testing.T) {
	t.Parallel()
	for held, want := range map[string][]string{
		"Directory.Read.All":            {"Directory.Read.All", "Domain.Read.All"},
		"Directory.ReadWrite.All":       {"Directory.ReadWrite.All", "Domain.Read.All"},
		"Application.ReadWrite.OwnedBy": {"Application.ReadWrite.OwnedBy"},
		"User.Read":                     {"User.Read"},
		"user_impersonation":            {"user_impersonation", "Directory.AccessAsUser.All"},
	} {
		if got := permission.FromAADGraph([]string{held}); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", held, got, want)
		}
	}
	for _, c := range []struct {
		method, template string
		held             string
		want             permission.Verdict
	}{
		{"GET", "/domains/{id}/verificationDnsRecords", "Directory.Read.All", permission.Allowed},
		{"POST", "/domains/{id}/verify", "Directory.ReadWrite.All", permission.Denied},
		{"POST", "/applications", "Directory.ReadWrite.All", permission.Denied},
		{"POST", "/applications/{id}/addKey", "Directory.ReadWrite.All", permission.Allowed},
		{"DELETE", "/users/{id}", "Directory.ReadWrite.All", permission.Denied},
		{"POST", "/servicePrincipals/{id}/appRoleAssignments", "Application.ReadWrite.All", permission.Denied},
	} {
		rule, ok := permission.Required(c.method, c.template)
		if !ok {
			t.Fatalf("%s %s: no rule", c.method, c.template)
		}
		if got := rule.Allows(app(permission.FromAADGraph([]string{c.held})...)); got.Verdict != c.want {
			t.Errorf("%s %s with %s: verdict %d, want %d", c.method, c.template, c.held, got.Verdict, c.want)
		}
	}
}
