package aadgraph_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/testkit"
)

// signedIn is the server as the bearer of a token for Azure AD Graph reaches
// it, by the handler of sockets.
func (s *server) signedIn(user, appID string) *server {
	s.t.Helper()
	token, err := s.embedded.IssueTokenFor(s.t.Context(), "https://graph.windows.net", user, appID)
	if err != nil {
		s.t.Fatal(err)
	}
	other := *s
	other.client = &http.Client{Transport: bearer{s.embedded.Public(nil), token}}
	return &other
}

type bearer struct {
	handler http.Handler
	token   string
}

// RoundTrip implements http.RoundTripper.
func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	in := r.Clone(r.Context())
	in.Header.Set("Authorization", "Bearer "+b.token)
	w := httptest.NewRecorder()
	b.handler.ServeHTTP(w, in)
	return w.Result(), nil
}

// client makes an application with application permissions of Azure AD Graph,
// and gives its object id, its appId and the server as it reaches it.
func (s *server) clientWith(roles ...string) (id, appID string, reached *server) {
	s.t.Helper()
	id, appID = s.application("Client of " + strings.Join(roles, " "))
	principal := s.must(201, "POST", "/servicePrincipals", `{"appId":"`+appID+`","accountEnabled":true}`).id()
	offered, _ := s.must(200, "GET", graphAt+"/servicePrincipals/"+aadGraphID+"?$select=appRoles", "").get("appRoles").([]any)
	for _, o := range offered {
		role, _ := o.(map[string]any)
		for _, name := range roles {
			if id, _ := role["id"].(string); role["value"] == name {
				s.must(201, "POST", graphAt+"/servicePrincipals/"+principal+"/appRoleAssignments",
					`{"principalId":"`+principal+`","resourceId":"`+aadGraphID+`","appRoleId":"`+id+`"}`)
			}
		}
	}
	return id, appID, s.signedIn("", appID)
}

// TestPermissionsOfFunctions has each function called by applications that
// may, with the least permission of Azure AD Graph that is enough, and by one
// that has none; the tokens are real.
func TestPermissionsOfFunctions(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, g := s.user("lee", `"usageLocation":"US"`), s.group("g")
	id, appID := s.application("Payroll")
	gone, _ := s.application("Gone")
	s.must(204, "DELETE", "/applications/"+gone, "")
	s.must(201, "POST", "/domains", `{"name":"contoso.com"}`)
	_, _, nobody := s.clientWith()
	for _, c := range []struct {
		method, target, body, least, less string
		status                            int
	}{
		{"GET", "/applications/" + id, "", "Application.Read.All", "", 200},
		{"GET", "/applicationsByAppId/" + appID, "", "Directory.Read.All", "", 200},
		{"GET", "/servicePrincipalsByAppId/" + aadGraphApp + "/objectId", "", "Application.Read.All", "", 200},
		{"POST", "/users/" + lee + "/checkMemberGroups", `{"groupIds":["` + g + `"]}`, "Directory.Read.All", "", 200},
		{"POST", "/users/" + lee + "/getMemberGroups", `{"securityEnabledOnly":false}`, "Directory.Read.All", "Device.ReadWrite.All", 200},
		{"POST", "/groups/" + g + "/getMemberObjects", `{"securityEnabledOnly":false}`, "Directory.Read.All", "", 200},
		{"POST", "/isMemberOf", `{"groupId":"` + g + `","memberId":"` + lee + `"}`, "Directory.Read.All", "", 200},
		{"POST", "/getObjectsByObjectIds", `{"objectIds":["` + lee + `"]}`, "Directory.Read.All", "Application.ReadWrite.All", 200},
		{"POST", "/getAvailableExtensionProperties", `{}`, "Directory.Read.All", "", 200},
		{"GET", "/domains('contoso.com')/verificationDnsRecords", "", "Directory.Read.All", "", 200},
		{"POST", "/domains('contoso.com')/verify", "", "Domain.ReadWrite.All", "Directory.ReadWrite.All", 200},
		{"POST", "/users/" + lee + "/assignLicense", `{"addLicenses":[],"removeLicenses":[]}`, "Directory.ReadWrite.All", "Directory.Read.All", 200},
		{"POST", "/deletedApplications/" + gone + "/restore", "", "Application.ReadWrite.All", "Directory.ReadWrite.All", 200},
	} {
		refusing := []*server{nobody}
		if c.less != "" {
			_, _, less := s.clientWith(c.less)
			refusing = append(refusing, less)
		}
		for _, other := range refusing {
			other.run([]step{{c.method, c.target, c.body, nil, 403, []string{`"code":"Authorization_RequestDenied"`}}})
		}
		_, _, permitted := s.clientWith(c.least)
		permitted.run([]step{{c.method, c.target, c.body, nil, c.status, nil}})
	}
}

