package plan_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/plan"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func want(row int, upn string, pairs ...any) plan.Want {
	return plan.Want{Row: row, Key: upn, Object: odata.NewObject(append([]any{"userPrincipalName", upn}, pairs...)...)}
}

// show writes a plan down in a few words for each operation.
func show(r *plan.Result) []string {
	var lines []string
	for _, op := range r.Ops {
		body, before := "", ""
		if op.Body != nil {
			body = " " + string(op.Body.AppendJSON(nil))
		}
		if op.Before != nil {
			before = " was " + string(op.Before.AppendJSON(nil))
		}
		lines = append(lines, fmt.Sprintf("%d %s %s%s%s", op.Row, op.Name, op.Ref, body, before))
	}
	return lines
}

func TestObjects(t *testing.T) {
	t.Parallel()
	d := faulty.New()
	lee := d.Add("users", "userPrincipalName", "Lee@x", "jobTitle", "Clerk", "accountEnabled", true, "businessPhones", []string{"1"})
	d.Add("users", "userPrincipalName", "same@x", "jobTitle", "Clerk", "accountEnabled", true, "businessPhones", []string{})
	got, err := plan.Objects(t.Context(), d, plan.Source{
		Set: "users", Key: "userPrincipalName",
		Wants: []plan.Want{
			want(2, "lee@X", "jobTitle", "Director", "accountEnabled", true, "department", "Sales", "passwordProfile", map[string]string{"password": "p"}),
			want(3, "same@x", "jobTitle", "Clerk", "businessPhones", nil, "passwordProfile", map[string]string{"password": "p"}),
			want(4, "new@x", "jobTitle", "Clerk"),
			want(5, "bad@x"),
		},
		Create: func(w plan.Want) (*odata.Object, error) {
			if w.Key == "bad@x" {
				return nil, errors.New("no name")
			}
			body := w.Object.Clone()
			body.Set("mailNickname", "new")
			return body, nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	wantOps := []string{
		`4 create users {"userPrincipalName":"new@x","jobTitle":"Clerk","mailNickname":"new"}`,
		`2 update users/` + lee + ` {"jobTitle":"Director","department":"Sales"} was {"jobTitle":"Clerk","department":null}`,
	}
	if d := cmp.Diff(wantOps, show(got)); d != "" {
		t.Error(d)
	}
	wantBad := []task.RowError{{Row: 5, Target: "bad@x", Code: "Invalid", Message: "no name"}}
	if d := cmp.Diff(wantBad, got.Rejected); d != "" || got.Unchanged != 1 {
		t.Errorf("%d unchanged, rejected: %s", got.Unchanged, d)
	}
}

// TestObjectsReadLittle counts requests: the directory is read whole only if
// that is the shorter way.
func TestObjectsReadLittle(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name          string
		there, wanted int
		cannotFilter  bool
		most          int
	}{
		{"empty directory", 0, 1000, false, 1},
		{"a second import", 1000, 1000, false, 1},
		{"few rows, large directory", 5000, 30, false, 2},
		{"many rows, larger directory", 5000, 300, false, 21},
		{"one row", 5000, 1, false, 1},
		{"no filter", 5000, 30, true, 1},
		{"no rows", 10, 0, false, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			d := faulty.New()
			d.CannotFilter = tt.cannotFilter
			for i := range tt.there {
				d.Add("users", "userPrincipalName", fmt.Sprintf("u%d@x", i))
			}
			s := plan.Source{Set: "users", Key: "userPrincipalName"}
			for i := range tt.wanted {
				s.Wants = append(s.Wants, want(i, fmt.Sprintf("U%d@x", i)))
			}
			got, err := plan.Objects(t.Context(), d, s)
			if err != nil {
				t.Fatal(err)
			}
			if known := min(tt.there, tt.wanted); got.Unchanged != known || len(got.Ops) != tt.wanted-known {
				t.Errorf("%d unchanged, %d operations", got.Unchanged, len(got.Ops))
			}
			if d.Reads > tt.most {
				t.Errorf("%d requests, want at most %d", d.Reads, tt.most)
			}
		})
	}
}

func TestObjectsWithTheSameKeyAreRejected(t *testing.T) {
	t.Parallel()
	d := faulty.New()
	a := d.Add("groups", "mailNickname", "a", "displayName", "Twin")
	b := d.Add("groups", "mailNickname", "b", "displayName", "twin")
	got, err := plan.Objects(t.Context(), d, plan.Source{Set: "groups", Key: "displayName",
		Wants: []plan.Want{{Row: 2, Key: "Twin", Object: odata.NewObject("displayName", "Twin")}}})
	if err != nil || len(got.Ops) != 0 || len(got.Rejected) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	if m := got.Rejected[0].Message; !strings.Contains(m, a) || !strings.Contains(m, b) {
		t.Errorf("the message does not list them: %s", m)
	}
}

func TestMembers(t *testing.T) {
	t.Parallel()
	d := faulty.New()
	lee := d.Add("users", "userPrincipalName", "lee@x")
	guest := d.Add("users", "userPrincipalName", "ann_y#EXT#@x")
	sales := d.Add("groups", "mailNickname", "sales-de", "displayName", "Sales Germany")
	it := d.Add("groups", "mailNickname", "it", "displayName", "IT people")
	d.Add("groups", "mailNickname", "t1", "displayName", "Twin")
	d.Add("groups", "mailNickname", "t2", "displayName", "Twin")
	for range d.Apply(t.Context(), []*directory.Operation{{
		Verb: directory.Link, Ref: directory.Ref{Set: "groups", Key: sales, Path: "members"}, Other: directory.Ref{Key: lee},
	}}, func([]*directory.Operation) error { return nil }) {
	}
	got, err := plan.Members(t.Context(), d, []plan.MemberWant{
		{2, "SALES-DE", "LEE@x"},                // is one already
		{3, "it", "lee@x"},                      // by mailNickname
		{4, "Sales Germany", "ann_y#EXT#@x"},    // by displayName, a guest
		{5, it, lee},                            // by id: the same as row 3
		{6, sales, "it"},                        // a group
		{7, "sales-dd", "lee@x"},                // nearly
		{8, "Twin", "lee@x"},                    // two of them
		{9, "it", "leo@x"},                      // nearly
		{10, "it", "nobody.at.all@elsewhere.z"}, // not at all
	})
	if err != nil {
		t.Fatal(err)
	}
	var ops []string
	for _, op := range got.Ops {
		ops = append(ops, fmt.Sprint(op.Row, " ", op.Name, " ", op.Ref, " ", op.Other.Key))
	}
	wantOps := []string{
		"4 update groups/" + sales + "/members " + guest,
		"6 update groups/" + sales + "/members " + it,
		"3 update groups/" + it + "/members " + lee,
	}
	if d := cmp.Diff(wantOps, ops); d != "" || got.Unchanged != 2 {
		t.Errorf("%d unchanged; %s", got.Unchanged, d)
	}
	var bad []string
	for _, r := range got.Rejected {
		message, _, _ := strings.Cut(r.Message, "; name one by its id")
		bad = append(bad, fmt.Sprint(r.Row, " ", r.Code, ": ", message))
	}
	wantBad := []string{
		`7 NotFound: there is no group "sales-dd"; did you mean "sales-de"?`,
		`8 Ambiguous: 2 groups are named "Twin"`,
		`9 NotFound: there is no user "leo@x"; did you mean "lee@x"?`,
		`10 NotFound: there is no user "nobody.at.all@elsewhere.z"`,
	}
	if d := cmp.Diff(wantBad, bad); d != "" {
		t.Error(d)
	}
}
