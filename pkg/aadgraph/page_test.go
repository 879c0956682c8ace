package aadgraph_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func sleeper(waited *time.Duration) func(context.Context, time.Duration) error {
	return func(_ context.Context, d time.Duration) error {
		*waited += d
		return nil
	}
}

func page(link string, ids ...string) reply {
	text := `{"odata.metadata":"BASE/myorganization/$metadata#directoryObjects"`
	if link != "" {
		text += `,"odata.nextLink":"` + link + `"`
	}
	text += `,"value":[`
	for i, id := range ids {
		if i > 0 {
			text += ","
		}
		text += `{"objectId":"` + id + `"}`
	}
	return ok(text + "]}")
}

func TestPages(t *testing.T) {
	t.Parallel()
	const relative = `directoryObjects/$/Microsoft.DirectoryServices.User?$skiptoken=X'4453707402'`
	s, c := serve(t, page(relative, "1", "2"), page("BASE/myorganization/users?$skiptoken=X'02'", "3"), page("", "4"))
	var ids string
	for o, err := range c.List(t.Context(), "users", odata.Query{Top: 2, Filter: "startswith(displayName,'a')"}) {
		if err != nil {
			t.Fatal(err)
		}
		ids += o.String("objectId")
	}
	if ids != "1234" {
		t.Errorf("objects are %s", ids)
	}
	s.Want(t,
		"GET myorganization/users?api-version=1.6&$filter=startswith(displayName,'a')&$top=2",
		"GET myorganization/directoryObjects/$/Microsoft.DirectoryServices.User?api-version=1.6&$skiptoken=X'4453707402'",
		"GET myorganization/users?api-version=1.6&$skiptoken=X'02'")
}

// TestLinksThatLeadAway has next links to other places: the token must not
// follow them.
func TestLinksThatLeadAway(t *testing.T) {
	t.Parallel()
	const other = "b0f6b5e4-8a3f-4b0e-9d8e-1d2f3a4b5c6d"
	for link, good := range map[string]bool{
		"users?$skiptoken=X'1'":                                   true,
		"me/memberOf?$skiptoken=X'1'":                             true,
		"BASE/myorganization/users?$skiptoken=X'1'":               true,
		"BASE/MyOrganization/users?api-version=1.6&$skiptoken=X":  true,
		"BASE/me/memberOf?$skiptoken=X'1'":                        true,
		"/any/prefix/myorganization/users?$skiptoken=X'1'":        true,
		"https://evil.example/myorganization/users?$skiptoken=X":  false,
		"http://evil.example/any/prefix/myorganization/users?a=b": false,
		"//evil.example/any/prefix/myorganization/users":          false,
		"/\\\\evil.example/users":                                 false,
		"BASE/" + other + "/users?$skiptoken=X'1'":                false,
		"BASE/contoso.com/users?$skiptoken=X'1'":                  false,
		"/myorganization/users":                                   false,
		"/any/prefix/":                                            false,
		"../" + other + "/users":                                  false,
		"users/../../" + other + "/users":                         false,
		"users/%2e%2e/%2e%2e/x":                                   false,
		"BASE/myorganization/../" + other + "/users":              false,
		"users?api-version=9.9&$skiptoken=X'1'":                   false,
		"mailto:x":                                                false,
		"javascript:alert(1)":                                     false,
		"%zz":                                                     false,
		"BASE@evil.example/myorganization/users":                  false,
		"https://user@evil.example/":                              false,
	} {
		s, c := serve(t, page(link, "1"), page("", "2"))
		var err error
		n := 0
		for _, err = range c.List(t.Context(), "users", odata.Query{}) {
			if err == nil {
				n++
			}
		}
		if good != (err == nil) || good != (len(s.Asked) == 2) || n != len(s.Asked) {
			t.Errorf("%s: %v after %d requests (%s) and %d objects", link, err, len(s.Asked), s.Asked, n)
		}
	}
}

func TestPagesInACircle(t *testing.T) {
	t.Parallel()
	s, c := serve(t, page("users?$skiptoken=X'1'", "1"))
	var err error
	for _, err = range c.Pages(t.Context(), "users", odata.Query{}) {
	}
	if e := wantKind(t, err, apierr.Other); !strings.Contains(e.Message, "twice") || len(s.Asked) != 2 {
		t.Errorf("%v after %d requests", e, len(s.Asked))
	}
}

