package graph_test

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func TestDelta(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee, ada := s.user("lee"), s.user("ada")
	g := s.group("g")
	s.must(204, "POST", "/groups/"+g+"/members/$ref", reference(lee))
	first := s.must(200, "GET", "/groups/delta", "")
	if want := `"members@delta":[{"@odata.type":"#microsoft.graph.user","id":"` + lee + `"}]`; !strings.Contains(first.body, want) {
		t.Errorf("first round: %s", first.body)
	}
	users := s.must(200, "GET", "/users/delta?$select=displayName", "")
	if got := users.values("displayName"); len(got) != 3 {
		t.Errorf("first round of users: %v", got)
	}
	s.must(204, "POST", "/groups/"+g+"/members/$ref", reference(ada))
	s.must(204, "DELETE", "/groups/"+g+"/members/"+lee+"/$ref", "")
	s.must(204, "PATCH", "/users/"+lee, `{"displayName":"Lee"}`)
	s.must(204, "DELETE", "/users/"+ada, "")
	new := s.user("new")

	groups := s.must(200, "GET", first.get("@odata.deltaLink").(string), "")
	for _, want := range []string{`"id":"` + ada + `"}`, `"id":"` + lee + `","@removed":{"reason":"deleted"}}`} {
		if !strings.Contains(groups.body, want) {
			t.Errorf("groups: no %s in %s", want, groups.body)
		}
	}
	users = s.must(200, "GET", users.get("@odata.deltaLink").(string), "")
	for _, want := range []string{`{"id":"` + lee + `","displayName":"Lee"}`, `{"id":"` + ada + `","@removed":{"reason":"changed"}}`, new, "!Administrator"} {
		if strings.Contains(users.body, strings.TrimPrefix(want, "!")) == strings.HasPrefix(want, "!") {
			t.Errorf("users: %s: %s", want, users.body)
		}
	}
	s.must(204, "DELETE", "/directory/deletedItems/"+ada, "")
	users = s.must(200, "GET", users.get("@odata.deltaLink").(string), "")
	if !strings.Contains(users.body, `{"id":"`+ada+`","@removed":{"reason":"deleted"}}`) {
		t.Errorf("after erasing: %s", users.body)
	}
	again := s.must(200, "GET", users.get("@odata.deltaLink").(string), "")
	if len(again.values("id")) != 0 {
		t.Errorf("nothing changed, and there is %s", again.body)
	}
}

// TestDeltaOfAnotherDirectory begins anew where the directory was reset, though
// it has had as many changes since.
func TestDeltaOfAnotherDirectory(t *testing.T) {
	t.Parallel()
	first, second := newServer(t), newServer(t)
	first.user("lee")
	second.clock.offset = time.Minute
	second.user("gustav")
	second.user("adele")
	link := first.must(200, "GET", "/users/delta", "").get("@odata.deltaLink").(string)
	first.user("adele")
	again := first.must(200, "GET", link, "")
	if names := again.values("displayName"); !slices.Equal(names, []string{"adele"}) {
		t.Errorf("in its own directory: %v", names)
	}
	for _, link := range []string{link, again.get("@odata.deltaLink").(string)} {
		if r := second.must(410, "GET", link, ""); r.header.Get("Location") == "" {
			t.Error("no Location to begin at")
		}
	}
}

func TestDeltaTokens(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	lee := s.user("lee")
	latest := s.must(200, "GET", "/users/delta?$deltatoken=latest", "")
	if len(latest.values("id")) != 0 {
		t.Errorf("latest: %s", latest.body)
	}
	link := latest.get("@odata.deltaLink").(string)
	s.run([]step{
		{"GET", "/users/delta?$filter=id eq '" + lee + "' or id eq 'x'", "", nil, 200, []string{lee, "!Administrator"}},
		{"GET", "/users/delta?$filter=displayName eq 'lee'", "", nil, 400, nil},
		{"GET", "/users/delta?$top=5", "", nil, 400, nil},
		{"GET", "/users/delta?$deltatoken=", "", nil, 200, []string{lee}},
		{"GET", "/groups/microsoft.graph.delta()", "", nil, 200, []string{`"@odata.deltaLink"`}},
		{"GET", strings.Replace(link, "users", "groups", 1), "", nil, 410, []string{"resyncRequired"}},
	})
	s.clock.offset = 8 * 24 * time.Hour
	if r := s.must(410, "GET", link, ""); r.header.Get("Location") != root+"/users/delta?$deltatoken=" {
		t.Errorf("Location %q", r.header.Get("Location"))
	}
}
