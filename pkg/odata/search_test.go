package odata

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestParseSearch(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{`"displayName:foo"`, `"displayName:foo"`},
		{`"displayName: foo bar "`, `"displayName:foo bar"`},
		{`foo`, `"foo"`},
		{`"displayName:a" AND "mail:b" OR "mail:c"`, `"displayName:a" AND "mail:b" OR "mail:c"`},
		{`"a:b" ("c:d" OR "e:f")`, `"a:b" AND ("c:d" OR "e:f")`},
		{`"a:b" OR ("c:d" OR "e:f")`, `"a:b" OR ("c:d" OR "e:f")`},
		{`NOT "a:b" AND (NOT ("c:d" OR "e:f"))`, `NOT "a:b" AND NOT ("c:d" OR "e:f")`},
		{`"a:say \"x\" \\ y"`, `"a:say \"x\" \\ y"`},
		{`"12:30"`, `"12:30"`},
		{`größe`, `"größe"`},
		{``, `!"displayName:foo" was expected`},
		{`"a:b" and "c:d"`, "!unexpected \"and\" at character 7: write AND in upper case"},
		{`displayName:foo`, "!stands in double quotes: \"displayName:foo\""},
		{`'displayName:foo'`, "!clauses stand in double quotes"},
		{`"a:b`, "!no closing double quote"},
		{`"a:"`, "!no text to look for"},
		{`""`, "!no text to look for"},
		{`"a:b" AND`, "!unexpected end at character 10"},
		{`AND "a:b"`, "!was expected"},
		{`("a:b"`, "!a closing parenthesis was expected"},
		{`"a:b")`, "!unexpected \")\""},
		{strings.Repeat("(", 200) + `"a:b"`, "!nested more than 100 deep"},
		{strings.Repeat("NOT ", 200) + `"a:b"`, "!nested more than 100 deep"},
	}
	for _, tt := range tests {
		e, err := ParseSearch(tt.in)
		if want, bad := strings.CutPrefix(tt.want, "!"); bad {
			var se *SyntaxError
			if !errors.As(err, &se) || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %s", tt.in, err, want)
			}
			continue
		}
		if err != nil || e.String() != tt.want {
			t.Errorf("%s: %v, %v, want %s", tt.in, e, err, tt.want)
		}
	}
}

func FuzzParseSearch(f *testing.F) {
	for _, s := range []string{`"displayName:foo"`, `a b OR c`, `NOT ("a:b" AND c)`, `"a\"b\\"`, `"`, `((a))`, `NOT`, `"a:b"OR"c:d"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e, err := ParseSearch(s)
		if err != nil {
			checkSyntaxError(t, err)
			return
		}
		again, err := ParseSearch(e.String())
		if err != nil {
			t.Fatalf("%q: %s: %v", s, e, err)
		}
		ignore := []cmp.Option{
			cmpopts.IgnoreFields(Term{}, "At"), cmpopts.IgnoreFields(SearchBinary{}, "At"), cmpopts.IgnoreFields(SearchNot{}, "At"),
		}
		if diff := cmp.Diff(e, again, ignore...); diff != "" {
			t.Fatalf("%q: %s came back otherwise:\n%s", s, e, diff)
		}
	})
}
