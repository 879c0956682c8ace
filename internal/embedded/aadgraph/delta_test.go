package aadgraph_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
)

// rounds follows a differential query from a link to its end and gives what
// came, with the link to the next round.
func (s *server) round(link string, headers ...string) (objects []map[string]any, next string) {
	s.t.Helper()
	for range 20 {
		if !strings.Contains(link, "api-version") {
			link += "&api-version=1.6"
		}
		r := s.must(http.StatusOK, "GET", link, "", headers...)
		list, _ := r.get("value").([]any)
		for _, v := range list {
			o, _ := v.(map[string]any)
			objects = append(objects, o)
		}
		if next, _ = r.get("aad.deltaLink").(string); next != "" {
			return objects, next
		}
		if link, _ = r.get("aad.nextLink").(string); link == "" {
			s.t.Fatalf("no link: %s", r.body)
		}
	}
	s.t.Fatal("no end")
	return nil, ""
}

// lines are the objects of a round, in short.
func lines(objects []map[string]any) (out []string) {
	text := func(o map[string]any, name string) string {
		v, _ := o[name].(string)
		return v
	}
	for _, o := range objects {
		line := text(o, "objectType") + " " + text(o, "objectId")
		if text(o, "objectType") == "DirectoryLinkChange" {
			line = text(o, "associationType") + " " + text(o, "sourceObjectId") + " " + text(o, "targetObjectId")
		}
		if o["aad.isDeleted"] == true {
			line += " deleted"
		}
		if o["aad.isSoftDeleted"] == true {
			line += " soft"
		}
		out = append(out, line)
	}
	return out
}

func (s *server) wants(round []map[string]any, want ...string) {
	s.t.Helper()
	got := lines(round)
	for _, w := range want {
		if !slices.Contains(got, w) {
			s.t.Errorf("%q is missing: %q", w, got)
		}
	}
}

// TestDifferentialQuery: objects, links and removals over three rounds.
func TestDifferentialQuery(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	anna, boss, team := s.user("anna"), s.user("boss"), s.group("team")
	s.must(http.StatusNoContent, "PUT", "/users/"+anna+"/$links/manager", link(boss))
	s.must(http.StatusNoContent, "POST", "/groups/"+team+"/$links/members", link(anna))
	first, next := s.round(root + "/directoryObjects?deltaLink=")
	s.wants(first, "User "+anna, "User "+boss, "Group "+team, "Manager "+anna+" "+boss, "Member "+team+" "+anna)
	if strings.Contains(next, "api-version") || !strings.HasPrefix(next, root+"/directoryObjects?deltaLink=") {
		t.Errorf("aad.deltaLink %s", next)
	}
	none, next := s.round(next)
	if len(none) != 0 {
		t.Errorf("nothing changed, but %q", lines(none))
	}
	other := s.user("other")
	s.run([]step{
		{"DELETE", "/users/" + anna + "/$links/manager", "", nil, 204, nil},
		{"DELETE", "/groups/" + team + "/$links/members/" + anna, "", nil, 204, nil},
		{"POST", "/groups/" + team + "/$links/members", link(other), nil, 204, nil},
		{"DELETE", "/users/" + boss, "", nil, 204, nil},
		{"PATCH", "/users/" + anna, `{"mobile":"7"}`, nil, 204, nil},
	})
	second, next := s.round(next)
	s.wants(second, "User "+anna, "User "+other, "User "+boss+" deleted soft", "Manager "+anna+" "+boss+" deleted",
		"Member "+team+" "+anna+" deleted", "Member "+team+" "+other)
	s.must(http.StatusNoContent, "DELETE", "/groups/"+team, "")
	third, _ := s.round(next)
	s.wants(third, "Group "+team+" deleted")
}

// TestDifferentialSets: a typed set gives its own objects, whole or as
// selected; a filter by type narrows directoryObjects.
func TestDifferentialSets(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	anna, team := s.user("anna", `"mobile":"1"`), s.group("team")
	users, _ := s.round(root + "/users?deltaLink=")
	s.wants(users, "User "+anna)
	if got := strings.Join(lines(users), " "); strings.Contains(got, "Group") {
		t.Errorf("users: %s", got)
	}
	groups, _ := s.round(root + "/directoryObjects?$filter=isof('Microsoft.DirectoryServices.Group')&deltaLink=")
	if got := lines(groups); !slices.Equal(got, []string{"Group " + team}) {
		t.Errorf("groups: %q", got)
	}
	both, _ := s.round(root + "/directoryObjects?$filter=isof('Microsoft.DirectoryServices.User') or isof('Microsoft.DirectoryServices.Group')&$select=User/mobile,Group/displayName&deltaLink=")
	s.wants(both, "User "+anna, "Group "+team)
	for _, o := range both {
		if o["objectId"] == anna && (o["mobile"] != "1" || o["displayName"] != nil) || o["objectId"] == team && o["displayName"] != "team" {
			t.Errorf("selected: %v", o)
		}
	}
	s.round(root + "/contacts?deltaLink=")
}

// TestDifferentialLater: only a token is wanted, and then what changed since.
func TestDifferentialLater(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	s.user("before")
	none, next := s.round(root+"/users?deltaLink=", "ocp-aad-dq-include-only-delta-token: true")
	after := s.user("after")
	changed, _ := s.round(next)
	if len(none) != 0 || !slices.Equal(lines(changed), []string{"User " + after}) {
		t.Errorf("at first %q, then %q", lines(none), lines(changed))
	}
}

func TestDifferentialRefusals(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	_, next := s.round(root + "/users?deltaLink=")
	_, token, _ := strings.Cut(next, "?")
	s.run([]step{
		{"GET", "/groups?" + token, "", nil, 400, []string{"Directory_ExpiredPageToken"}},
		{"GET", "/users?deltaLink=garbage", "", nil, 400, []string{"Directory_ExpiredPageToken"}},
		{"GET", "/devices?deltaLink=", "", nil, 400, []string{"Request_UnsupportedQuery"}},
		{"GET", "/users/" + administrator + "/memberOf?deltaLink=", "", nil, 400, []string{"Request_UnsupportedQuery"}},
		{"GET", "/users?deltaLink=&$top=5", "", nil, 400, []string{"Request_UnsupportedQuery"}},
		{"GET", "/users?deltaLink=&$select=mobilePhone", "", nil, 400, []string{"Invalid property 'mobilePhone'."}},
		{"GET", "/directoryObjects?deltaLink=&$filter=displayName eq 'x'", "", nil, 400, []string{"Request_UnsupportedQuery"}},
	})
	s.clock.offset = 8 * 24 * 60 * 60 * 1e9
	s.run([]step{{"GET", "/users?" + token, "", nil, 400, []string{"Directory_ExpiredPageToken"}}})
}