func TestAPageThatFails(t *testing.T) {
	t.Parallel()
	_, c := serve(t, page("users?$skiptoken=X'1'", "1"), reply{Status: 400, Body: odataError("Directory_ExpiredPageToken", "The page token is expired.", "")})
	n := 0
	for _, err := range c.List(t.Context(), "users", odata.Query{}) {
		if n++; n == 2 {
			if e := wantKind(t, err, apierr.Invalid); e.Hint != "start the list again" {
				t.Errorf("hint is %q", e.Hint)
			}
		}
	}
	if n != 2 {
		t.Errorf("%d elements, want one object and one error", n)
	}
}

func TestPreviousPage(t *testing.T) {
	t.Parallel()
	s, c := serve(t, page("", "1"))
	const link = "directoryObjects/$/Microsoft.DirectoryServices.User?$skiptoken=X'44'"
	for _, back := range []bool{false, true} {
		p, err := c.PageAt(t.Context(), link, back)
		if err != nil || len(p.Value) != 1 {
			t.Fatal(err)
		}
	}
	const asked = "GET myorganization/directoryObjects/$/Microsoft.DirectoryServices.User?api-version=1.6&$skiptoken=X'44'"
	s.Want(t, asked, asked+"&previous-page=true")
	_, err := c.PageAt(t.Context(), "https://evil.example/x", false)
	wantKind(t, err, apierr.Other)
}

func TestQueriesThatTheServiceDoesNotTake(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		path string
		q    odata.Query
		good bool
	}{
		{"users", odata.Query{Top: 999}, true},
		{"users", odata.Query{Top: 1}, true},
		{"users", odata.Query{Top: 1000}, false},
		{"users", odata.Query{Top: -1}, false},
		{"users", odata.Query{Select: []string{"displayName"}}, true},
		{"users", odata.Query{OrderBy: "displayName"}, true},
		{"users", odata.Query{OrderBy: "displayName", Filter: "a eq 'b'"}, false},
		{"users", odata.Query{Search: `"displayName:a"`}, false},
		{"users", odata.Query{Count: true}, false},
		{"users", odata.Query{Advanced: true}, false},
		{"users/u", odata.Query{Expand: "manager"}, true},
		{"users/u", odata.Query{Expand: "manager,directReports"}, false},
		{"directoryRoles", odata.Query{}, true},
		{"directoryRoles", odata.Query{Top: 5}, false},
		{"directoryRoles", odata.Query{Filter: "a eq 'b'"}, false},
		{"subscribedSkus", odata.Query{Top: 5}, false},
		{"SubscribedSkus", odata.Query{Top: 5}, false},
	} {
		s, c := serve(t, page(""))
		var err error
		for _, err = range c.Pages(t.Context(), tt.path, tt.q) {
		}
		if tt.good != (err == nil) || tt.good != (len(s.Asked) == 1) {
			t.Errorf("%s %+v: %v after %d requests", tt.path, tt.q, err, len(s.Asked))
		}
		if tt.q.Select != nil && strings.Contains(s.Asked[0], "select") {
			t.Errorf("$select was sent: %s", s.Asked)
		}
	}
}

func TestPagesThatAreNone(t *testing.T) {
	t.Parallel()
	for _, r := range []reply{ok(`{}`), ok(`[]`), ok(`{"value":{}}`), {Status: 200, Body: "<html>", Kind: "text/html"}, ok("")} {
		_, c := serve(t, r)
		for _, err := range c.Pages(t.Context(), "users", odata.Query{}) {
			wantKind(t, err, apierr.Unavailable)
		}
	}
}

// TestRawPages has the following page on its way before the first is read.
func TestRawPages(t *testing.T) {
	t.Parallel()
	s, c := serve(t, page("users?$skiptoken=X'1'", "1"), page("", "2"))
	var raw []*aadgraph.RawPage
	for p, err := range c.RawPages(t.Context(), "users", odata.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		raw = append(raw, p)
	}
	p, err := raw[0].Page()
	if err != nil || len(p.Value) != 1 || len(s.Asked) != 2 {
		t.Errorf("%v after %d requests", err, len(s.Asked))
	}
}
