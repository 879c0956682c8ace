package store

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// plan tells how SQLite would run a query.
func plan(t *testing.T, s *Store, q ListQuery) string {
	t.Helper()
	st, err := q.statement(recordColumns)
	if err != nil {
		t.Fatal(err)
	}
	b := new(builder)
	b.add("EXPLAIN QUERY PLAN "+st.text.String(), st.args...)
	var lines []string
	read(t, s, func(tx *Tx) error {
		for rows, err := range tx.rows(b) {
			if err != nil {
				return err
			}
			var id, parent, unused int
			var detail string
			if err := rows.Scan(&id, &parent, &unused, &detail); err != nil {
				return err
			}
			lines = append(lines, detail)
		}
		return nil
	})
	return strings.Join(lines, "\n")
}

// What can be found by an index is, and is not sorted if it comes in order.
func TestPlans(t *testing.T) {
	t.Parallel()
	s := open(t)
	users := []string{"user"}
	byName := []odata.Order{{Path: "displayName"}}
	byNameDown := []odata.Order{{Path: "displayName", Desc: true}}
	tests := []struct {
		name string
		q    ListQuery
		want []string // every one of them
		sort bool
	}{
		{"all", ListQuery{Types: users}, []string{"INDEX live (type=?)"}, false},
		{"page", ListQuery{Types: users, After: ListQuery{Types: users}.CursorOf(&Record{Seq: 9})},
			[]string{"INDEX live (type=? AND rowid>?)"}, false},
		{"UPN", ListQuery{Types: users, Filter: parse(t, "userPrincipalName eq 'a'")}, []string{"live_userPrincipalName"}, false},
		{"department", ListQuery{Types: users, Filter: parse(t, "department eq 'a' and accountEnabled eq true")},
			[]string{"INDEX live_department (type=? AND department=?)"}, false},
		{"in", ListQuery{Types: users, Filter: parse(t, "mail in ('a','b')")}, []string{"live_mail (type=? AND mail=?)"}, true},
		{"or", ListQuery{Types: users, Filter: parse(t, "mail eq 'a' or mail eq 'b' or mail eq 'c'")}, []string{"live_mail (type=? AND mail=?)"}, true},
		{"id", ListQuery{Filter: parse(t, "id eq 'a'")}, []string{"(id=?)"}, false},
		{"ids", ListQuery{Types: users, IDs: []string{"a", "b"}}, []string{"(id=?)"}, true},
		{"id in", ListQuery{Types: users, Filter: parse(t, "id in ('a','b')")}, []string{"(id=?)"}, true},
		{"startsWith", ListQuery{Types: users, Filter: parse(t, "startsWith(displayName,'a')"), OrderBy: byName},
			[]string{"live_displayName (type=? AND displayName>? AND displayName<?)"}, false},
		{"order", ListQuery{Types: users, OrderBy: byName}, []string{"live_displayName (type=?)"}, false},
		{"order down", ListQuery{Types: users, OrderBy: byNameDown}, []string{"live_displayName (type=?)"}, false},
		{"order page", ListQuery{Types: users, OrderBy: byName, After: ListQuery{Types: users, OrderBy: byName}.CursorOf(user(1))},
			[]string{"live_displayName (type=? AND displayName>?)"}, false},
		{"order down page", ListQuery{Types: users, OrderBy: byNameDown,
			After: ListQuery{Types: users, OrderBy: byNameDown}.CursorOf(user(1))},
			[]string{"live_displayName (type=?)"}, false},
		{"members", ListQuery{Via: &Via{Relation: "members", ID: "a"}}, []string{"PRIMARY KEY (src=? AND relation=?)"}, false},
		{"transitive members", ListQuery{Via: &Via{Relation: "members", ID: "a", Transitive: true}},
			[]string{"INTEGER PRIMARY KEY (rowid=?)", "LIST SUBQUERY"}, false},
		{"member of", ListQuery{Types: []string{"group"}, Via: &Via{Relation: "members", ID: "a", Reverse: true}},
			[]string{"links_back (dst=? AND relation=?)"}, false},
		{"manager", ListQuery{Types: users, Filter: parse(t, "manager/id eq 'a'")}, []string{"LIST SUBQUERY", "links_back (dst=? AND relation=?)"}, false},
		{"deleted", ListQuery{Types: users, Deleted: true}, []string{"INDEX gone (type=?"}, true},
	}
	for _, test := range tests {
		got := plan(t, s, test.q)
		for _, want := range test.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: the plan lacks %q:\n%s", test.name, want, got)
			}
		}
		if !test.sort && strings.Contains(got, "TEMP B-TREE") {
			t.Errorf("%s: the plan sorts:\n%s", test.name, got)
		}
	}
}
