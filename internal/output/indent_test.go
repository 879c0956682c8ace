package output

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

func FuzzIndentIsThatOfEncodingJSON(f *testing.F) {
	for _, seed := range []string{
		`{}`, `[]`, `[ ]`, `{"a":1,"b":[1,{"c":null}],"d":{}}`, ` { "a" : [ true , false ] , "b" : "x\"y\\" } `,
		`"\u00e9\u0041\/\u001b\ud83d\ude00\ud83d"`, `"\\u0041"`, `[-1.5e+3,"<&>"]`, `{"a":"\\\""}`, `"a\\"`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		if !json.Valid(text) {
			t.Skip("not JSON, which a caller never hands in")
		}
		var want bytes.Buffer
		if err := json.Indent(&want, bytes.TrimSpace(text), "", "  "); err != nil {
			t.Fatal(err)
		}
		got := appendIndented(nil, text, 0)
		if !bytes.ContainsRune(text, '\\') && !bytes.Equal(got, want.Bytes()) {
			t.Fatalf("got  %s\nwant %s", got, want.Bytes())
		}
		sameValue(t, got, text)
		sameValue(t, appendCompact(nil, text), text)
	})
}

func sameValue(t *testing.T, got, text []byte) {
	t.Helper()
	var a, b any
	if err := json.Unmarshal(text, &b); err != nil {
		t.Skip("a number is beyond float64, with which the two are compared")
	}
	if err := json.Unmarshal(got, &a); err != nil {
		t.Fatalf("%q: %v", got, err)
	}
	if !reflect.DeepEqual(a, b) {
		t.Fatalf("%q has become %q", text, got)
	}
}

func TestEscapesThatAreNotNeededAreUndone(t *testing.T) {
	t.Parallel()
	tests := []struct{ in, want string }{
		{`"\u0027\u003c\u00e4\/"`, `"'<ä/"`},
		{`"\ud83d\ude00"`, `"😀"`},
		{`"\u0022\u005c\u000a\u001b\u009b\u2028\u202e"`, `"\u0022\u005c\u000a\u001b\u009b\u2028\u202e"`},
		{`"\ud83d \ude00"`, `"\ud83d \ude00"`},
		{`"\\u0041"`, `"\\u0041"`},
		{`"\n\t\"\\"`, `"\n\t\"\\"`},
	}
	for _, test := range tests {
		if got := string(appendCompact(nil, []byte(test.in))); got != test.want {
			t.Errorf("%s gives %s, want %s", test.in, got, test.want)
		}
	}
}

func FuzzSanitizedCellsAreSafe(f *testing.F) {
	for _, seed := range []string{"", "plain", "\x1b[31m", "a\nb", "\u202eabc", "\xff\xfe", "é漢😀", "\u009b", "\ufeff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := sanitize(s)
		for _, r := range got {
			if r < ' ' || r >= 0x7f && r < 0xa0 || turnsDirection(r) || r == '\u2028' || r == '\u2029' {
				t.Fatalf("%q still holds %U", got, r)
			}
		}
		if strings.ToValidUTF8(got, "") != got {
			t.Fatalf("%q is not UTF-8", got)
		}
		if isSafe(s) && got != s {
			t.Fatalf("%q has become %q", s, got)
		}
	})
}

func BenchmarkJSONList(b *testing.B) {
	o := parse(b, `{"id":"00000000-0000-0000-0000-000000000001","userPrincipalName":"lee.gu@contoso.onmicrosoft.com","displayName":"Lee Gu","givenName":"Lee","surname":"Gu","mail":"lee.gu@contoso.onmicrosoft.com","mailNickname":"lee.gu","accountEnabled":true,"userType":"Member","jobTitle":"Director","department":"Sales","companyName":null,"officeLocation":"23/3101","employeeId":null,"businessPhones":["+1 425 555 0100"],"mobilePhone":null,"otherMails":[],"streetAddress":null,"city":"Köln","state":null,"postalCode":"50667","country":"Germany","usageLocation":"DE","preferredLanguage":"de-DE","createdDateTime":"2026-01-02T03:04:05Z"}`)
	for _, format := range []string{"json", "jsonl", "csv", "yaml"} {
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			p, err := New(Options{Format: format, Out: discard{}})
			if err != nil {
				b.Fatal(err)
			}
			s := p.sink(userColumns())
			b.SetBytes(int64(len(appendObject(nil, o))))
			for b.Loop() {
				if err := s.add(o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }
