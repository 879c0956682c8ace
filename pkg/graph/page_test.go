package graph_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func page(ids, next string) reply {
	var list []string
	for _, id := range strings.Fields(ids) {
		list = append(list, `{"id":"`+id+`"}`)
	}
	if next != "" {
		next = `,"@odata.nextLink":"` + next + `"`
	}
	return ok(`{"value":[` + strings.Join(list, ",") + `]` + next + `}`)
}

func TestList(t *testing.T) {
	t.Parallel()
	refused := reply{Status: 400, Body: graphError("Directory_ExpiredPageToken", "expired")}
	tests := []struct {
		name    string
		replies []reply
		ids     string
		kind    apierr.Kind // Other with an empty message: no error
		message string
		asked   int
	}{
		{"none", []reply{page("", "")}, "", 0, "", 1},
		{"two pages", []reply{page("1 2", "BASE/users?$skiptoken=a"), page("3", "")}, "1 2 3", 0, "", 2},
		{"an empty page between", []reply{page("1", "BASE/users?$skiptoken=a"), page("", "BASE/users?$skiptoken=b"), page("2", "")}, "1 2", 0, "", 3},
		{"the second page fails", []reply{page("1 2", "BASE/users?$skiptoken=a"), refused}, "1 2", apierr.Invalid, "expired", 2},
		{"another host", []reply{page("1", "https://evil.test/any/prefix/v1.0/users")}, "1", apierr.Other, "leads away", 1},
		{"another path", []reply{page("1", "BASE/../../beta/users")}, "1", apierr.Other, "leads away", 1},
		{"a relative link", []reply{page("1", "users?$skiptoken=a")}, "1", apierr.Other, "leads away", 1},
		{"no link at all", []reply{page("1", "http://[::bad")}, "1", apierr.Other, "no address", 1},
		{"the same link again", []reply{page("1", "BASE/users?$skiptoken=a"), page("2", "BASE/users?$skiptoken=a")}, "1 2", apierr.Other, "twice", 2},
		{"a circle of two", []reply{page("1", "BASE/users?$skiptoken=a"), page("2", "BASE/users?$skiptoken=b"), page("3", "BASE/users?$skiptoken=a")}, "1 2 3", apierr.Other, "twice", 3},
		{"a page of HTML", []reply{{Status: 200, Body: "<html>", Kind: "text/html"}}, "", apierr.Unavailable, "not JSON", 1},
		{"half a page", []reply{ok(`{"value":[{"id":"1"},`)}, "", apierr.Unavailable, "cannot be read", 1},
		{"no list", []reply{ok(`{"id":"1"}`)}, "", apierr.Unavailable, "no list", 1},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, c := serve(t, tt.replies...)
			var ids []string
			var failed error
			for o, err := range c.List(t.Context(), "users", odata.Query{Search: `"a:b"`}) {
				if failed != nil {
					t.Fatal("an element after the error")
				}
				if err != nil {
					failed = err
					continue
				}
				ids = append(ids, o.ID())
			}
			if got := strings.Join(ids, " "); got != tt.ids {
				t.Errorf("ids %q, want %q", got, tt.ids)
			}
			if tt.message == "" && failed != nil {
				t.Fatal(failed)
			}
			if tt.message != "" {
				if e := wantKind(t, failed, tt.kind); !strings.Contains(e.Message, tt.message) {
					t.Errorf("message %q, want %q in it", e.Message, tt.message)
				}
			}
			if len(s.Asked) != tt.asked {
				t.Errorf("requests %q, want %d", s.Asked, tt.asked)
			}
			if slices.ContainsFunc(s.Header, func(h http.Header) bool { return h.Get("ConsistencyLevel") != "eventual" }) {
				t.Error("a page was asked for without ConsistencyLevel")
			}
		})
	}
}

func TestListStopsAsking(t *testing.T) {
	t.Parallel()
	s, c := serve(t, page("1 2", "BASE/users?$skiptoken=a"))
	for range c.List(t.Context(), "users", odata.Query{}) {
		break
	}
	s.Want(t, "GET users")
}

func TestListIsInterrupted(t *testing.T) {
	t.Parallel()
	var replies []reply
	for i := range 5 {
		replies = append(replies, page(fmt.Sprint(i), fmt.Sprintf("BASE/users?$skiptoken=%d", i)))
	}
	s, c := serve(t, replies...)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var failed error
	n := 0
	for _, err := range c.List(ctx, "users", odata.Query{}) {
		if failed = err; err == nil {
			n++
		}
		if n == 2 {
			cancel()
		}
	}
	if !errors.Is(failed, apierr.Interrupted) || n != 2 || len(s.Asked) != 2 {
		t.Errorf("%v after %d objects and %d requests", failed, n, len(s.Asked))
	}
}

func TestDelta(t *testing.T) {
	t.Parallel()
	s, c := serve(t,
		page("1 2", "BASE/users/delta?$skiptoken=a"),
		ok(`{"value":[{"id":"3","@removed":{"reason":"changed"}}],"@odata.deltaLink":"BASE/users/delta?$deltatoken=d"}`),
		ok(`{"value":[],"@odata.deltaLink":"BASE/users/delta?$deltatoken=e"}`),
		reply{Status: 410, Body: graphError("resyncRequired", "m")})
	round := c.Delta(t.Context(), "users/delta", odata.Query{Select: []string{"id"}})
	n := 0
	for o, err := range round.Changes() {
		if err != nil {
			t.Fatal(err)
		}
		if round.Link() != "" && n < 2 {
			t.Error("a link before the round has ended")
		}
		n++
		if n == 3 != o.Has("@removed") {
			t.Errorf("object %d: %v", n, o.Names())
		}
	}
	next := c.DeltaFrom(t.Context(), round.Link())
	for range next.Changes() {
		t.Error("a change in an empty round")
	}
	old := c.DeltaFrom(t.Context(), next.Link())
	for _, err := range old.Changes() {
		if e := apierr.As(err); e == nil || e.Status != 410 || e.Hint == "" {
			t.Errorf("an old token gives %v", err)
		}
	}
	s.Want(t, "GET users/delta?$select=id", "GET users/delta?$skiptoken=a", "GET users/delta?$deltatoken=d", "GET users/delta?$deltatoken=e")
	for _, err := range c.DeltaFrom(t.Context(), "https://evil.test/users/delta").Changes() {
		if err == nil {
			t.Error("a link to another host was followed")
		}
	}
}
