package edm_test

import (
	"encoding/json"
	"testing"

	"github.com/tenantctl/tenantctl/internal/edm"
)

func TestSlot(t *testing.T) {
	t.Parallel()
	user := edm.Lookup("user")
	for _, tt := range []struct {
		path, name  string
		value, rule string
	}{
		{path: "CITY", name: "city", value: `"Köln"`},
		{path: "city", name: "city", value: `"K\u00f6ln"`},
		{path: "city", name: "city", value: `"tab	within"`, rule: "it is no valid JSON"},
		{path: "city", name: "city", value: "\"\xff\"", rule: ""},
		{path: "city", name: "city", value: `"a" "b"`, rule: "it is no valid JSON"},
		{path: "city", name: "city", value: `7`, rule: "it is a text: a JSON string"},
		{path: "passwordProfile/password", name: "passwordProfile/password", value: `"x"`},
		{path: "manager", value: `"x"`},
		{path: "manager@odata.bind", value: `no JSON`},
		{path: "tone", value: `"x"`, rule: `user has no property "tone"`},
	} {
		s := edm.SlotOf(user, tt.path)
		if name, ok := s.Name(); ok != (tt.name != "") || ok && name != tt.name {
			t.Errorf("%s: name %q, %v", tt.path, name, ok)
		}
		got := ""
		if err := s.Check(json.RawMessage(tt.value)); err != nil {
			got = err.(*edm.ValueError).Rule
		}
		if got != tt.rule {
			t.Errorf("%s %s: %q, want %q", tt.path, tt.value, got, tt.rule)
		}
	}
}

func BenchmarkCheckValue(b *testing.B) {
	user, value := edm.Lookup("user"), json.RawMessage(`"Im Scheffengarten 1"`)
	slot := edm.SlotOf(user, "streetAddress")
	b.Run("ByName", func(b *testing.B) {
		for b.Loop() {
			if err := edm.CheckValue(user, "streetAddress", value); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("BySlot", func(b *testing.B) {
		for b.Loop() {
			if err := slot.Check(value); err != nil {
				b.Fatal(err)
			}
		}
	})
}
