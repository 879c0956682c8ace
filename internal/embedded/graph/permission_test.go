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
