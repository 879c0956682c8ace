package store

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// office is a store with users a, b, c (deleted), groups g, h (within g) and
// a manager.
func office(t *testing.T) *Store {
	t.Helper()
	s := open(t)
	thing := func(id, typ string, pairs ...any) *Record {
		return &Record{ID: id, Type: typ, Props: odata.NewObject(pairs...)}
	}
	c := thing("c", "user", "displayName", "Carl", "userPrincipalName", "a@x")
	c.Deleted = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	insert(t, s,
		thing("a", "user", "displayName", "Adele OneVideo", "userPrincipalName", "a@x", "mail", "adele@x",
			"description", "leads", "otherMails", []string{"private@y"}, "accountEnabled", true),
		thing("b", "user", "displayName", "Björn-Åke 2nd", "userPrincipalName", "b@x", "createdDateTime", "2026-01-01T00:00:00Z"),
		c,
		thing("g", "group", "displayName", "Everyone", "description", "All of us", "groupTypes", []string{"Unified"}),
		thing("h", "group", "displayName", "Some", "mailNickname", "some"))
	write(t, s, func(tx *Tx) error {
		for _, l := range [][3]string{{"members", "g", "a"}, {"members", "g", "h"}, {"members", "h", "b"}, {"members", "h", "c"},
			{"manager", "a", "b"}, {"manager", "b", "c"}, {"owners", "g", "b"}} {
			if _, err := tx.Link(l[0], l[1], l[2]); err != nil {
				return err
			}
		}
		return nil
	})
	return s
}

func found(t *testing.T, s *Store, q ListQuery) string {
	t.Helper()
	return strings.Join(ids(t, s, q), " ")
}

func TestFilterOnRelationsAndTypes(t *testing.T) {
	t.Parallel()
	s := office(t)
	tests := []struct{ filter, want string }{
		{"manager/id eq 'B'", "a"},
		{"manager/id ne 'b'", "b g h"},
		{"manager/id eq null", "b g h"}, // a deleted manager is none
		{"not (manager/id eq 'b')", "b g h"},
		{"manager/displayName eq 'björn-åke 2ND'", "a"},
		{"startsWith(manager/displayName,'b')", "a"},
		{"memberOf/any(m:m/id eq 'g')", "a h"},
		{"memberOf/any(m:startsWith(m/displayName,'some'))", "b"},
		{"members/any(m:m/id eq 'b')", "h"},
		{"members/any(m:m/id eq 'c')", ""},
		{"members/$count eq 2", "g"},
		{"members/$count eq 1", "h"},
		{"members/microsoft.graph.group/any()", "g"},
		{"owners/all(o:o/id eq 'b')", "a b g h"},
		{"directReports/any()", "b"},
		{"isof('microsoft.graph.group')", "g h"},
		{"isof('microsoft.graph.directoryObject')", "a b g h"},
		{"not isof('microsoft.graph.user')", "g h"},
		{"microsoft.graph.user/displayName ne null", "a b"},
		{"id in ('A','h')", "a h"},
		{"id eq 'B' or id eq 'g'", "b g"},
		{"DISPLAYNAME eq 'some'", "h"},
		{"groupTypes/any(c:c eq 'unified')", "g"},
		{"createdDateTime ge 2025-12-31T23:00:00-01:00", "b"},
		{"createdDateTime ge '2026-01-01T00:00:00Z'", "b"},
		{"createdDateTime lt now()", "b"},
		{"true", "a b g h"},
		{"null", ""},
		{"not (null eq 1)", "a b g h"},
	}
	for _, test := range tests {
		if got := found(t, s, ListQuery{Filter: parse(t, test.filter)}); got != test.want {
			t.Errorf("%s: got %q, want %q", test.filter, got, test.want)
		}
	}
	users := ListQuery{Types: []string{"user", "group"}, Via: &Via{Relation: "members", ID: "g", Transitive: true},
		Filter: parse(t, "isof('microsoft.graph.user')")}
	if got := found(t, s, users); got != "a b" {
		t.Errorf("transitive members that are users: %q", got)
	}
	deleted := ListQuery{Types: []string{"user"}, Deleted: true, Filter: parse(t, "deletedDateTime gt 2026-01-01")}
	if got := found(t, s, deleted); got != "c" {
		t.Errorf("deleted: %q", got)
	}
}

