package graph_test

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

const (
	globalAdministrator      = "62e90394-69f5-4237-9190-012177145e10"
	applicationAdministrator = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3"
	graphAppID               = "00000003-0000-0000-c000-000000000000"
)

// Through the principal of a role assignment, a path without a key, nobody
// comes to what it does not own.
func TestPrincipalIsNoWayToOwnership(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	mallory := g.user("mallory")
	_, powerful := g.app("")
	group := g.must(201, "POST", "/groups", `{"displayName":"Admins","mailNickname":"admins","mailEnabled":false,
		"securityEnabled":true,"isAssignableToRole":true}`).id()
	assign := func(principal string) string {
		return "/roleManagement/directory/roleAssignments/" + g.must(201, "POST", "/roleManagement/directory/roleAssignments",
			`{"principalId":"`+principal+`","roleDefinitionId":"`+globalAdministrator+`","directoryScopeId":"/"}`).id() + "/principal"
	}
	application, team := assign(powerful.ID), assign(group)
	user := g.as(core.Caller{ID: mallory, User: true, AppID: graphAppID, Scopes: []string{"Directory.AccessAsUser.All"}})
	owner, _ := g.app("Application.ReadWrite.OwnedBy RoleManagement.Read.Directory")
	for _, caller := range []*server{user, owner} {
		caller.run([]step{
			{"GET", application, "", nil, 200, []string{powerful.ID}},
			refused("POST", application+"/microsoft.graph.servicePrincipal/addPassword", `{}`),
			refused("POST", application+"/microsoft.graph.servicePrincipal/owners/$ref", reference(mallory)),
		})
	}
	user.run([]step{
		refused("POST", team+"/microsoft.graph.group/members/$ref", reference(mallory)),
		refused("POST", team+"/members/$ref", reference(mallory)),
		refused("POST", "/groups/"+group+"/members/$ref", reference(mallory)),
	})
	writer, _ := g.app("Group.ReadWrite.All RoleManagement.Read.Directory Directory.Read.All")
	writer.run([]step{refused("POST", team+"/microsoft.graph.group/owners/$ref", reference(mallory))})
}

// Who may see the members of a group, and not users, learns nothing of them by
// saying what type they are, nor property by property.
func TestCastShowsNoMore(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	lee, team := g.user("lee", `"mobilePhone":"+1 555 0100"`), g.group("team")
	g.must(204, "POST", "/groups/"+team+"/members/$ref", reference(lee))
	policy := g.must(201, "POST", "/policies/tokenLifetimePolicies", `{"displayName":"Secret plan","definition":["{\"TokenLifetimePolicy\":{\"Version\":1}}"]}`).id()
	members, _ := g.app("GroupMember.Read.All")
	of := "/groups/" + team + "/members"
	members.run([]step{
		{"GET", of + "/microsoft.graph.user", "", nil, 200, []string{lee, "!lee@"}},
		{"GET", of + "/microsoft.graph.user?$select=id,mobilePhone", "", advanced(), 200, []string{lee, "!555 0100"}},
		{"GET", of + "/" + lee + "/microsoft.graph.user", "", nil, 200, []string{lee, "!lee@"}},
		{"GET", of + "/" + lee + "/microsoft.graph.user/mobilePhone", "", nil, 204, nil},
		{"GET", of + "/" + lee + "/microsoft.graph.user/mobilePhone/$value", "", nil, 204, nil},
	})
	reader, _ := g.app("Directory.Read.All")
	reader.run([]step{
		{"GET", of + "/microsoft.graph.user", "", nil, 200, []string{lee, "lee@"}},
		{"GET", of + "/" + lee + "/microsoft.graph.user/mobilePhone", "", nil, 200, []string{"555"}},
		{"GET", "/directoryObjects/" + lee + "/microsoft.graph.user", "", nil, 200, []string{"lee@"}},
		{"GET", "/directoryObjects/" + policy + "/microsoft.graph.tokenLifetimePolicy", "", nil, 200, []string{policy, "!Secret plan"}},
		{"GET", "/directoryObjects/microsoft.graph.tokenLifetimePolicy", "", nil, 200, []string{policy, "!Secret plan"}},
		{"GET", "/directoryObjects/" + policy + "/microsoft.graph.tokenLifetimePolicy/displayName", "", nil, 204, nil},
	})
}

// A role that may read policies reads them there too.
func TestCastShowsWhatRolesAllow(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	policy := "/directoryObjects/" + g.must(201, "POST", "/policies/tokenLifetimePolicies",
		`{"displayName":"Secret plan","definition":["{\"TokenLifetimePolicy\":{\"Version\":1}}"]}`).id() + "/microsoft.graph.tokenLifetimePolicy"
	const scopes = "Directory.Read.All Policy.Read.All"
	g.signedIn(g.user("reader"), scopes, "f2ef992c-3afb-46b9-b7cf-a126ee74c451").run([]step{{"GET", policy, "", nil, 200, []string{"Secret plan"}}})
	g.signedIn(g.user("member"), scopes).run([]step{{"GET", policy, "", nil, 200, []string{"!Secret plan"}}})
}

// An administrative unit is no way to make users, or groups for roles.
func TestUnitsMakeGroupsOnly(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	unit := "/directory/administrativeUnits/" + g.must(201, "POST", "/directory/administrativeUnits", `{"displayName":"North"}`).id() + "/members"
	const group = `{"@odata.type":"#microsoft.graph.group","displayName":"N","mailNickname":"n","mailEnabled":false,"securityEnabled":true`
	units, _ := g.app("AdministrativeUnit.ReadWrite.All Group.Create")
	units.run([]step{
		{"POST", unit, `{"@odata.type":"#microsoft.graph.user","accountEnabled":true,"displayName":"Eve","mailNickname":"eve",
			"userPrincipalName":"eve@contoso.onmicrosoft.com","passwordProfile":{"password":"` + longPassword + `"}}`, nil, 400, nil},
		refused("POST", unit, group+`,"isAssignableToRole":true}`),
		{"POST", unit, group + `}`, nil, 201, nil},
	})
	g.must(404, "GET", "/users/eve@contoso.onmicrosoft.com", "")
}

// An application administrator consents to what applications offer, but not to
// the application permissions of Microsoft Graph or Azure AD Graph, with which
// it would make itself a global administrator; nor does it change what those
// are.
func TestApplicationAdministratorAndGraph(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	g.keptFromApplicationAdministrators(graphAppID, "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8", "df021288-bdef-4463-88db-98f22de89214")
	g.keptFromApplicationAdministrators("00000002-0000-0000-c000-000000000000", "78c8a3c8-a07e-4b9e-af1b-b5ccab50a175", "5778995a-e1bf-45b8-affa-663a9f3f4d04")
}

func (g *guarded) keptFromApplicationAdministrators(graphAppID, manage, read string) {
	g.t.Helper()
	_, client := g.app("")
	graph := g.must(200, "GET", "/servicePrincipals(appId='"+graphAppID+"')", "")
	grant := `{"principalId":"` + client.ID + `","resourceId":"` + strings.ToUpper(graph.id()) + `","appRoleId":"` + manage + `"}`
	admin := g.signedIn(g.user("appadmin"+manage), "Directory.AccessAsUser.All AppRoleAssignment.ReadWrite.All Application.ReadWrite.All", applicationAdministrator)
	admin.run([]step{
		refused("POST", "/servicePrincipals/"+client.ID+"/appRoleAssignments", grant),
		refused("POST", "/servicePrincipals/"+graph.id()+"/appRoleAssignedTo", grant),
		refused("POST", "/servicePrincipals(appId='"+graphAppID+"')/appRoleAssignedTo", grant),
		refused("POST", "/servicePrincipals/"+client.ID+"/appRoleAssignments", strings.Replace(grant, "resourceId", "RESOURCEID", 1)),
		refused("POST", "/servicePrincipals/"+client.ID+"/appRoleAssignments", strings.Replace(grant, `{`, `{"ResourceId":"`+client.ID+`",`, 1)),
		refused("PATCH", "/servicePrincipals/"+graph.id(), `{"appRoles":[]}`), refused("PATCH", "/servicePrincipals/"+graph.id(), `{"APPROLES":[]}`),
		{"PATCH", "/servicePrincipals/" + client.ID, `{"notes":"x"}`, nil, 204, nil},
		{"POST", "/oauth2PermissionGrants", `{"clientId":"` + client.ID + `","consentType":"AllPrincipals","resourceId":"` + graph.id() + `","scope":"User.Read"}`, nil, 201, nil},
		{"POST", "/servicePrincipals/" + client.ID + "/appRoleAssignments", `{"principalId":"` + client.ID + `","resourceId":"` + client.ID +
			`","appRoleId":"00000000-0000-0000-0000-000000000000"}`, nil, 201, nil},
	})
	global := g.signedIn(g.user("root"+manage), "Directory.AccessAsUser.All", globalAdministrator)
	global.run([]step{{"POST", "/servicePrincipals/" + client.ID + "/appRoleAssignments", grant, nil, 201, nil}})
	granting, _ := g.app("AppRoleAssignment.ReadWrite.All Application.Read.All")
	granting.run([]step{{"POST", "/servicePrincipals/" + client.ID + "/appRoleAssignments", strings.Replace(grant, manage, read, 1), nil, 201, nil}})
}

