package cli_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/cli"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// TestRoundTrip takes an object that uses every property out of a directory
// and back: what apply makes of a document is what export writes, and applying
// it again writes nothing.
func TestRoundTrip(t *testing.T) {
	t.Parallel()
	for _, c := range roundTrips() {
		t.Run(c.typ, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile("testdata/roundtrip/" + c.file)
			if err != nil {
				t.Fatal(err)
			}
			v := &voyage{t: t, roundTrip: c, home: t.TempDir()}
			c.text = strings.ReplaceAll(string(text), "APPID", v.app())
			v.roundTrip = c
			v.usesEverything()
			v.comesBack()
			v.isMadeAnew()
			v.changes()
		})
	}
}

// voyage is a round trip at a home of its own.
type voyage struct {
	t *testing.T
	roundTrip
	home string
}

// run runs a command that must succeed, and gives what it printed and wrote.
func (v *voyage) run(stdin string, args ...string) (out, told string, writes []request) {
	v.t.Helper()
	streams, in, printed, problems := iostreams.Test()
	in.WriteString(stdin)
	seen := &witness{}
	code := cli.Run(v.t.Context(), cli.Options{
		Args: args, IO: streams, Now: time.Now,
		Env:  func(name string) string { return map[string]string{"TENANTCTL_HOME": v.home}[name] },
		Wrap: func(next http.RoundTripper) http.RoundTripper { seen.next = next; return seen },
	})
	if code != 0 {
		v.t.Fatalf("tenantctl %s: exit code %d\n%s", strings.Join(args, " "), code, problems)
	}
	for _, r := range seen.list {
		if r.writes() {
			writes = append(writes, r)
		}
	}
	return printed.String(), problems.String(), writes
}

// app is the application of which a service principal is one.
func (v *voyage) app() string {
	if v.noun != "sp" {
		return ""
	}
	out, _, _ := v.run("", "app", "create", "Everything", "-o", "json", "--jq", ".appId")
	return strings.Trim(out, "\"\n")
}

// object is all that the directory tells of the object.
func (v *voyage) object() *odata.Object {
	v.t.Helper()
	id, _, _ := v.run("", v.noun, "get", v.name, "-o", "id")
	text, _, _ := v.run("", "api", "GET", "/"+v.set+"/"+strings.TrimSpace(id), "-o", "json")
	o, err := odata.ParseObject([]byte(text))
	if err != nil {
		v.t.Fatal(err)
	}
	return o
}

func (v *voyage) export() string {
	v.t.Helper()
	out, told, _ := v.run("", v.noun, "export", v.name)
	if told != "" {
		v.t.Errorf("export left something out: %s", told)
	}
	return out
}

// unchanged applies a document that must change nothing.
func (v *voyage) unchanged(text string) {
	v.t.Helper()
	_, told, writes := v.run(text, v.noun, "apply", "-f", "-")
	if len(writes) > 0 || !strings.Contains(told, "nothing to change") {
		v.t.Errorf("a document that is so already is written: %v\n%s", writes, told)
	}
}

// usesEverything holds the document to the model: it has a value for every
// property, down through all complex types, but those left out with a reason.
func (v *voyage) usesEverything() {
	v.t.Helper()
	typ := edm.Lookup(v.typ)
	out, _, _ := v.run(v.text, v.noun, "apply", "-f", "-", "--dry-run", "-o", "json")
	var sent []struct{ Body json.RawMessage }
	if err := json.Unmarshal([]byte(out), &sent); err != nil || len(sent) != 1 {
		v.t.Fatalf("%v: %s", err, out)
	}
	w := &propertyWalk{owner: typ, without: v.without, reached: map[string]bool{}, used: map[string]bool{}}
	w.visit(typ, "", []json.RawMessage{sent[0].Body})
	for _, path := range w.missing {
		v.t.Errorf("%s/%s has no value in %s", v.typ, path, v.file)
	}
	for path := range v.without {
		if !w.used[path] {
			v.t.Errorf("%s/%s is left out, but has a value or is none", v.typ, path)
		}
	}
	var changed []string
	for _, c := range v.each {
		changed = append(changed, c.typ)
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(w.reached)), slices.Sorted(slices.Values(changed))); diff != "" {
		v.t.Errorf("types of which a value is changed (+) and which there are (-):\n%s", diff)
	}
}

