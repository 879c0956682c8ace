package odata

import (
	"errors"
	"strings"
	"testing"
)

func evalObject(t *testing.T) *Object {
	t.Helper()
	o, err := ParseObject([]byte(`{
		"@odata.type": "#microsoft.graph.user",
		"id": "6FD2C87F-b296-42f0-b197-1e91e994b900",
		"displayName": "Lee Gu", "surname": "O'Brien", "city": "Zürich", "department": null,
		"accountEnabled": true, "age": 42, "ratio": 1.5, "big": 9007199254740993,
		"createdDateTime": "2024-03-01T10:00:00+02:00", "employeeHireDate": "2024-03-01",
		"start": "08:30:00", "shift": "PT8H", "flags": "Red, Green",
		"manager": {"id": "m1", "displayName": "Boss", "age": 60},
		"groupTypes": ["Unified", "DynamicMembership"], "otherMails": [],
		"assignedLicenses": [{"skuId": "a", "disabledPlans": ["p1", "p2"]}, {"skuId": "b", "disabledPlans": []}],
		"members": [{"@odata.type": "#microsoft.graph.user"}, {"@odata.type": "#microsoft.graph.device"}],
		"mixed": [1, null, 3]}`))
	if err != nil {
		t.Fatal(err)
	}
	return o
}

type evalTest struct {
	filter string
	want   bool
}

func runEvalTests(t *testing.T, tests []evalTest) {
	t.Helper()
	o := evalObject(t)
	for _, tt := range tests {
		e, err := ParseFilter(tt.filter)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		if got, err := Eval(e, o); got != tt.want || err != nil {
			t.Errorf("%s: %v, %v, want %v", tt.filter, got, err, tt.want)
		}
	}
}

func TestEvalCompares(t *testing.T) {
	t.Parallel()
	runEvalTests(t, []evalTest{
		{"displayName eq 'lee gu'", true},
		{"displayName ne 'lee gu'", false},
		{"DisplayName eq 'Lee Gu'", true},
		{"city eq 'zu\u0308rich'", true}, // decomposed
		{"surname eq 'o''brien'", true},
		{"startswith(displayName,'lEE')", true},
		{"endsWith(displayName,'gu')", true},
		{"contains(displayName,'e g')", true},
		{"not startsWith(displayName,'x')", true},
		{"accountEnabled", true},
		{"accountEnabled eq false", false},
		{"not (accountEnabled eq false)", true},
		{"age eq 42 and age ge 42 and age le 42 and age lt 43 and age gt 41", true},
		{"age eq 42.0", true},
		{"ratio gt 1", true},
		{"big eq 9007199254740993", true},
		{"big eq 9007199254740992", false},
		{"id eq 6fd2c87f-b296-42f0-b197-1e91e994b900", true},
		{"id eq '6fd2c87f-b296-42f0-b197-1e91e994b900'", true},
		{"createdDateTime eq 2024-03-01T08:00:00Z", true},
		{"createdDateTime gt 2024-03-01T09:00:00Z", false},
		{"createdDateTime ge 2024-03-01", true},
		{"createdDateTime lt datetime'2024-03-01T08:00:01'", true},
		{"employeeHireDate eq 2024-03-01", true},
		{"start lt 09:00:00", true},
		{"shift eq duration'PT480M'", true},
		{"flags has microsoft.graph.color'Green'", true},
		{"flags has microsoft.graph.color'Blue'", false},
	})
}

func TestEvalKnowsNull(t *testing.T) {
	t.Parallel()
	runEvalTests(t, []evalTest{
		{"department eq null", true},
		{"absent eq null", true},
		{"department ne null", false},
		{"displayName ne null", true},
		{"department eq 'x'", false},
		{"department ne 'x'", true},
		{"department gt 'x'", false},
		{"not (department gt 'x')", true},
		{"startsWith(department,'x')", false},
		{"not startsWith(department,'x')", false},
		{"startsWith(department,'x') or accountEnabled", true},
		{"startsWith(department,'x') and accountEnabled", false},
		{"not (startsWith(department,'x') and accountEnabled eq false)", true},
		{"not (startsWith(department,'x') and accountEnabled)", false},
		{"null eq null", true},
		{"department in ('a',null)", true},
		{"manager/nothing/more eq null", true},
	})
}