// Who makes a service principal owns it, and could sign in as its application:
// so the application must be its own.
func TestPrincipalOfAnothersApplication(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	appID, _ := g.must(201, "POST", "/applications", `{"displayName":"Payroll"}`).get("appId").(string)
	body := `{"appId":"` + appID + `"}`
	member := g.signedIn(g.user("mallory"), "Directory.AccessAsUser.All")
	owner, _ := g.app("Application.ReadWrite.OwnedBy")
	for _, caller := range []*server{member, owner} {
		caller.run([]step{
			refused("POST", "/servicePrincipals", body),
			refused("POST", "/servicePrincipals", strings.Replace(body, "appId", "AppID", 1)),
		})
		own, _ := caller.must(201, "POST", "/applications", `{"displayName":"Own"}`).get("appId").(string)
		caller.must(201, "POST", "/servicePrincipals", `{"appId":"`+own+`"}`)
	}
	writer, _ := g.app("Application.ReadWrite.All")
	writer.run([]step{{"POST", "/servicePrincipals", body, nil, 201, nil}})
}

// A group for roles takes no groups, whose own members would hold the roles,
// and helpdesks do not set the passwords of its members and owners.
func TestPeopleOfGroupsForRoles(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	member, owner, other := g.user("member"), g.user("owner"), g.user("other")
	group := g.must(201, "POST", "/groups", `{"displayName":"Admins","mailNickname":"admins","mailEnabled":false,
		"securityEnabled":true,"isAssignableToRole":true}`).id()
	g.must(204, "POST", "/groups/"+group+"/members/$ref", reference(member))
	g.must(204, "POST", "/groups/"+group+"/owners/$ref", reference(owner))
	g.must(400, "POST", "/groups/"+group+"/members/$ref", reference(g.group("inner")))
	password := `{"passwordProfile":{"password":"` + longPassword + `x"}}`
	helpdesk := g.signedIn(g.user("desk"), "Directory.AccessAsUser.All", "729827e3-9c14-49f7-bb1b-9608f156bbb8")
	helpdesk.run([]step{
		refused("PATCH", "/users/"+member, password), refused("PATCH", "/users/"+owner, password),
		{"PATCH", "/users/" + other, password, nil, 204, nil},
	})
}

// A member without a name is refused, not stumbled over.
func TestMemberWithoutName(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	app := "/applications/" + s.must(201, "POST", "/applications", `{"displayName":"Payroll"}`).id()
	s.run([]step{
		{"POST", app + "/addPassword", `{"passwordCredential":{"":1}}`, nil, 400, []string{"Invalid property"}},
		{"POST", app + "/addKey", `{"keyCredential":{"":1}}`, nil, 400, nil},
		{"PATCH", app, `{"":1,"api":{"":1}}`, nil, 400, nil},
		{"POST", "/groups", `{"":{}}`, nil, 400, nil},
	})
}
