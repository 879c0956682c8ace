package odata

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func FuzzParseObject(f *testing.F) {
	for _, s := range []string{`{}`, ` {"a":[1,{"b":null}],"a":"\u00e9"} `, `{"a":1.5e+10,"":true}`, `{"a":"` + "\xff" + `"}`, `{"a":-0}`, `{"\ud800":1}`, `[]`, `{"a":01}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		isObject := strings.HasPrefix(strings.TrimLeft(string(data), " \t\r\n"), "{") && json.Valid(data)
		o, err := ParseObject(bytes.Clone(data))
		if (err == nil) != isObject {
			if strings.Contains(err.Error(), "nested") {
				return
			}
			t.Fatalf("%q: %v, but encoding/json says %v", data, err, isObject)
		}
		if err != nil {
			return
		}
		out := o.AppendJSON(nil)
		var want, got map[string]any
		if json.Unmarshal(data, &want) != nil {
			return // a number out of range
		}
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatalf("%q: %q: %v", data, out, err)
		}
		if diff := cmp.Diff(want, got); diff != "" || bytes.ContainsAny(out, "\n\r") {
			t.Fatalf("%q: %q\n%s", data, out, diff)
		}
	})
}

func FuzzParsePage(f *testing.F) {
	for _, s := range []string{`{"value":[]}`, `{"@odata.count":1,"value":[{"a":1},{"a":2,"b":3},{"b":1}]}`, `{"odata.nextLink":"x","value":[{}]}`, `{"value":[{"a":1},{"a":1,"a":2}]}`, `{"value":null}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		p, err := ParsePage(bytes.Clone(data))
		if err != nil {
			return
		}
		if !json.Valid(data) {
			t.Fatalf("%q is no JSON", data)
		}
		for _, o := range p.Value {
			seen := map[string]bool{}
			for name := range o.All() {
				if seen[name] {
					t.Fatalf("%q: %q is there twice", data, name)
				}
				seen[name] = true
			}
			if !json.Valid(o.AppendJSON(nil)) {
				t.Fatalf("%q: %q", data, o.AppendJSON(nil))
			}
		}
	})
}
