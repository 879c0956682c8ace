package aadgraph

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// TestTables: what the tables say of the canonical model is so, and no name
// is there twice.
func TestTables(t *testing.T) {
	t.Parallel()
	m := newModel()
	for _, e := range m.entities {
		typ := edm.Lookup(e.canonical)
		if typ == nil {
			t.Errorf("%s: no canonical type %s", e.name, e.canonical)
			continue
		}
		seen := map[string]bool{}
		for _, p := range e.properties {
			if seen[p.name] {
				t.Errorf("%s/%s is there twice", e.name, p.name)
			}
			seen[p.name] = true
			if !strings.HasPrefix(p.typ, "Edm.") && m.complexOf(p.typ) == nil {
				t.Errorf("%s/%s: no type %s", e.name, p.name, p.typ)
			}
			checkPath(t, e, typ, p)
		}
	}
	for _, r := range m.relations {
		e := m.entityOf(r.owner)
		if _, ok := edm.Lookup(e.canonical).Navigation(r.graph); !ok && m.entityOf(r.to) != nil {
			t.Errorf("%s/%s: Graph has no such relation", r.owner, r.name)
		}
	}
}

func checkPath(t *testing.T, e *entity, typ *edm.Type, p property) {
	t.Helper()
	for i, s := range p.path {
		found, ok := typ.Property(s.name)
		if !ok {
			t.Errorf("%s/%s: no canonical %s", e.name, p.name, s.name)
			return
		}
		isList := found.Collection && s.element == ""
		if last := i == len(p.path)-1; last && isList != p.list {
			t.Errorf("%s/%s: a collection in one model only", e.name, p.name)
		}
		typ = edm.Lookup(found.Type)
	}
}