func TestFilterRefused(t *testing.T) {
	t.Parallel()
	s := open(t)
	for _, test := range []struct {
		filter string
		pos    int
	}{
		{"displayName eq 'a' and flags has microsoft.graph.color'Red'", 29},
		{"accountEnabled eq 'true'", 18},
		{"createdDateTime gt 'yesterday'", 19},
		{"displayName eq 5", 15},
		{"members eq 'x'", 0},
		{"contains(createdDateTime,'2026')", 9},
		{"round(x) eq 1", 0},
		{"shift eq duration'PT8H'", 9},
	} {
		err := s.Read(t.Context(), func(tx *Tx) error {
			for _, err := range tx.List(ListQuery{Filter: parse(t, test.filter)}) {
				return err
			}
			return nil
		})
		var e *FilterError
		if !errors.As(err, &e) || e.Pos != test.pos {
			t.Errorf("%s: %#v", test.filter, err)
		}
	}
}

// Long and deep filters meet no bound of SQLite.
func TestLongFilter(t *testing.T) {
	t.Parallel()
	s := office(t)
	var ors []string
	for n := range 2000 {
		ors = append(ors, fmt.Sprintf("department eq 'd%d'", n))
	}
	long := strings.Join(ors, " or ") + " or mail eq 'adele@x'"
	deep := strings.Repeat("not (", 46) + "mail eq 'adele@x'" + strings.Repeat(")", 46)
	for _, filter := range []string{long, deep} {
		if got := found(t, s, ListQuery{Types: []string{"user"}, Filter: parse(t, filter)}); got != "a" {
			t.Errorf("%.40s...: got %q", filter, got)
		}
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()
	s := office(t)
	tests := []struct{ search, want string }{
		{`"displayName:ade"`, "a"},
		{`"displayName:video"`, "a"},
		{`"displayName:deo"`, ""},
		{`"displayName:onevideo adele"`, "a"},
		{`"displayname:ÅKE"`, "b"},
		{`"displayName:2"`, "b"},
		{`"displayName:björn-å"`, "b"},
		{`"description:us"`, "g"},
		{`"mail:adele"`, "a"},
		{`"mail:dele"`, ""},
		{`"otherMails:priv"`, "a"},
		{`"mailNickname:so" OR "displayName:every"`, "g h"},
		{`"displayName:ade" AND "mail:adele"`, "a"},
		{`NOT "displayName:ade"`, "b g h"},
		{`"displayName:%"`, ""},
		{`adele`, "a"},
	}
	for _, test := range tests {
		e, err := odata.ParseSearch(test.search)
		if err != nil {
			t.Errorf("%s: %v", test.search, err)
			continue
		}
		if got := found(t, s, ListQuery{Search: e}); got != test.want {
			t.Errorf("%s: got %q, want %q", test.search, got, test.want)
		}
	}
}

// Text of a filter is data: nothing in it can reach the statement.
func TestFilterIsNoSQL(t *testing.T) {
	t.Parallel()
	s := office(t)
	hostile := `x' OR 1=1; DROP TABLE objects; --`
	filters := []string{
		"displayName eq " + odata.QuoteString(hostile),
		"startsWith(preferredLanguage," + odata.QuoteString(hostile) + ")",
		"otherMails/any(x:x eq " + odata.QuoteString(hostile) + ")",
	}
	for _, filter := range filters {
		if got := found(t, s, ListQuery{Filter: parse(t, filter)}); got != "" {
			t.Errorf("%s: got %q", filter, got)
		}
	}
	paths := []string{`a"b`, `a' OR 1`, "a;b", `a\`}
	for _, p := range paths {
		err := s.Read(t.Context(), func(tx *Tx) error {
			e := &odata.Binary{Op: "eq", L: &odata.Path{Segments: []string{p}}, R: &odata.Literal{Kind: odata.String, Text: "x"}}
			for _, err := range tx.List(ListQuery{Filter: e, OrderBy: []odata.Order{{Path: p}}}) {
				return err
			}
			return nil
		})
		var e *FilterError
		if err != nil && !errors.As(err, &e) {
			t.Errorf("%s: %v", p, err)
		}
	}
	if got := found(t, s, ListQuery{}); got != "a b g h" {
		t.Errorf("left: %q", got)
	}
}
