package output

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestStringsThatLookLikeOtherTypesAreQuoted(t *testing.T) {
	t.Parallel()
	for _, s := range []string{
		"true", "no", "ON", "y", "null", "~", "", "12", "1e3", "0x1f", "1_000", "12:30:45", "2026-01-02", ".5", "- a", "a: b", "#x", " a", "a ", "*a", "&a", "!a", "{a", "a\nb", "\x1b", "<<", "=",
	} {
		text, err := json.Marshal(map[string]string{"v": s})
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := writeYAML(&out, text); err != nil {
			t.Fatal(err)
		}
		var got map[string]any
		if err := yaml.Unmarshal(out.Bytes(), &got); err != nil || got["v"] != s {
			t.Errorf("%q is printed %q and read as %#v, %v", s, out.String(), got["v"], err)
		}
		value := strings.TrimPrefix(out.String(), "v: ")
		switch s {
		case "no", "ON", "y", "12:30:45":
			if value[0] != '"' {
				t.Errorf("%q is not quoted for YAML 1.1: %s", s, value)
			}
		}
	}
}

func FuzzYAMLSaysWhatTheJSONSaid(f *testing.F) {
	f.Add([]byte(`{"a":[1,2.5,"x",null,true,{}],"b":"line\nbreak","yes":"no"}`))
	f.Add([]byte(`["", " ", "\t", "a: b", "- c", "\u0085", "é"]`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var want any
		if !utf8.Valid(text) || json.Unmarshal(text, &want) != nil {
			t.Skip("not JSON in UTF-8, which directories answer in")
		}
		var out bytes.Buffer
		if err := writeYAML(&out, text); err != nil {
			t.Fatal(err)
		}
		var got any
		if err := yaml.Unmarshal(out.Bytes(), &got); err != nil {
			if strings.Contains(err.Error(), "already defined") {
				t.Skip("a name is repeated, which YAML forbids")
			}
			t.Fatalf("%q gives %q: %v", text, out.Bytes(), err)
		}
		if again := viaJSON(t, got); !reflect.DeepEqual(again, want) {
			t.Fatalf("%q gives %q", text, out.Bytes())
		}
	})
}

// viaJSON makes numbers float64, as encoding/json has them.
func viaJSON(t *testing.T, v any) any {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Skip("a number is beyond float64, with which the two are compared")
	}
	var again any
	if err := json.Unmarshal(text, &again); err != nil {
		t.Fatal(err)
	}
	return again
}

func TestYAMLOfNestedValues(t *testing.T) {
	t.Parallel()
	text := `{"a":[],"b":{},"c":[[1,[2]],{"x":[{"u":"z"}],"w":null}],"d":{"e":{"f":"0c9a6d1f-8e42-4b7d-a5f3-6b1e9d274c80"}},"@x":"+1 425","+":"Zürich, CH"}`
	want := lines("a: []", "b: {}", "c:", "  - - 1", "    - - 2", "  - x:", "      - u: z", "    w: null",
		"d:", "  e:", "    f: 0c9a6d1f-8e42-4b7d-a5f3-6b1e9d274c80", `"@x": "+1 425"`, `"+": Zürich, CH`)
	var out bytes.Buffer
	if err := writeYAML(&out, []byte(text)); err != nil || out.String() != want {
		t.Errorf("got\n%s%v\nwant\n%s", out.String(), err, want)
	}
}

// BenchmarkYAML and BenchmarkJSON show what a list costs; YAML is to take no
// more than three times as long.
func BenchmarkYAML(b *testing.B) { benchmarkList(b, "yaml") }

func BenchmarkJSON(b *testing.B) { benchmarkList(b, "json") }

func benchmarkList(b *testing.B, format string) {
	o := parse(b, lee)
	for b.Loop() {
		p, _ := printer(b, Options{Format: format})
		objects := func(yield func(*odata.Object, error) bool) {
			for range 1000 {
				if !yield(o, nil) {
					return
				}
			}
		}
		if err := p.List(nil, objects); err != nil {
			b.Fatal(err)
		}
	}
}
