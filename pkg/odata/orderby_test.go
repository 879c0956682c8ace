package odata

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

func TestParseOrderBy(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"", ""},
		{"displayName", "displayName"},
		{"displayName asc", "displayName"},
		{"displayName DESC, mail", "displayName desc,mail"},
		{"manager/displayName desc,members/$count", "manager/displayName desc,members/$count"},
		{"displayName descending", "!write desc"},
		{"displayName dsc", "!write desc"},
		{"displayName x", "!asc, desc, a comma, or the end was expected"},
		{"-displayName", "!a property's name"},
		{"a,,b", "!unexpected \",\" at character 3"},
		{"a,", "!unexpected end at character 3: a property's name"},
		{"length(a)", "!unexpected \"(\""},
		{"x/any(y:y eq 1)", "!without any(…)"},
		{"'a'", "!a property's name"},
	}
	for _, tt := range tests {
		orders, err := ParseOrderBy(tt.in)
		if want, bad := strings.CutPrefix(tt.want, "!"); bad {
			var se *SyntaxError
			if !errors.As(err, &se) || se.Option != "$orderby" || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v, want %s", tt.in, err, want)
			}
			continue
		}
		if got := orderText(orders); err != nil || got != tt.want {
			t.Errorf("%s: %s, %v, want %s", tt.in, got, err, tt.want)
		}
	}
}

func orderText(orders []Order) string {
	var keys []string
	for _, o := range orders {
		keys = append(keys, o.String())
	}
	return strings.Join(keys, ",")
}

func FuzzParseOrderBy(f *testing.F) {
	for _, s := range []string{"displayName", "a desc, b/c asc", "a,,b", "a/$count desc", "x/any(y:y)", "desc desc"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		orders, err := ParseOrderBy(s)
		if err != nil {
			checkSyntaxError(t, err)
			return
		}
		again, err := ParseOrderBy(orderText(orders))
		if err != nil || !slices.Equal(orders, again) {
			t.Fatalf("%q: %v came back as %v, %v", s, orders, again, err)
		}
	})
}

// checkSyntaxError fails unless an error is a SyntaxError whose place is
// inside the text, and whose texts can be printed on a terminal.
func checkSyntaxError(t *testing.T, err error) {
	t.Helper()
	var se *SyntaxError
	if !errors.As(err, &se) {
		t.Fatalf("%v is no SyntaxError", err)
	}
	if se.Pos < 0 || se.Pos > len(se.Text) || se.Msg == "" {
		t.Fatalf("%+v", se)
	}
	if strings.ContainsFunc(se.Error(), isControl) {
		t.Fatalf("control characters in %q", se.Error())
	}
	if lines := strings.Split(se.Caret(), "\n"); len(lines) != 2 || strings.ContainsFunc(lines[0], isControl) {
		t.Fatalf("caret: %q", se.Caret())
	}
}

func isControl(r rune) bool { return r < ' ' || r == 0x7f }
