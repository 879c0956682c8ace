package odata

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseExpand(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		want []Expand
		err  string
	}{
		{"", nil, ""},
		{"manager", []Expand{{Name: "manager"}}, ""},
		{"*", []Expand{{Name: "*"}}, ""},
		{"manager, memberOf", []Expand{{Name: "manager"}, {Name: "memberOf"}}, ""},
		{"manager($levels=max;$select=id,displayName)", []Expand{{Name: "manager", Levels: MaxLevels, Query: Query{Select: []string{"id", "displayName"}}}}, ""},
		{"manager( $Select = id ; levels=3 )", []Expand{{Name: "manager", Levels: 3, Query: Query{Select: []string{"id"}}}}, ""},
		{"members($expand=*)", []Expand{{Name: "members", Query: Query{Expand: "*"}}}, ""},
		{"members/microsoft.graph.user($filter=startsWith(a,'x;)');$top=5),b",
			[]Expand{{Name: "members/microsoft.graph.user", Query: Query{Filter: "startsWith(a,'x;)')", Top: 5}}, {Name: "b"}}, ""},
		{`members($search="a:b;)";$orderby=a desc;$count=true)`, []Expand{{Name: "members", Query: Query{Search: `"a:b;)"`, OrderBy: "a desc", Count: true}}}, ""},
		{"a($expand=b($select=c;$expand=d))", []Expand{{Name: "a", Query: Query{Expand: "b($select=c;$expand=d)"}}}, ""},
		{"members/$ref,owners/$count", []Expand{{Name: "members", Ref: true}, {Name: "owners", Count: true}}, ""},
		{"manager(", nil, "a closing parenthesis was expected"},
		{"manager()", nil, "an option was expected"},
		{"manager($select=id,$expand=b)", nil, "only $count can stand here"},
		{"manager($skip=1)", nil, "no such option of $expand"},
		{"manager($levels=0)", nil, "$levels is a whole number from 1, or max"},
		{"manager($top=0)", nil, "a whole number from 1"},
		{"manager($select=a;$select=b)", nil, "more than once"},
		{"$select=id", nil, "options stand in parentheses"},
		{"manager)", nil, "a comma or the end was expected"},
		{"manager,", nil, "unexpected end at character 9: a relation's name"},
		{"a b", nil, "a comma or the end was expected"},
		{"a/$ref/b", nil, "nothing can follow"},
		{"'x'", nil, "a relation's name"},
	}
	for _, tt := range tests {
		got, err := ParseExpand(tt.in)
		if tt.err != "" {
			var se *SyntaxError
			if !errors.As(err, &se) || !strings.Contains(err.Error(), tt.err) {
				t.Errorf("%s: %v, want %s", tt.in, err, tt.err)
			}
			continue
		}
		if diff := cmp.Diff(tt.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", tt.in, err, diff)
		}
	}
}

func FuzzParseExpand(f *testing.F) {
	for _, s := range []string{"*", "manager($levels=max;$select=id)", "a,b/$ref", "a($filter=x eq ';)')", "a(", "a($search=\"\\\"\")", "a($expand=b($top=1))"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		list, err := ParseExpand(s)
		if err != nil {
			checkSyntaxError(t, err)
			return
		}
		var parts []string
		for _, e := range list {
			parts = append(parts, e.String())
		}
		again, err := ParseExpand(strings.Join(parts, ","))
		if err != nil {
			t.Fatalf("%q: %q: %v", s, parts, err)
		}
		if diff := cmp.Diff(list, again); diff != "" {
			t.Fatalf("%q: %q came back otherwise:\n%s", s, parts, diff)
		}
	})
}
