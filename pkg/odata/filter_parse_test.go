package odata

import (
	"errors"
	"strings"
	"testing"
)

func TestParseFilterGivesCanonicalText(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{"startswith(displayName,'A') and accountEnabled eq true", "startsWith(displayName,'A') and accountEnabled eq true"},
		{"groupTypes/any(c:c eq 'Unified')", "groupTypes/any(c:c eq 'Unified')"},
		{"identifierUris/any(s:s eq 'api://x')", "identifierUris/any(s:s eq 'api://x')"},
		{"categories/any(c:contains(c,'x'))", "categories/any(c:contains(c,'x'))"},
		{"NOT startswith(displayName,'A')", "not startsWith(displayName,'A')"},
		{"not(startsWith(displayName,'A'))", "not startsWith(displayName,'A')"},
		{"not accountEnabled eq true", "not (accountEnabled eq true)"},
		{"assignedLicenses/any(x:x/skuId eq 6FD2C87F-B296-42F0-B197-1E91E994B900)", "assignedLicenses/any(x:x/skuId eq 6fd2c87f-b296-42f0-b197-1e91e994b900)"},
		{"userPrincipalName in ('a', 'b')", "userPrincipalName in ('a','b')"},
		{"onPremisesExtensionAttributes/extensionAttribute1 eq 'x'", "onPremisesExtensionAttributes/extensionAttribute1 eq 'x'"},
		{"manager/id eq 'x'", "manager/id eq 'x'"},
		{"isof('microsoft.graph.user')", "isof('microsoft.graph.user')"},
		{"isof(microsoft.graph.user) or isof('microsoft.graph.group')", "isof('microsoft.graph.user') or isof('microsoft.graph.group')"},
		{"assignedLicenses/$count ne 0", "assignedLicenses/$count ne 0"},
		{"members/microsoft.graph.user/$count eq 0", "members/microsoft.graph.user/$count eq 0"},
		{"createdDateTime ge datetime'2020-01-31T08:00:00'", "createdDateTime ge 2020-01-31T08:00:00Z"},
		{"createdDateTime ge 2020-01-31t08:00:00.123z", "createdDateTime ge 2020-01-31T08:00:00.123Z"},
		{"createdDateTime ge 2020-01-31T08:00:00+02:00", "createdDateTime ge 2020-01-31T08:00:00+02:00"},
		{"hireDate lt 2020-01-31", "hireDate lt 2020-01-31"},
		{"objectId eq guid'6FD2C87F-B296-42F0-B197-1E91E994B900'", "objectId eq 6fd2c87f-b296-42f0-b197-1e91e994b900"},
		{"a eq 1 and (b eq 2 or c eq 3) and not (d eq 4)", "a eq 1 and (b eq 2 or c eq 3) and not (d eq 4)"},
		{"((a eq 1 and b eq 2) and c eq 3)", "a eq 1 and b eq 2 and c eq 3"},
		{"a eq 1 and (b eq 2 and c eq 3)", "a eq 1 and (b eq 2 and c eq 3)"},
		{"a eq 1 or b eq 2 and c eq 3", "a eq 1 or b eq 2 and c eq 3"},
		{"surname eq 'O''Brien'", "surname eq 'O''Brien'"},
		{"surname eq ''", "surname eq ''"},
		{"surname EQ NULL", "surname eq null"},
		{"substringof('an', displayName)", "contains(displayName,'an')"},
		{"tolower(displayName) eq 'x'", "tolower(displayName) eq 'x'"},
		{"length ( displayName ) gt -5", "length(displayName) gt -5"},
		{"x eq 10L or x eq 1.50m or x eq 1E3", "x eq 10 or x eq 1.50 or x eq 1e3"},
		{"color has microsoft.graph.color'Red'", "color has microsoft.graph.color'Red'"},
		{"d eq duration'P1DT2H' or d eq time'PT5M'", "d eq duration'P1DT2H' or d eq duration'PT5M'"},
		{"t eq 08:30:00", "t eq 08:30:00"},
		{"imAddresses/any()", "imAddresses/any()"},
		{"tags/all(x:x ne 'a' and startsWith(x,'b'))", "tags/all(x:x ne 'a' and startsWith(x,'b'))"},
		{"accountEnabled", "accountEnabled"},
		{"größe eq 'ß'", "größe eq 'ß'"},
		{"startswith(displayName,'A') eq true", "startsWith(displayName,'A') eq true"},
		{"(a eq 1) eq true", "(a eq 1) eq true"},
		{"$it/displayName eq 'x'", "$it/displayName eq 'x'"},
		{"bad0cafe_x eq 'x'", "bad0cafe_x eq 'x'"},
		{"k eq binary'T0RhdGE=' or k eq X'4f'", "k eq binary'T0RhdGE' or k eq binary'Tw'"},
		{"extension_1234567890abcdef1234567890abcdef_dept eq 'x'", "extension_1234567890abcdef1234567890abcdef_dept eq 'x'"},
	}
	for _, tt := range tests {
		e, err := ParseFilter(tt.in)
		if err != nil {
			t.Errorf("%s: %v", tt.in, err)
			continue
		}
		if got := e.String(); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestParseFilterTellsWhatToWrite(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   string
		pos  int
		want string // part of the error
	}{
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
	}
	for _, tt := range tests {
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
