package permission_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/permission"
)

const (
	userAdministrator = "fe930be7-5e62-47db-91af-98c3a49a38b1"
	helpdesk          = "729827e3-9c14-49f7-bb1b-9608f156bbb8"
	licenseAdmin      = "4d6ac14f-3453-41d0-bef9-a3e0c569773a"
	appAdministrator  = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
	privilegedRole    = "e8611ab8-c189-46e8-94e1-60213ab1f814"
	securityReader    = "5d6b6bb7-de71-4623-b4af-96380a352509"
)

func app(roles ...string) permission.Token { return permission.Token{Roles: roles} }

func user(scopes string, roles ...string) permission.Token {
	return permission.Token{User: true, Scopes: strings.Fields(scopes), DirectoryRoles: roles}
}

func TestAllows(t *testing.T) {
	t.Parallel()
	const all = "Directory.AccessAsUser.All"
	for _, c := range []struct {
		method, template string
		token            permission.Token
		want             permission.Verdict
	}{
		{"GET", "/users", app("User.ReadBasic.All"), permission.Allowed},
		{"GET", "/users", app("User.ReadWrite.All"), permission.Allowed},
		{"GET", "/users", app("Directory.ReadWrite.All"), permission.Allowed},
		{"GET", "/users", app("Group.ReadWrite.All"), permission.Denied},
		{"GET", "/users", app(), permission.Denied},
		{"POST", "/users", app("User.Read.All"), permission.Denied},
		{"POST", "/users", app("Directory.ReadWrite.All"), permission.Allowed},
		{"DELETE", "/users/{id}", app("Directory.ReadWrite.All"), permission.Denied},
		{"PATCH", "/users/{id}/passwordProfile", app("User.ReadWrite.All"), permission.Denied},
		{"PATCH", "/users/{id}/passwordProfile", permission.Token{DirectoryRoles: []string{userAdministrator}}, permission.Allowed},
		{"POST", "/groups/{id}/members/$ref", app("GroupMember.ReadWrite.All"), permission.Allowed},
		{"POST", "/groups/{id}/owners/$ref", app("GroupMember.ReadWrite.All"), permission.Denied},
		{"GET", "/groups/{id}/members/{id}", app("GroupMember.Read.All"), permission.Allowed},

		{"GET", "/applications", app("Application.ReadWrite.OwnedBy"), permission.Allowed},
		{"POST", "/applications", app("Application.ReadWrite.OwnedBy"), permission.Owned},
		{"PATCH", "/applications/{id}", app("Application.ReadWrite.OwnedBy"), permission.Owned},
		{"PATCH", "/applications/{id}", app("Application.ReadWrite.OwnedBy", "Application.ReadWrite.All"), permission.Allowed},
		{"PATCH", "/applications/{id}", app("Application.Read.All"), permission.Denied},
		{"POST", "/applications/{id}/owners/$ref", app("Application.ReadWrite.All"), permission.Denied},
		{"POST", "/applications/{id}/owners/$ref", app("Application.ReadWrite.All", "Directory.Read.All"), permission.Allowed},
		{"POST", "/applications/{id}/owners/$ref", app("Directory.Read.All"), permission.Denied},
		{"POST", "/servicePrincipals/{id}/appRoleAssignedTo", app("Application.ReadWrite.All"), permission.Denied},
		{"POST", "/directoryRoles", app("Directory.ReadWrite.All"), permission.Denied},
		{"GET", "/me", app("User.Read.All"), permission.Denied},

		{"GET", "/me", user("User.Read"), permission.Allowed},
		{"GET", "/users", user("User.Read"), permission.Denied},
		{"GET", "/users", user("User.ReadBasic.All"), permission.Allowed},
		{"PATCH", "/me", user("User.Read"), permission.Denied},
		{"PATCH", "/me", user("User.ReadWrite"), permission.Allowed},
		{"POST", "/users", user("User.ReadWrite.All"), permission.Denied},
		{"POST", "/users", user("User.ReadWrite.All", userAdministrator), permission.Allowed},
		{"POST", "/users", user("User.Read.All", permission.GlobalAdministrator), permission.Denied},
		{"POST", "/users", user(all, permission.GlobalAdministrator), permission.Allowed},
		{"POST", "/users", user(all, helpdesk), permission.Denied},
		{"PATCH", "/users/{id}/passwordProfile", user(all, helpdesk), permission.Allowed},
		{"PATCH", "/users/{id}/passwordProfile", user("User.ReadWrite.All", helpdesk), permission.Denied},
		{"POST", "/users/{id}/assignLicense", user(all, licenseAdmin), permission.Allowed},
		{"POST", "/users/{id}/assignLicense", user(all), permission.Denied},
		{"POST", "/groups", user("Group.ReadWrite.All"), permission.Allowed},
		{"PATCH", "/groups/{id}", user("Group.ReadWrite.All"), permission.Owned},
		{"POST", "/applications", user("Application.ReadWrite.All"), permission.Allowed},
		{"POST", "/applications/{id}/addPassword", user("Application.ReadWrite.All"), permission.Owned},
		{"POST", "/applications/{id}/addPassword", user("Application.ReadWrite.All", appAdministrator), permission.Allowed},
		{"POST", "/oauth2PermissionGrants", user(all), permission.Denied},
		{"POST", "/directoryRoles/{id}/members/$ref", user(all, privilegedRole), permission.Allowed},
		{"POST", "/directoryRoles/{id}/members/$ref", user(all, appAdministrator), permission.Denied},
		{"GET", "/auditLogs/signIns", user("AuditLog.Read.All"), permission.Denied},
		{"GET", "/auditLogs/signIns", user("AuditLog.Read.All", securityReader), permission.Allowed},
		{"GET", "/auditLogs/signIns", user(all, securityReader), permission.Denied},
	} {
		rule, ok := permission.Required(c.method, c.template)
		if !ok {
			t.Errorf("%s %s: no rule", c.method, c.template)
			continue
		}
		if got := rule.Allows(c.token); got.Verdict != c.want {
			t.Errorf("%s %s with %+v: verdict %d (%s), want %d", c.method, c.template, c.token, got.Verdict, got.Reason, c.want)
		}
	}
}

