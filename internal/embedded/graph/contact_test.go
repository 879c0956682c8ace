package graph_test

import (
	"path/filepath"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// addContact puts a contact into a directory's file, as another process that
// owns it would: no request can.
func addContact(t *testing.T, path, name, manager string) string {
	t.Helper()
	s, err := embedded.Open(t.Context(), embedded.Options{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	id, err := s.AddContact(t.Context(), odata.NewObject("displayName", name, "mail", name+"@fabrikam.example",
		"proxyAddresses", []string{"SMTP:" + name + "@fabrikam.example"}, "companyName", "Fabrikam"), manager)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// Contacts are listed, found, members of groups and somebody's managers.
func TestContacts(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	s := newServerAt(t, path)
	g, outer, lee := s.group("g"), s.group("outer"), s.user("lee")
	ann := addContact(t, path, "ann", lee)
	bob := addContact(t, path, "bob", ann)
	at := "/contacts/" + ann
	s.must(204, "POST", "/groups/"+g+"/members/$ref", reference(ann))
	s.must(204, "POST", "/groups/"+outer+"/members/$ref", reference(g))
	s.must(204, "PUT", "/users/"+lee+"/manager/$ref", reference(bob))
	s.run([]step{
		{"GET", "/contacts", "", nil, 200, []string{ann, bob}},
		{"GET", "/contacts?$filter=mail eq 'ann@fabrikam.example'&$select=id,mail", "", nil, 200, []string{ann, "!" + bob}},
		{"GET", "/contacts?$filter=startswith(displayName,'bo')", "", nil, 200, []string{bob, "!" + ann}},
		{"GET", "/contacts/$count", "", advanced(), 200, []string{"2"}},
		{"GET", at, "", nil, 200, []string{`"displayName":"ann"`, `"companyName":"Fabrikam"`, `"proxyAddresses":["SMTP:ann@fabrikam.example"]`}},
		{"GET", "/directoryObjects/" + ann, "", nil, 200, []string{"#microsoft.graph.orgContact"}},
		{"GET", at + "/memberOf", "", nil, 200, []string{g, "!" + outer}},
		{"GET", at + "/transitiveMemberOf", "", nil, 200, []string{g, outer}},
		{"GET", "/groups/" + g + "/members/microsoft.graph.orgContact", "", nil, 200, []string{ann}},
		{"POST", at + "/getMemberGroups", `{"securityEnabledOnly":false}`, nil, 200, []string{g, outer}},
		{"POST", at + "/getMemberObjects", `{"securityEnabledOnly":false}`, nil, 200, []string{g, outer}},
		{"POST", at + "/checkMemberGroups", `{"groupIds":["` + outer + `"]}`, nil, 200, []string{outer}},
		{"POST", at + "/getMemberGroups", `{"securityEnabledOnly":true}`, nil, 400, nil},
		{"GET", at + "/manager", "", nil, 200, []string{lee}},
		{"GET", at + "/directReports", "", nil, 200, []string{bob}},
		{"GET", "/users/" + lee + "/manager", "", nil, 200, []string{bob, "#microsoft.graph.orgContact"}},
		{"PUT", at + "/manager/$ref", reference(lee), nil, 400, []string{"cannot be set"}},
		{"PATCH", at, `{"displayName":"x"}`, nil, 405, nil},
		{"POST", "/directoryObjects/getByIds", `{"ids":["` + ann + `","` + lee + `"],"types":["orgContact"]}`, nil, 200, []string{ann, "!lee@"}},
	})
}

// What is no contact is not put in.
func TestBadContacts(t *testing.T) {
	t.Parallel()
	s, err := embedded.Open(t.Context(), embedded.Options{Path: filepath.Join(t.TempDir(), "directory.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for name, c := range map[string]struct {
		contact *odata.Object
		manager string
	}{
		"no name":            {odata.NewObject("mail", "a@b.example"), ""},
		"a text for a list":  {odata.NewObject("displayName", "a", "proxyAddresses", "SMTP:a@b.example"), ""},
		"a manager unknown":  {odata.NewObject("displayName", "a"), "11111111-2222-4333-8444-555555555555"},
		"a role for manager": {odata.NewObject("displayName", "a"), "3f8d2b6a-51c7-4e09-8a4d-97e0b5c1f246"},
	} {
		if id, err := s.AddContact(t.Context(), c.contact, c.manager); err == nil {
			t.Errorf("%s: made %s", name, id)
		}
	}
}

// Groups that are in each other are in each other, and not in themselves.
func TestMembershipsInCycles(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	a, b, lee := s.group("a"), s.group("b"), s.user("lee")
	s.must(204, "POST", "/groups/"+a+"/members/$ref", reference(b))
	s.must(204, "POST", "/groups/"+b+"/members/$ref", reference(a))
	s.must(204, "POST", "/groups/"+b+"/members/$ref", reference(lee))
	s.run([]step{
		{"POST", "/users/" + lee + "/getMemberGroups", `{"securityEnabledOnly":true}`, nil, 200, []string{a, b}},
		{"POST", "/groups/" + a + "/getMemberGroups", `{"securityEnabledOnly":false}`, nil, 200, []string{b, "!" + a}},
		{"POST", "/groups/" + a + "/checkMemberGroups", `{"groupIds":["` + a + `","` + b + `"]}`, nil, 200, []string{b, "!" + a}},
		{"GET", "/groups/" + a + "/transitiveMembers", "", nil, 200, []string{lee, b}},
	})
}
