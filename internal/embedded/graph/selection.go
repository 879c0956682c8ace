package graph

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// selection is what is shown of objects of one declared type: the properties,
// in order, with what stands for those that an object lacks.
type selection struct {
	typ    *edm.Type
	fields []field
	names  []string // as selected, for @odata.context; nil: the default set
}

type field struct {
	name   string
	absent string // "null" or "[]"; "" leaves it out
}

// selectFields makes the selection of a type; names nil means the default
// set. A name that the type does not know is refused.
func (s *Service) selectFields(t *edm.Type, names []string) (*selection, error) {
	if len(names) == 0 || slices.Contains(names, "*") {
		return s.defaultSelection(t), nil
	}
	return s.namedSelection(t, names)
}

func (service *Service) namedSelection(t *edm.Type, names []string) (*selection, error) {
	s := &selection{typ: t}
	for _, name := range names {
		p, ok := t.Property(name)
		if !ok {
			if err := s.unknown(name, service.types(t)); err != nil {
				return nil, err
			}
			continue
		}
		if !slices.Contains(s.names, p.Name) {
			s.names = append(s.names, p.Name)
			s.fields = append(s.fields, fieldOf(p))
		}
	}
	return s, nil
}

// unknown lets pass what may be selected although the type does not declare
// it: a relation, which $select does not show, and, of polymorphic
// collections, a property of a derived type.
func (s *selection) unknown(name string, derived []string) error {
	if n, ok := s.typ.Navigation(name); ok {
		s.names = append(s.names, n.Name)
		return nil
	}
	if isExtension(s.typ, name) {
		s.names = append(s.names, name)
		s.fields = append(s.fields, field{name: name})
		return nil
	}
	for _, typ := range derived {
		if p, ok := edm.Lookup(typ).Property(name); ok {
			s.names = append(s.names, p.Name)
			s.fields = append(s.fields, field{name: p.Name})
			return nil
		}
	}
	return invalidQuery("Parsing OData Select and Expand failed: Could not find a property named '" + name +
		"' on type 'microsoft.graph." + s.typ.Name + "'.")
}

// fieldOf says how an absent property reads: null, an empty list, or not at
// all where the model permits no null.
func fieldOf(p edm.Property) field {
	switch {
	case p.Collection:
		return field{p.Name, "[]"}
	case p.Nullable:
		return field{p.Name, "null"}
	}
	return field{p.Name, ""}
}

// defaultSelection gives what a type shows without $select. It is worked out
// once a service.
func (s *Service) defaultSelection(t *edm.Type) *selection {
	if found, ok := s.defaults.Load(t); ok {
		return found.(*selection)
	}
	made := &selection{typ: t, fields: defaultFields(t)}
	s.defaults.Store(t, made)
	return made
}

// defaultFields gives what a type shows without $select: what its rules mark
// so, or everything if none is marked.
func defaultFields(t *edm.Type) []field {
	var marked, all []field
	for p := range t.AllProperties() {
		if p.Name == "id" {
			continue
		}
		all = append(all, fieldOf(p))
		if t.Rule(p.Name).Default {
			marked = append(marked, fieldOf(p))
		}
	}
	id := field{name: "id"}
	if len(marked) > 0 {
		return append([]field{id}, marked...)
	}
	return append([]field{id}, all...)
}

// appendFields appends an object's selected properties.
func (s *selection) appendFields(b []byte, o *odata.Object) []byte {
	for _, f := range s.fields {
		raw, ok := o.Raw(f.name)
		switch {
		case ok:
			b = append(appendName(b, f.name), raw...)
		case f.absent != "":
			b = append(appendName(b, f.name), f.absent...)
		}
	}
	return b
}
