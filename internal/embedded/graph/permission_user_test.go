package graph_test

import (
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

func TestDelegatedPermissions(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	lee, kim := g.user("lee"), g.user("kim")
	const everything = "Directory.AccessAsUser.All"
	member := g.signedIn(lee, "User.ReadWrite Group.ReadWrite.All Application.ReadWrite.All User.ReadBasic.All")
	team := member.must(201, "POST", "/groups", `{"displayName":"team","mailNickname":"team","mailEnabled":false,"securityEnabled":true}`).id()
	other := g.group("other")
	ours := member.must(201, "POST", "/applications", `{"displayName":"Ours"}`).id()
	member.run([]step{
		{"GET", "/me", "", nil, 200, []string{lee}},
		{"GET", "/me/ownedObjects", "", nil, 200, []string{team, `"displayName":"team"`}},
		{"PATCH", "/me", `{"mobilePhone":"1"}`, nil, 204, nil},
		{"PATCH", "/users/lee@contoso.onmicrosoft.com", `{"mobilePhone":"2"}`, nil, 204, nil},
		refused("PATCH", "/me", `{"jobTitle":"Chief"}`), refused("PATCH", "/users/"+kim, `{"mobilePhone":"1"}`),
		{"GET", "/users/" + kim, "", nil, 200, nil},
		refused("POST", "/users", `{}`), refused("DELETE", "/users/"+kim, ""),
		{"POST", "/groups/" + team + "/members/$ref", reference(kim), nil, 204, nil},
		refused("POST", "/groups/"+other+"/members/$ref", reference(kim)),
		{"PATCH", "/applications/" + ours, `{"displayName":"Still ours"}`, nil, 204, nil},
		refused("GET", "/subscribedSkus", ""),
	})
	password := `{"passwordProfile":{"password":"` + longPassword + `x"}}`
	helpdesk := g.signedIn(kim, everything, "729827e3-9c14-49f7-bb1b-9608f156bbb8")
	helpdesk.run([]step{
		{"PATCH", "/users/" + lee, password, nil, 204, nil},
		refused("PATCH", "/users/"+lee, `{"jobTitle":"Chief"}`),
		refused("PATCH", "/users/"+seed.AdministratorID, password),
	})
	administrator := g.signedIn(seed.AdministratorID, everything)
	administrator.run([]step{
		{"PATCH", "/users/" + kim, password, nil, 204, nil},
		{"DELETE", "/users/" + kim, "", nil, 204, nil},
	})
}

// Groups that may have directory roles are for those who may assign roles, and
// for their owners: joining one is a way to a role.
func TestGroupsForRoles(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	lee, kim := g.user("lee"), g.user("kim")
	const body = `{"displayName":"D","mailNickname":"d","mailEnabled":false,"securityEnabled":true,"isAssignableToRole":true}`
	admins := "/groups/" + g.must(201, "POST", "/groups", body).id()
	plain := "/groups/" + g.group("plain")
	writer, _ := g.app("Group.ReadWrite.All")
	writer.run([]step{
		{"POST", plain + "/members/$ref", reference(lee), nil, 204, nil},
		{"GET", admins + "/members", "", nil, 200, nil},
		refused("POST", admins+"/members/$ref", reference(lee)), refused("PATCH", admins, `{"displayName":"E"}`),
		refused("PATCH", admins, `{"members@odata.bind":["https://graph.microsoft.com/v1.0/directoryObjects/`+lee+`"]}`),
		refused("POST", admins+"/owners/$ref", reference(lee)), refused("DELETE", admins, ""), refused("POST", "/groups", body),
	})
	roles, _ := g.app("Group.ReadWrite.All RoleManagement.ReadWrite.Directory")
	roles.run([]step{
		{"POST", admins + "/members/$ref", reference(lee), nil, 204, nil},
		{"POST", admins + "/owners/$ref", reference(kim), nil, 204, nil},
	})
	groups := g.signedIn(lee, "Directory.AccessAsUser.All", "fdd7a751-b60b-444a-984c-02652fe8fa1c")
	groups.run([]step{{"PATCH", plain, `{"description":"x"}`, nil, 204, nil}, refused("POST", admins+"/members/$ref", reference(kim))})
	owner := g.signedIn(kim, "Directory.AccessAsUser.All")
	owner.run([]step{{"POST", admins + "/members/$ref", reference(kim), nil, 204, nil}})
}