// An application rolls its own key on proof and needs no permission for it;
// for another one's it needs one beside the proof.
func TestPermissionsOfKeys(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	old, next := testkit.NewSigner(t, "old", month), testkit.NewSigner(t, "next", month)
	id, appID, self := s.clientWith()
	s.must(204, "PATCH", "/applications/"+id, `{"keyCredentials":[`+key(old)+`]}`)
	_, _, nobody := s.clientWith()
	_, _, owner := s.clientWith("Application.ReadWrite.OwnedBy")
	_, _, writer := s.clientWith("Directory.ReadWrite.All")
	for _, at := range []string{"/applications/" + id, "/applicationsByAppId/" + appID, "/application/" + id} {
		body := adding(next, old.Proof(appID, nil))
		for _, other := range []*server{nobody, owner} {
			other.run([]step{{"POST", at + "/addKey", body, nil, 403, []string{`"code":"Authorization_RequestDenied"`}}})
		}
		for _, may := range []*server{self, writer} {
			may.run([]step{
				{"POST", at + "/addKey", adding(next, "nonsense"), nil, 401, nil},
				{"POST", at + "/addKey", body, nil, 200, nil},
			})
		}
	}
}

// A user reads itself with User.Read and what it may by Directory.AccessAsUser.All;
// restoring and keys of applications are not a member's.
func TestPermissionsOfUsers(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, other := s.user("lee"), s.user("other")
	id, _ := s.application("Payroll")
	me := s.signedIn("lee@"+domain, "")
	me.run([]step{
		{"GET", host + "/me?api-version=1.6", "", nil, 200, []string{lee}},
		{"POST", "/users/" + other + "/getMemberGroups", `{"securityEnabledOnly":true}`, nil, 200, nil},
		{"POST", "/me/changePassword", `{"currentPassword":"` + longPassword + `","newPassword":"` + longPassword + `-2"}`, nil, 204, nil},
		{"POST", "/users/" + other + "/changePassword", `{"currentPassword":"` + longPassword + `","newPassword":"` + longPassword + `-2"}`, nil, 403, nil},
		{"POST", "/users/" + lee + "/assignLicense", `{"addLicenses":[],"removeLicenses":[]}`, nil, 403, nil},
		{"POST", "/applications/" + id + "/removeKey", `{"keyId":"` + unknownID + `","proof":"x"}`, nil, 403, nil},
		{"POST", "/domains('" + domain + "')/verify", "", nil, 403, nil},
	})
	s.must(204, "DELETE", "/applications/"+id, "")
	me.run([]step{{"POST", "/deletedApplications/" + id + "/restore", "", nil, 403, nil}})
	s.signedIn("admin@"+domain, "").run([]step{{"POST", "/deletedApplications/" + id + "/restore", "", nil, 200, nil}})
}

// An application administrator gives nobody the permissions of Azure AD Graph
// or Microsoft Graph by this road either, and does not change what they are.
func TestApplicationAdministrator(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	admin := s.user("appadmin")
	role := s.must(201, "POST", "/directoryRoles", `{"roleTemplateId":"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"}`).id()
	s.must(204, "POST", "/directoryRoles/"+role+"/$links/members", link(admin))
	_, appID := s.application("Payroll")
	principal := s.must(201, "POST", "/servicePrincipals", `{"appId":"`+appID+`","accountEnabled":true}`).id()
	const microsoftGraphID = "7d3e5f90-46b2-4c18-b0a7-2f9c8e1d6a54"
	assign := func(resource, role string) string {
		return `{"id":"` + role + `","principalId":"` + principal + `","principalType":"ServicePrincipal","resourceId":"` + resource + `"}`
	}
	by := s.signedIn("appadmin@"+domain, "")
	at := "/servicePrincipals/" + principal + "/appRoleAssignments"
	by.run([]step{
		{"POST", at, assign(aadGraphID, "78c8a3c8-a07e-4b9e-af1b-b5ccab50a175"), nil, 403, []string{"Authorization_RequestDenied"}},
		{"POST", at, assign(microsoftGraphID, "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8"), nil, 403, nil},
		{"PATCH", "/servicePrincipals/" + aadGraphID, `{"appRoles":[]}`, nil, 403, nil},
		{"PATCH", "/servicePrincipals/" + aadGraphID, `{"servicePrincipalNames":["` + aadGraphApp + `"]}`, nil, 403, nil},
		{"POST", at, assign(principal, "00000000-0000-0000-0000-000000000000"), nil, 201, nil},
		{"PATCH", "/servicePrincipals/" + principal, `{"tags":["x"]}`, nil, 204, nil},
	})
	s.signedIn("admin@"+domain, "").run([]step{{"POST", at, assign(aadGraphID, "78c8a3c8-a07e-4b9e-af1b-b5ccab50a175"), nil, 201, nil}})
}