// A denial says which permissions would do, the least first.
func TestNeeds(t *testing.T) {
	t.Parallel()
	rule, _ := permission.Required("POST", "/users/{id}/assignLicense")
	if got := rule.Allows(app("User.Read.All")).Needs; len(got) == 0 || got[0] != "LicenseAssignment.ReadWrite.All" {
		t.Errorf("needs %v, want the least permission first", got)
	}
	if got := rule.Allows(user("User.ReadWrite.All")); got.Needs != nil || got.Verdict != permission.Denied {
		t.Errorf("%+v: permissions are not what this user lacks", got)
	}
}

// No template and method stands twice in the table, and none is out of shape.
func TestTable(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, r := range permission.Rules() {
		line := r.Method + " " + r.Template
		if seen[line] {
			t.Errorf("%s stands twice in the table", line)
		}
		seen[line] = true
		if !strings.HasPrefix(r.Template, "/") || strings.HasSuffix(r.Template, "/") || len(r.Application)+len(r.Delegated) == 0 {
			t.Errorf("%s: out of shape", line)
		}
		if slices.ContainsFunc(r.Delegated, func(p string) bool { return strings.Contains(p, "OwnedBy") }) {
			t.Errorf("%s: users have no OwnedBy", line)
		}
	}
	if _, ok := permission.Required("GET", "/nothing"); ok {
		t.Error("a rule for what is not there")
	}
	if _, ok := permission.Required("DELETE", "/users"); ok {
		t.Error("a rule for a method that is not served")
	}
}
