package edm

import (
	"slices"
	"testing"
)

func TestLookup(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"user": "user", "USER": "user", "microsoft.graph.user": "user", "#microsoft.graph.user": "user",
		"Microsoft.Graph.Group": "group", "passwordProfile": "passwordProfile",
		"": "", "users": "", "microsoft.graph.": "", "microsoft.graph": "", "#": "", "Edm.String": "",
	} {
		got := ""
		if typ := Lookup(name); typ != nil {
			got = typ.Name
		}
		if got != want {
			t.Errorf("Lookup(%q) = %q, want %q", name, got, want)
		}
	}
}

func TestTablesAreSorted(t *testing.T) {
	t.Parallel()
	if !slices.IsSortedFunc(types, func(a, b Type) int { return compareFold(a.Name, b.Name) }) {
		t.Error("types are not sorted")
	}
	if !slices.IsSortedFunc(sets, func(a, b Set) int { return compareFold(a.Name, b.Name) }) {
		t.Error("sets are not sorted")
	}
	for typ := range Types() {
		if Lookup(typ.Name) != typ {
			t.Errorf("Lookup does not find %s", typ.Name)
		}
		for _, p := range typ.Properties {
			if got, ok := typ.Property(p.Name); !ok || got != p {
				t.Errorf("%s: Property does not find %s", typ.Name, p.Name)
			}
		}
		for _, n := range typ.Navigations {
			if got, ok := typ.Navigation(n.Name); !ok || got.Name != n.Name {
				t.Errorf("%s: Navigation does not find %s", typ.Name, n.Name)
			}
		}
		if typ.Base != "" && typ.BaseType() == nil {
			t.Errorf("%s: its base %s is missing", typ.Name, typ.Base)
		}
	}
}

func TestInheritance(t *testing.T) {
	t.Parallel()
	user := Lookup("user")
	for _, base := range []string{"user", "directoryObject", "entity", "microsoft.graph.directoryObject"} {
		if !user.Is(base) {
			t.Errorf("user is no %s", base)
		}
	}
	for _, other := range []string{"group", "unknown", ""} {
		if user.Is(other) {
			t.Errorf("user is a %q", other)
		}
	}
	if p, ok := user.Property("ID"); !ok || p.Name != "id" || p.Nullable {
		t.Errorf("Property(ID) = %+v, %t", p, ok)
	}
	first := ""
	for p := range user.AllProperties() {
		first = p.Name
		break
	}
	if first != "id" {
		t.Errorf("the first property is %q, want the inherited id", first)
	}
	if n, ok := user.Navigation("MANAGER"); !ok || n.Name != "manager" || n.Collection {
		t.Errorf("Navigation(MANAGER) = %+v, %t", n, ok)
	}
	if user.KeyProperty() != "id" || !slices.Equal(user.AlternateKeys, []string{"userPrincipalName"}) {
		t.Errorf("keys of user: %q %q", user.KeyProperty(), user.AlternateKeys)
	}
}

func TestSets(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"users": "user", "Users": "user", "groups": "group", "me": "user", "directory": "directory",
		"organization": "organization", "domains": "domain", "directoryObjects": "directoryObject",
		"contacts": "orgContact", "subscribedSkus": "subscribedSku", "nothing": "",
	} {
		s, ok := FindSet(name)
		if s.Type != want || ok != (want != "") {
			t.Errorf("FindSet(%q) = %+v, %t", name, s, ok)
		}
	}
	if s, _ := FindSet("me"); !s.Singleton {
		t.Error("me is no singleton")
	}
}

func TestOperations(t *testing.T) {
	t.Parallel()
	user := Lookup("user")
	tests := []struct {
		name       string
		collection bool
		function   bool
		parameters int
		ok         bool
	}{
		{"assignLicense", false, false, 2, true},
		{"ASSIGNLICENSE", false, false, 2, true},
		{"checkMemberGroups", false, false, 1, true},
		{"restore", false, false, 0, true},
		{"delta", true, true, 0, true},
		{"getByIds", true, false, 2, true},
		{"delta", false, false, 0, false},
		{"renew", false, false, 0, false},
	}
	for _, tt := range tests {
		o, ok := user.Operation(tt.name, tt.collection)
		if ok != tt.ok || o.Function != tt.function || len(o.Parameters) != tt.parameters {
			t.Errorf("Operation(%q, %t) = %+v, %t", tt.name, tt.collection, o, ok)
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	for b.Loop() {
		if Lookup("microsoft.graph.user") == nil {
			b.Fatal("not found")
		}
	}
}

func BenchmarkProperty(b *testing.B) {
	user := Lookup("user")
	for b.Loop() {
		if _, ok := user.Property("userPrincipalName"); !ok {
			b.Fatal("not found")
		}
	}
}
