package odata

import (
	"errors"
	"net/url"
	"slices"
	"strings"
	"testing"
)

func TestQueryEncode(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   Query
		want string
	}{
		{Query{}, ""},
		{Query{Select: []string{"id", "displayName"}, Top: 5}, "$select=id,displayName&$top=5"},
		{Query{Filter: "startsWith(displayName,'A & B') and a eq 1"}, "$filter=startsWith(displayName,'A%20%26%20B')%20and%20a%20eq%201"},
		{Query{Filter: "a eq 'x+y=ü#?;'"}, "$filter=a%20eq%20'x%2By%3D%C3%BC%23%3F%3B'"},
		{Query{Search: `"displayName:foo" AND "mail:b"`, Advanced: true}, "$search=%22displayName:foo%22%20AND%20%22mail:b%22&$count=true"},
		{Query{Search: `"a:b"`, Filter: "c ne 1", Advanced: true}, "$filter=c%20ne%201&$search=%22a:b%22&$count=true"},
		{Query{Search: `"a:b"`, Count: true}, "$search=%22a:b%22&$count=true"},
		{Query{OrderBy: "displayName desc", Filter: "a ne 1", Advanced: true}, "$filter=a%20ne%201&$orderby=displayName%20desc&$count=true"},
		{Query{Expand: "manager($select=id)", Count: true}, "$expand=manager($select%3Did)&$count=true"},
	}
	for _, tt := range tests {
		if got := tt.in.Encode(); got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

func TestParseQuery(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want, rest string }{
		{"", "", ""},
		{"$select=id,%20displayName&$top=5", "$select=id,displayName&$top=5", ""},
		{"%24Filter=groupTypes/any(c:c+eq+'Unified')", "$filter=groupTypes/any(c:c%20eq%20'Unified')", ""},
		{"filter=a%20eq%20'x%2By'&COUNT=True&OrderBy=a", "$filter=a%20eq%20'x%2By'&$orderby=a&$count=true", ""},
		{"$skiptoken=abc&$DeltaToken=x&api-version=1.6&$count=false", "", "%24deltatoken=x&%24skiptoken=abc&api-version=1.6"},
		{"$select=*,@odata.type,manager/id&$select=", "", "!more than once"},
		{"$select=@odata.type,*,a/b", "$select=%40odata.type,*,a/b", ""},
		{"$select=", "", ""},
		{"$search=%22displayName:x%22&$expand=manager", "$search=%22displayName:x%22&$expand=manager", ""},
		{"$top=0", "", `!$top: unexpected "0" at character 1: a whole number from 1`},
		{"$top=x", "", "!$top"},
		{"$top=-1", "", "!$top"},
		{"$top=99999999999", "", "!$top"},
		{"$count=yes", "", "!$count: unexpected \"yes\" at character 1: true or false"},
		{"$select=a,,b", "", "!$select: unexpected \",\" at character 3"},
		{"$select=a b", "", "!$select: unexpected \"b\""},
		{"$select=a eq 1", "", "!$select"},
		{"$expand=manager($levels=1;$select=id)", "$expand=manager($levels%3D1%3B$select%3Did)", ""},
		{"$filter=a&$Filter=b", "", "!more than once"},
		{"$filter=%zz", "", "!query: invalid URL escape"},
		{"$filter=" + strings.Repeat("x", 70000), "", "!query: it has 70008 bytes, at most 65536 are read"},
	}
	for _, tt := range tests {
		q, rest, err := ParseQuery(tt.in)
		if want, bad := strings.CutPrefix(tt.rest, "!"); bad {
			var se *SyntaxError
			if !errors.As(err, &se) || !strings.Contains(err.Error(), want) {
				t.Errorf("%.60s: %v, want %s", tt.in, err, want)
			}
			continue
		}
		want := strings.ReplaceAll(tt.want, "%40", "@")
		if got := q.Encode(); err != nil || got != want || rest.Encode() != tt.rest {
			t.Errorf("%s: got %s, %s, %v; want %s, %s", tt.in, got, rest.Encode(), err, want, tt.rest)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{"", "$select=a,b&$top=5", "filter=a+eq+1&x=y", "$count=true&$search=%22a:b%22", "$top=0", "%24select=*", "a;b", "$expand=a($select=b)"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		q, _, err := ParseQuery(s)
		if err != nil {
			return
		}
		again, rest, err := ParseQuery(q.Encode())
		if err != nil || len(rest) > 0 || !slices.Equal(again.Select, q.Select) ||
			again.Filter != q.Filter || again.OrderBy != q.OrderBy || again.Search != q.Search ||
			again.Expand != q.Expand || again.Top != q.Top || again.Count != q.Count {
			t.Fatalf("%q: %+v came back as %+v, %v, %v", s, q, again, rest, err)
		}
		if _, err := url.ParseQuery(q.Encode()); err != nil {
			t.Fatal(err)
		}
	})
}
