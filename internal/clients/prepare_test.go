package clients

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// graphAppID is the appId of Microsoft Graph.
const graphAppID = "00000003-0000-0000-c000-000000000000"

// signIn is what a client signs in with.
type signIn struct {
	tenant, domain string
	clientID       string // of the application "Clients"
	principal      string // object id of its service principal
	secret         string
	user, password string // the seeded administrator
}

// permissions are the app roles of Microsoft Graph that the clients' commands
// need.
func permissions() []string {
	return []string{
		"AdministrativeUnit.ReadWrite.All", "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All",
		"AuditLog.Read.All", "DelegatedPermissionGrant.ReadWrite.All", "Directory.ReadWrite.All",
		"Domain.ReadWrite.All", "Group.ReadWrite.All", "GroupMember.ReadWrite.All", "Organization.ReadWrite.All",
		"Policy.Read.All", "Policy.ReadWrite.ApplicationConfiguration", "Policy.ReadWrite.ConditionalAccess",
		"RoleManagement.ReadWrite.Directory", "LicenseAssignment.ReadWrite.All", "User.DeleteRestore.All", "User.EnableDisableAccount.All", "User.Invite.All",
		"User.ManageIdentities.All", "User-PasswordProfile.ReadWrite.All", "User.ReadWrite.All", "User.RevokeSessions.All",
	}
}

// scopes are the delegated permissions that every user has granted to the
// application, space-separated.
func scopes() string {
	return "Application.ReadWrite.All AppRoleAssignment.ReadWrite.All Directory.AccessAsUser.All " +
		"Directory.ReadWrite.All Group.ReadWrite.All Organization.Read.All RoleManagement.ReadWrite.Directory User.ReadWrite.All"
}

// prepare makes, in process, what a client signs in with: an application with
// certificate, secret and permissions, and a password for the administrator.
func (s *server) prepare(t *testing.T) {
	t.Helper()
	var app, secret struct{ AppID, SecretText string }
	s.read(t, &app, "app", "create", "Clients", "--public-client", "--cert", s.certs.client)
	s.read(t, &secret, "app", "addpassword", "Clients", "--display-name", "clients")
	var principal struct{ ID string }
	s.read(t, &principal, "sp", "create", "--app-id", app.AppID)
	s.signIn = signIn{
		clientID: app.AppID, principal: principal.ID, secret: secret.SecretText,
		user: "admin@contoso.onmicrosoft.com", domain: "contoso.onmicrosoft.com", password: "Pa55w.rd-of-the-administrator",
	}
	var organization struct{ Value []struct{ ID string } }
	s.read(t, &organization, "api", "GET", "/organization?$select=id")
	s.signIn.tenant = organization.Value[0].ID
	s.tenantctl(t, s.signIn.password, "user", "reset-password", s.signIn.user, "--password-stdin", "--no-password-change", "--yes")
	s.grant(t)
}

// grant gives the application its permissions, as an administrator consents.
func (s *server) grant(t *testing.T) {
	t.Helper()
	s.tenantctl(t, "", "sp", "role-assignment", "add", "Clients", "--role", strings.Join(permissions(), ","))
	var graph struct{ ID string }
	s.read(t, &graph, "sp", "get", "--app-id", graphAppID)
	body := fmt.Sprintf(`{"clientId":%q,"consentType":"AllPrincipals","resourceId":%q,"scope":%q}`,
		s.signIn.principal, graph.ID, scopes())
	s.tenantctl(t, body, "api", "POST", "/oauth2PermissionGrants", "-f", "-")
}

// read runs a command and parses what it prints as JSON.
func (s *server) read(t *testing.T, into any, args ...string) {
	t.Helper()
	out := s.tenantctl(t, "", append(args, "-o", "json")...)
	if err := json.Unmarshal([]byte(out), into); err != nil {
		t.Fatalf("tenantctl %s: %v\n%s", strings.Join(args, " "), err, out)
	}
}
