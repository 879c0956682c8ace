package graph

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// selections keeps one selection a type, for collections of several.
type selections struct {
	service  *Service
	declared *edm.Type
	names    []string
	expand   []expansion
	byType   map[string]*selection
}

func (s *Service) selections(declared *edm.Type, names []string) (*selections, error) {
	sel, err := s.selectFields(declared, names)
	if err != nil {
		return nil, err
	}
	return &selections{service: s, declared: declared, names: names, byType: map[string]*selection{declared.Name: sel}}, nil
}

// of gives the selection for a stored object: that of its own type, of which
// names that only others know are left out.
func (l *selections) of(r *store.Record) *selection {
	if s := l.byType[r.Type]; s != nil {
		return s
	}
	t := edm.Lookup(r.Type)
	if t == nil {
		return l.byType[l.declared.Name]
	}
	known := slices.DeleteFunc(slices.Clone(l.names), func(name string) bool {
		_, ok := t.Property(name)
		return !ok && !isExtension(t, name)
	})
	s := &selection{typ: t}
	if len(l.names) == 0 {
		s = l.service.defaultSelection(t)
	} else if len(known) > 0 {
		s, _ = l.service.namedSelection(t, known)
	}
	l.byType[r.Type] = s
	return s
}

// fragment is the part of @odata.context that names what was selected and
// expanded: "(displayName,id,manager())".
func (l *selections) fragment() string {
	names := slices.Clone(l.byType[l.declared.Name].names)
	for _, e := range l.expand {
		names = append(names, e.name+"()")
	}
	if len(names) == 0 {
		return ""
	}
	return "(" + strings.Join(names, ",") + ")"
}
