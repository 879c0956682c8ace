package current

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestSame(t *testing.T) {
	t.Parallel()
	tests := []struct {
		want, have string
		same       bool
	}{
		{`"a"`, `"a"`, true},
		{`"a"`, `"A"`, false},
		{`"a\u0062"`, `"ab"`, true},
		{`null`, ``, true},
		{`[]`, `null`, true},
		{`""`, `null`, false},
		{`1`, `1.0`, true},
		{`1`, `"1"`, false},
		{`1e400`, `2e400`, false},
		{`9007199254740993`, `9007199254740992`, false},
		{`true`, `true `, true},
		{`false`, `null`, false},
		{`["a","b"]`, `["a", "b"]`, true},
		{`["a","b"]`, `["b","a"]`, false},
		{`["a"]`, `["a","b"]`, false},
		{`{"a":1}`, `{"b":2,"a":1}`, true},
		{`{"a":1,"b":null}`, `{"a":1}`, true},
		{`{"a":1}`, `{"a":2}`, false},
		{`"2026-01-02T03:04:05Z"`, `"2026-01-02T03:04:05.000Z"`, true},
		{`"2026-01-02T03:04:05Z"`, `"2026-01-02T03:04:06Z"`, false},
	}
	for _, tt := range tests {
		if got := Same(json.RawMessage(tt.want), json.RawMessage(tt.have)); got != tt.same {
			t.Errorf("Same(%s, %s) = %v", tt.want, tt.have, got)
		}
	}
}

func TestDifferencesPassOverWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	want := odata.NewObject("a", 1, "passwordProfile", map[string]string{"password": "x"},
		"members@odata.bind", []string{"y"}, "b", nil, "c", "new")
	have := odata.NewObject("a", 2, "c", "old")
	if d := cmp.Diff([]string{"a", "c"}, Differences(want, have)); d != "" {
		t.Error(d)
	}
}

func TestIn(t *testing.T) {
	t.Parallel()
	if got := In("mail", []string{"o'brien@x"}); got != "mail eq 'o''brien@x'" {
		t.Error(got)
	}
	if got := In("id", []string{"1", "2"}); got != "id in ('1','2')" {
		t.Error(got)
	}
}

func TestItemsOfListsAreWholeInWhatWasBefore(t *testing.T) {
	t.Parallel()
	before := parse(t, `{"web":{"homePageUrl":"x"},"optionalClaims":{"idToken":[{"name":"email"}]},"tags":[]}`)
	for text, want := range map[string][]string{
		`{"web":{"homePageUrl":"x","logoutUrl":"y"},"optionalClaims":{"idToken":[{"name":"email"}]},"tags":null}`: nil,
		`{"web":{"homePageUrl":"x"},"optionalClaims":{"idToken":[{"name":"email","source":"user"}]}}`:             {"optionalClaims"},
		`{"web":{"homePageUrl":"z"},"optionalClaims":{"idToken":[{"name":"email"}]}}`:                             {"web"},
	} {
		if diff := cmp.Diff(want, DifferencesBefore(before, parse(t, text))); diff != "" {
			t.Error(text, diff)
		}
	}
}

func parse(t *testing.T, text string) *odata.Object {
	t.Helper()
	o, err := odata.ParseObject([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return o
}
