package cli_test

import (
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"testing"

	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// TestClientAndDirectory: what no command uses of the client of Azure AD Graph
// (pages back, links, differential queries) works on the embedded directory,
// of which it knows nothing.
func TestClientAndDirectory(t *testing.T) {
	t.Parallel()
	s, err := embedded.Open(t.Context(), embedded.Options{Path: filepath.Join(t.TempDir(), "directory.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	base, _ := url.Parse("http://directory.local/")
	c := aadgraph.New(aadgraph.Options{Options: rest.Options{Base: base, Transport: s.Transport(), InProcess: true}})
	create := func(set, body string) string {
		t.Helper()
		o, err := odata.ParseObject([]byte(body))
		if err != nil {
			t.Fatal(err)
		}
		made, err := c.Create(t.Context(), set, o)
		if err != nil {
			t.Fatal(err)
		}
		return made.String("objectId")
	}
	var users []string
	for i := range 5 {
		users = append(users, create("users", fmt.Sprintf(`{"accountEnabled":true,"displayName":"u%[1]d","mailNickname":"u%[1]d","userPrincipalName":"u%[1]d@contoso.onmicrosoft.com",
			"passwordProfile":{"password":"correct-Horse-battery-staple-7-and-some-more"}}`, i)))
	}
	team := create("groups", `{"displayName":"g","mailNickname":"g","mailEnabled":false,"securityEnabled":true}`)
	for _, id := range users[:3] {
		if err := c.AddLink(t.Context(), "groups/"+team+"/members", id); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.SetLink(t.Context(), "users/"+users[0]+"/manager", users[1]); err != nil {
		t.Fatal(err)
	}
	pagesOfClient(t, c)
	round := c.Delta(t.Context(), aadgraph.DeltaQuery{Set: "directoryObjects", Types: []aadgraph.Type{aadgraph.User, aadgraph.Group}})
	objects, links := changesOf(t, round)
	if len(objects) != 7 || len(links) != 4 || links[0].Association == "" {
		t.Errorf("first round: %d objects, links %v", len(objects), links)
	}
	if err := c.RemoveLink(t.Context(), "groups/"+team+"/members", users[0]); err != nil {
		t.Fatal(err)
	}
	if err := c.Delete(t.Context(), "users/"+users[4]); err != nil {
		t.Fatal(err)
	}
	objects, links = changesOf(t, c.DeltaFrom(t.Context(), round.Link(), false))
	gone := slices.ContainsFunc(objects, func(o *odata.Object) bool {
		deleted, soft := aadgraph.IsDeleted(o)
		return o.String("objectId") == users[4] && deleted && soft
	})
	left := slices.ContainsFunc(links, func(l aadgraph.LinkChange) bool { return l.Deleted && l.Association == "Member" })
	if !gone || !left {
		t.Errorf("second round: %v, links %v", objects, links)
	}
}

// pagesOfClient lists users two at a time, and pages back.
func pagesOfClient(t *testing.T, c *aadgraph.Client) {
	t.Helper()
	var names []string
	var first *odata.Page
	for page, err := range c.Pages(t.Context(), "users", odata.Query{Top: 2}) {
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = page
		}
		for _, o := range page.Value {
			names = append(names, o.String("displayName"))
		}
	}
	if len(names) != 6 {
		t.Errorf("users %v", names)
	}
	back, err := c.PageAt(t.Context(), first.NextLink, true)
	if err != nil || len(back.Value) != 2 || back.Value[0].String("displayName") != names[0] {
		t.Errorf("back: %v %v", back, err)
	}
}

func changesOf(t *testing.T, r *aadgraph.Round) (objects []*odata.Object, links []aadgraph.LinkChange) {
	t.Helper()
	for o, err := range r.Changes() {
		if err != nil {
			t.Fatal(err)
		}
		if l, ok := aadgraph.LinkChangeOf(o); ok {
			links = append(links, l)
			continue
		}
		objects = append(objects, o)
	}
	return objects, links
}