// propertyWalk goes through a type and all types within it.
type propertyWalk struct {
	owner   *edm.Type
	without map[string]string
	missing []string
	reached map[string]bool // complex types
	used    map[string]bool // reasons that apply
}

// visit looks at the objects that stand at a path.
func (w *propertyWalk) visit(t *edm.Type, path string, objects []json.RawMessage) {
	for p := range t.AllProperties() {
		at := path + p.Name
		var values []json.RawMessage
		for _, raw := range objects {
			o, err := odata.ParseObject(raw)
			if value, ok := o.Raw(p.Name); err == nil && ok && string(value) != "null" && string(value) != "[]" {
				values = append(values, items(p, value)...)
			}
		}
		reason, left := w.without[at]
		readOnly := w.owner.Rule(at).ReadOnly
		switch inner := edm.Lookup(p.Type); {
		case left && len(values) == 0 && (reason != byDirectory || readOnly):
			w.used[at] = true
		case len(values) == 0:
			w.missing = append(w.missing, at)
		case inner != nil && inner.Kind == edm.Complex:
			w.reached[inner.Name] = true
			w.visit(inner, at+"/", values)
		}
	}
}

func items(p edm.Property, value json.RawMessage) []json.RawMessage {
	var list []json.RawMessage
	if !p.Collection || json.Unmarshal(value, &list) != nil {
		return []json.RawMessage{value}
	}
	return list
}

// comesBack applies the document, and what export makes of it.
func (v *voyage) comesBack() {
	v.t.Helper()
	v.run(v.text, v.noun, "apply", "-f", "-")
	if diff := cmp.Diff(v.text, v.export()); diff != "" {
		v.t.Fatalf("what was applied (-) and is exported (+):\n%s", diff)
	}
	v.unchanged(v.text)
	v.unchanged(v.export())
	asGot, _, _ := v.run("", v.noun, "get", v.name, "-o", "yaml")
	v.unchanged(asGot)
	v.unchanged(string(v.object().AppendJSON(nil)))
}

// isMadeAnew erases the object and applies its document: it differs from what
// it was in what the directory makes alone.
func (v *voyage) isMadeAnew() {
	v.t.Helper()
	before := v.object()
	v.run("", v.noun, "delete", v.name, "--yes")
	v.run("", v.noun, "erase", v.name, "--yes")
	v.run(v.text, v.noun, "apply", "-f", "-")
	if diff := cmp.Diff(v.text, v.export()); diff != "" {
		v.t.Errorf("what was applied (-) and is exported (+) of the new one:\n%s", diff)
	}
	after := v.object()
	for _, name := range before.Names() {
		was, _ := before.Raw(name)
		is, _ := after.Raw(name)
		same, soon := string(was) == string(is), strings.HasSuffix(name, "DateTime") // the same second, it may be
		if made := slices.Contains(v.made, name); same == made && !(made && soon) {
			v.t.Errorf("%s: before %s, after %s", name, was, is)
		}
	}
}

// changes changes a value of each type, and sees that alone sent.
func (v *voyage) changes() {
	text := v.text
	for _, c := range v.each {
		if strings.Count(text, c.old) != 1 {
			v.t.Fatalf("%s: %q is in the document %d times", c.typ, c.old, strings.Count(text, c.old))
		}
		text = strings.Replace(text, c.old, c.new, 1)
		_, _, writes := v.run(text, v.noun, "apply", "-f", "-")
		if len(writes) != 1 || writes[0].method != http.MethodPatch || !sent(writes[0].body, c.sends) {
			v.t.Errorf("%s: %v %s, want PATCH %s", c.typ, writes, bodies(writes), c.sends)
		}
		v.unchanged(text)
		if diff := cmp.Diff(regexp.MustCompile("(?m)^#.*\n").ReplaceAllString(text, ""), regexp.MustCompile("(?m)^#.*\n").ReplaceAllString(v.export(), "")); diff != "" {
			v.t.Errorf("%s: what was applied (-) and is exported (+):\n%s", c.typ, diff)
		}
	}
}

// sent tells whether a body is the JSON value that is wanted.
func sent(body, want string) bool {
	var a, b any
	return json.Unmarshal([]byte(body), &a) == nil && json.Unmarshal([]byte(want), &b) == nil && cmp.Equal(a, b)
}

func bodies(list []request) string {
	var text []string
	for _, r := range list {
		text = append(text, r.body)
	}
	return fmt.Sprint(text)
}
