package odata

import (
	"errors"
	"strings"
	"testing"
)

type slip struct {
	in   string
	pos  int
	want string // part of the error
}

func checkSlips(t *testing.T, slips []slip) {
	t.Helper()
	for _, tt := range slips {
		_, err := ParseFilter(tt.in)
		var se *SyntaxError
		if !errors.As(err, &se) {
			t.Errorf("%s: error %v, want a SyntaxError", tt.in, err)
			continue
		}
		if se.Pos != tt.pos || !strings.Contains(se.Error(), tt.want) {
			t.Errorf("%s\n got %d %s\nwant %d %s", tt.in, se.Pos, se, tt.pos, tt.want)
		}
	}
}

func TestParseFilterTellsWhatToWrite(t *testing.T) {
	t.Parallel()
	checkSlips(t, []slip{
		{"displayName = 'A'", 12, `unexpected "=" at character 13: write eq`},
		{"displayName == 'A'", 12, "write eq"},
		{"displayName != 'A'", 12, "write ne"},
		{"displayName <> 'A'", 12, "write ne"},
		{"displayName -eq 'A'", 12, "write eq, without the dash"},
		{"age >= 5", 4, "write ge"},
		{"a eq 1 && b eq 2", 7, "write and"},
		{"a eq 1 || b eq 2", 7, "write or"},
		{"!a", 0, "write not"},
		{`displayName eq "Lee Gu"`, 15, "single quotes: 'Lee Gu'"},
		{"displayName eq “Lee Gu”", 15, "single quotes: 'Lee Gu'"},
		{"displayName eq Lee Gu", 19, "single quotes: 'Lee Gu'"},
		{"userPrincipalName eq lee@contoso.com", 21, "single quotes: 'lee@contoso.com'"},
		{"surname eq 'O'Brien'", 14, "doubled: 'O''Brien'"},
		{"surname eq 'O", 11, "no closing quote"},
		{"startwith(displayName,'A')", 0, "did you mean startsWith(displayName,'A')?"},
		{"foo(displayName,'A')", 0, "no such function"},
		{"any(x:x eq 1)", 0, "a collection stands before it"},
		{"startswith(displayName)", 0, "startsWith takes 2 arguments, not 1: startsWith(displayName,'A')"},
		{"displayName startswith 'A'", 12, "write startsWith(property,'text')"},
		{"displayName like 'A*'", 12, "write startsWith(property,'text')"},
		{"displayName is null", 12, "write eq"},
		{"displayName eqq 'A'", 12, "did you mean eq?"},
		{"displayName blah 'A'", 12, "an operator was expected: eq"},
		{"a eq 1 nad b eq 2", 7, "did you mean and?"},
	})
}

func TestParseFilterTellsWhatWasExpected(t *testing.T) {
	t.Parallel()
	checkSlips(t, []slip{
		{"a eq 1 b eq 2", 7, "and, or, or the end was expected"},
		{"a eq 1)", 6, "no parenthesis to close"},
		{"(a eq 1", 7, "unexpected end at character 8: and, or, or a closing parenthesis was expected"},
		{"", 0, "a property, a value or a function was expected"},
		{"a eq", 4, "unexpected end at character 5"},
		{"a eq 1 and", 10, "unexpected end at character 11"},
		{"a eq 1 eq 2", 7, "join two comparisons with and"},
		{"'abc'", 0, "neither true nor false"},
		{"length(a)", 0, "neither true nor false"},
		{"a eq 1 and 5", 11, "neither true nor false"},
		{"a in 'x'", 5, "a list in parentheses"},
		{"a in ()", 6, "was expected"},
		{"a in (b)", 6, "list of constants"},
		{"a in ['x']", 5, "in ('a','b')"},
		{"c ge 2020-13-01", 5, "no such date"},
		{"c ge 2020-01-01T00:00:00", 5, "needs its zone: 2020-01-01T00:00:00Z"},
		{"employeeId eq 00123", 14, "single quotes: '00123'"},
		{"x/any(y eq 1)", 8, "a colon after the variable was expected, as in any(y:y eq 'value')"},
		{"x/all()", 6, "a variable"},
		{"a add 1 eq 2", 2, "arithmetic is not offered"},
		{"größe = 5", 8, "at character 7"},
		{"p eq foo'x'", 5, "microsoft.graph.foo'x'"},
		{"a/ eq 1", 3, "a property's name"},
		{"@p1 eq 1", 0, "parameter aliases"},
		{"a/$ref eq 1", 2, "only $count"},
		{"isof(5)", 5, "a type's name"},
	})
}