func TestEvalFollowsPathsAndCollections(t *testing.T) {
	t.Parallel()
	runEvalTests(t, []evalTest{
		{"displayName in ('A','LEE GU')", true},
		{"displayName in ('A','B')", false},
		{"age in (1,42)", true},
		{"manager/displayName eq 'boss'", true},
		{"manager/microsoft.graph.user/age gt 50", true},

		{"groupTypes/any(c:c eq 'unified')", true},
		{"groupTypes/any(c:c eq 'x')", false},
		{"groupTypes/all(c:c ne 'x')", true},
		{"groupTypes/any()", true},
		{"otherMails/any()", false},
		{"otherMails/any(x:x eq 'a')", false},
		{"otherMails/all(x:x eq 'a')", true},
		{"absent/any(x:x eq 'a')", false},
		{"not absent/any(x:x eq 'a')", true},
		{"groupTypes/$count eq 2", true},
		{"assignedLicenses/any(x:x/skuId eq 'b')", true},
		{"assignedLicenses/any(x:x/disabledPlans/any(y:y eq 'p2' and x/skuId eq 'a'))", true},
		{"assignedLicenses/any(x:x/disabledPlans/any(y:y eq 'p2' and x/skuId eq 'b'))", false},
		{"assignedLicenses/any(x:$it/displayName eq 'Lee Gu' and displayName eq 'Lee Gu')", true},
		{"members/microsoft.graph.user/$count eq 1", true},
		{"mixed/all(x:x gt 0)", false},
		{"mixed/any(x:x eq null)", true},
	})
}

func TestEvalCallsFunctions(t *testing.T) {
	t.Parallel()
	runEvalTests(t, []evalTest{
		{"isof('microsoft.graph.user')", true},
		{"isof(microsoft.graph.group)", false},
		{"tolower(displayName) eq 'lee gu' and toupper(city) eq 'ZÜRICH'", true},
		{"length(displayName) eq 6 and indexof(displayName,'gu') eq 4", true},
		{"indexof(city,'rich') eq 2 and indexof(city,'x') eq -1", true},
		{"substring(displayName,4) eq 'Gu' and substring(displayName,0,3) eq 'Lee'", true},
		{"substring(displayName,-5,99) eq 'Lee Gu' and substring(displayName,99) eq ''", true},
		{"concat(concat(displayName,'-'),city) eq 'Lee Gu-Zürich'", true},
		{"trim(' x ') eq 'x'", true},
		{"year(createdDateTime) eq 2024 and month(createdDateTime) eq 3 and day(createdDateTime) eq 1", true},
		{"hour(createdDateTime) eq 10 and totaloffsetminutes(createdDateTime) eq 120", true},
		{"date(createdDateTime) eq 2024-03-01 and time(createdDateTime) eq 10:00:00", true},
		{"hour(start) eq 8 and minute(start) eq 30", true},
		{"totalseconds(shift) eq 28800", true},
		{"createdDateTime lt now() and createdDateTime gt mindatetime()", true},
		{"round(ratio) eq 2 and floor(ratio) eq 1 and ceiling(ratio) eq 2 and floor(age) eq 42", true},
		{"cast(age,'Edm.String') eq '42'", true},
		{"(age eq 42) eq true", true},
	})
}

func TestEvalRefusesWhatMakesNoSense(t *testing.T) {
	t.Parallel()
	tests := []struct{ filter, want string }{
		{"displayName eq 5", "displayName is text: write '5'"},
		{"accountEnabled eq 'true'", "accountEnabled is a Boolean: write true without quotes"},
		{"age eq '42'", "age is a number: write 42 without quotes"},
		{"displayName ge 2024-01-01", "text cannot be compared with a time"},
		{"accountEnabled gt false", "no order"},
		{"groupTypes eq 'Unified'", "a collection (use any(…))"},
		{"assignedLicenses/skuId eq 'a'", "skuId cannot be looked up in a collection"},
		{"displayName/any(x:x eq 'a')", "displayName is no collection but text"},
		{"displayName", "neither true nor false but text"},
		{"startsWith(age,'4')", "startsWith cannot be applied to a number and text"},
		{"year(displayName) eq 1", "year cannot be applied to text"},
		{"manager eq 'x'", "an object cannot be compared"},
	}
	o := evalObject(t)
	for _, tt := range tests {
		e, err := ParseFilter(tt.filter)
		if err != nil {
			t.Errorf("%v", err)
			continue
		}
		_, err = Eval(e, o)
		var ee *EvalError
		if !errors.As(err, &ee) || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.filter, err, tt.want)
		}
	}
}
