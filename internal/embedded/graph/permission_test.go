package graph_test

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

// guarded is a directory that is also asked by callers who are not trusted,
// as those with a token are.
type guarded struct {
	*server
	handler http.Handler
}

func newGuarded(t *testing.T) *guarded {
	t.Helper()
	s, err := embedded.Open(t.Context(), embedded.Options{Path: filepath.Join(t.TempDir(), "directory.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	client := &http.Client{Transport: recording{s.Transport()}}
	return &guarded{&server{t: t, clock: new(clock), client: client}, s.Handler()}
}

// as gives the same directory with another caller.
func (g *guarded) as(c core.Caller) *server {
	return &server{t: g.t, clock: g.clock, client: &http.Client{Transport: recording{roundTrip(func(r *http.Request) (*http.Response, error) {
		w := httptest.NewRecorder()
		g.handler.ServeHTTP(w, r.WithContext(core.WithCaller(r.Context(), c)))
		return w.Result(), nil
	})}}}
}

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// app is a caller of application permissions, with a service principal of
// its own.
func (g *guarded) app(roles string) (*server, core.Caller) {
	g.t.Helper()
	appID, _ := g.must(201, "POST", "/applications", `{"displayName":"Client `+roles+`"}`).get("appId").(string)
	id := g.must(201, "POST", "/servicePrincipals", `{"appId":"`+appID+`"}`).id()
	c := core.Caller{ID: id, AppID: appID, Roles: strings.Fields(roles)}
	return g.as(c), c
}

// signedIn is a caller who signed in to an application with these scopes and
// has these directory roles.
func (g *guarded) signedIn(id, scopes string, roles ...string) *server {
	g.t.Helper()
	for _, template := range roles {
		role := g.do("POST", "/directoryRoles", `{"roleTemplateId":"`+template+`"}`)
		if role.status != 201 {
			role = g.must(200, "GET", "/directoryRoles/roleTemplateId="+template, "")
		}
		g.must(204, "POST", "/directoryRoles/"+role.id()+"/members/$ref", reference(id))
	}
	return g.as(core.Caller{ID: id, User: true, AppID: "04b07795-8ddb-461a-bbee-02f9e1bf7b46", Scopes: strings.Fields(scopes)})
}

const denied = `"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."`

func refused(method, target, body string) step {
	return step{method, target, body, nil, 403, []string{denied}}
}

func TestApplicationPermissions(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	lee, team := g.user("lee"), g.group("team")
	g.must(204, "POST", "/groups/"+team+"/members/$ref", reference(lee))
	none, _ := g.app("")
	none.run([]step{
		refused("GET", "/users", ""), refused("GET", "/users/"+lee, ""), refused("GET", "/users/$count", ""),
		refused("GET", "/users/"+lee+"/displayName", ""), refused("GET", "/organization", ""), refused("GET", "/directoryObjects/"+lee, ""),
		{"GET", "/$metadata", "", nil, 200, nil},
		{"GET", "/me", "", nil, 400, nil},
		{"POST", "/$batch", `{"requests":[{"id":"1","method":"GET","url":"/users"}]}`, nil, 200, []string{`"status":403`, denied}},
	})
	reader, _ := g.app("User.Read.All")
	reader.run([]step{
		{"GET", "/users/" + lee, "", nil, 200, nil},
		{"GET", "/users/" + lee + "/displayName", "", nil, 200, nil},
		{"POST", "/users/" + lee + "/getMemberGroups", `{"securityEnabledOnly":false}`, nil, 200, []string{team}},
		refused("PATCH", "/users/"+lee, `{"displayName":"Lee"}`), refused("DELETE", "/users/"+lee, ""),
		refused("GET", "/groups/"+team+"/members", ""),
		refused("GET", "/groups/"+team+"/members/"+lee+"/memberOf", ""), // by way of what it may not see
		refused("GET", "/groups?$expand=members", ""),
		{"GET", "/users/" + lee + "?$expand=transitiveMemberOf", "", nil, 200, []string{team}},
	})
	members, _ := g.app("GroupMember.ReadWrite.All")
	members.run([]step{
		{"DELETE", "/groups/" + team + "/members/" + lee + "/$ref", "", nil, 204, nil},
		{"POST", "/groups/" + team + "/members/$ref", reference(lee), nil, 204, nil},
		{"GET", "/groups/" + team + "/members", "", nil, 200, []string{lee, `"displayName":null`, "!lee@", "#microsoft.graph.user"}},
		{"GET", "/groups/" + team + "/members?$select=id,userPrincipalName", "", nil, 200, []string{lee, `"userPrincipalName":null`}},
		{"GET", "/groups/" + team + "?$expand=members", "", nil, 200, []string{lee, `"displayName":"team"`, "!lee@"}},
		refused("DELETE", "/groups/"+team+"/members/"+lee, ""), // without $ref: the user itself
		refused("DELETE", "/groups/"+team, ""), refused("POST", "/groups/"+team+"/owners/$ref", reference(lee)),
		refused("PATCH", "/directoryObjects/"+team, `{"displayName":"x"}`),
	})
}

// Some properties of a user have permissions of their own, and passwords are
// not changed with the one for the rest.
func TestUserPropertyPermissions(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	lee := "/users/" + g.user("lee")
	password := `{"passwordProfile":{"password":"` + longPassword + `x"}}`
	writer, _ := g.app("User.ReadWrite.All")
	writer.run([]step{
		{"PATCH", lee, `{"displayName":"Lee","accountEnabled":false,"mobilePhone":"1"}`, nil, 204, nil},
		refused("PATCH", lee, password),
		{"DELETE", lee, "", nil, 204, nil},
		{"POST", "/directory/deletedItems" + strings.TrimPrefix(lee, "/users") + "/restore", "", nil, 200, nil},
		refused("DELETE", "/users/"+seed.AdministratorID, ""),
		refused("PATCH", "/users/"+seed.AdministratorID, `{"accountEnabled":false}`),
		refused("PATCH", "/users/"+seed.AdministratorID, `{"userPrincipalName":"x@contoso.onmicrosoft.com"}`),
		{"PATCH", "/users/" + seed.AdministratorID, `{"jobTitle":"Head"}`, nil, 204, nil},
	})
	phones, _ := g.app("User-Phone.ReadWrite.All")
	phones.run([]step{
		{"PATCH", lee, `{"mobilePhone":"2"}`, nil, 204, nil},
		refused("PATCH", lee, `{"mobilePhone":"3","displayName":"Le"}`),
		refused("PATCH", lee, `{"mobilePhone":"3","manager@odata.bind":"https://graph.microsoft.com/v1.0/users/`+seed.AdministratorID+`"}`),
	})
	passwords, _ := g.app("User-PasswordProfile.ReadWrite.All")
	passwords.run([]step{{"PATCH", lee, password, nil, 204, nil}, refused("PATCH", "/users/"+seed.AdministratorID, password)})
}

func TestOwnedBy(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	foreign := "/applications/" + g.must(201, "POST", "/applications", `{"displayName":"Payroll"}`).id()
	owner, _ := g.app("Application.ReadWrite.OwnedBy")
	made := owner.must(201, "POST", "/applications", `{"displayName":"Ours"}`)
	own := "/applications/" + made.id()
	appID, _ := made.get("appId").(string)
	principal := "/servicePrincipals/" + owner.must(201, "POST", "/servicePrincipals", `{"appId":"`+appID+`"}`).id()
	secret := `{"passwordCredential":{"displayName":"ci"}}`
	owner.run([]step{
		{"GET", foreign, "", nil, 200, nil},
		{"PATCH", own, `{"displayName":"Still ours"}`, nil, 204, nil},
		{"POST", own + "/addPassword", secret, nil, 200, []string{"secretText"}},
		{"POST", own + "/federatedIdentityCredentials", `{"name":"build","issuer":"https://a.example","subject":"s","audiences":["api://AzureADTokenExchange"]}`, nil, 201, nil},
		{"PATCH", principal, `{"appRoleAssignmentRequired":true}`, nil, 204, nil},
		{"PATCH", "/applications(appId='" + appID + "')", `{"displayName":"By its appId"}`, nil, 204, nil},
		refused("PATCH", foreign, `{"displayName":"Mine"}`), refused("DELETE", foreign, ""), refused("POST", foreign+"/addPassword", secret),
		refused("POST", foreign+"/federatedIdentityCredentials", `{}`),
		refused("GET", "/users", ""),
		{"PATCH", "/applications/00000000-1111-4222-8333-444444444444", `{}`, nil, 404, nil},
		{"PATCH", "/applications(uniqueName='upserted')", `{"displayName":"Upserted"}`, []string{"Prefer: create-if-missing"}, 201, nil},
		{"PATCH", "/applications(uniqueName='upserted')", `{"displayName":"Ours too"}`, []string{"Prefer: create-if-missing"}, 204, nil},
		{"DELETE", own, "", nil, 204, nil},
		{"POST", "/directory/deletedItems/" + made.id() + "/restore", "", nil, 200, nil},
		{"DELETE", own, "", nil, 204, nil},
		{"DELETE", "/directory/deletedItems/" + made.id(), "", nil, 204, nil},
	})
}

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

// An application changes its own keys with a proof and without a permission,
// but those of no other application.
func TestOwnKeysNeedNoPermission(t *testing.T) {
	t.Parallel()
	g := newGuarded(t)
	one, two := newSigner(t, "one", month), newSigner(t, "two", month)
	other, _ := g.application("Payroll")
	for _, roles := range []string{"", "Application.ReadWrite.OwnedBy"} {
		s, caller := g.app(roles)
		own := g.must(200, "GET", "/applications(appId='"+caller.AppID+"')?$select=id", "").id()
		for _, id := range []string{own, other} {
			g.must(204, "PATCH", "/applications/"+id, `{"keyCredentials":[`+one.credential()+`]}`)
		}
		body := func(id string) string {
			return `{"keyCredential":` + two.credential() + `,"passwordCredential":null,"proof":"` + one.proof(id, nil) + `"}`
		}
		s.run([]step{
			{"POST", "/applications/" + own + "/addKey", body(own), nil, 200, []string{two.thumbprint()}},
			refused("POST", "/applications/"+other+"/addKey", body(other)),
			refused("POST", "/applications/"+own+"/addPassword", `{"passwordCredential":{"displayName":"ci"}}`),
		})
	}
}
