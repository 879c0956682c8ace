package odata_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestNextLink(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, data, want string }{
		{"before the objects", `{"@odata.context":"c","@odata.nextLink":"https://x/?a=1&b=\u0026","value":[{`, "https://x/?a=1&b=&"},
		{"after them", `{ "value" : [ {"a":"]}","b":["\\","\"]",[]]} ] , "@odata.nextLink" : "https://x/" }`, "https://x/"},
		{"at the end", `{"value":[{"a":"x"}],"@odata.nextLink":"https://x/?$skiptoken=a"}` + "\n", "https://x/?$skiptoken=a"},
		{"at the end, with an escape", `{"value":[],"@odata.nextLink":"https:\/\/x\""}`, `https://x"`},
		{"at the end of an object", `{"value":[{"@odata.nextLink":"https://wrong/"}]}`, ""},
		{"only as a value", `{"value":[],"x":"@odata.nextLink\":\"y"}`, ""},
		{"of another name", `{"value":[],"members@odata.nextLink":"https://wrong/"}`, ""},
		{"without a prefix", `{"value":[],"@nextLink":"https://x/"}`, "https://x/"},
		{"version 3", `{"odata.metadata":"m","odata.nextLink":"users?$skiptoken=1","value":[]}`, "users?$skiptoken=1"},
		{"none", `{"value":[{"@odata.nextLink":"https://wrong/"}],"x":{"@odata.nextLink":"https://wrong/"}}`, ""},
		{"no string", `{"@odata.nextLink":null,"value":[]}`, ""},
		{"cut off", `{"value":[{"a":"b`, ""},
		{"a list", `[{"@odata.nextLink":"https://wrong/"}]`, ""},
		{"nothing", ``, ""},
	}
	for _, test := range tests {
		if got := odata.NextLink([]byte(test.data)); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
	}
}

// FuzzNextLink holds NextLink to what ParsePage finds in whole answers.
func FuzzNextLink(f *testing.F) {
	f.Add(`{"@odata.nextLink":"a","value":[]}`)
	f.Add(`{"value":[{"x":"\\\""}],"@nextLink":"b\u0020"}`)
	f.Fuzz(func(t *testing.T, data string) {
		got := odata.NextLink([]byte(data))
		page, err := odata.ParsePage([]byte(data))
		if err == nil && strings.Count(strings.ToLower(data), "nextlink") == 1 && page.NextLink != got {
			t.Errorf("NextLink gives %q, ParsePage %q", got, page.NextLink)
		}
	})
}

func BenchmarkNextLink(b *testing.B) {
	var text strings.Builder
	text.WriteString(`{"value":[`)
	for i := range 999 {
		fmt.Fprintf(&text, `{"id":"%d","displayName":"User %d","businessPhones":["+1"],"jobTitle":"Engineer"},`, i, i)
	}
	data := []byte(strings.TrimSuffix(text.String(), ",") + `],"@odata.nextLink":"https://x/"}`)
	for name, read := range map[string]func(){
		"link": func() { odata.NextLink(data) },
		"page": func() { odata.ParsePage(data) },
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			for b.Loop() {
				read()
			}
		})
	}
}
