package odata

import "testing"

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
