package csdl

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// convert makes the model's type of a definition.
func (d *Document) convert(name string) edm.Type {
	if e := d.enums[name]; e != nil {
		t := edm.Type{Name: name, Kind: edm.Enum, Flags: e.Flags}
		for _, m := range e.Members {
			t.Members = append(t.Members, m.Name)
			t.Values = append(t.Values, m.Value)
		}
		return t
	}
	s := d.types[name]
	base, _ := d.resolve(s.Base)
	t := edm.Type{Name: name, Base: base, Kind: edm.Complex, Abstract: s.Abstract, Open: s.Open}
	if s.entity {
		t.Kind = edm.Entity
		t.AlternateKeys = alternateKeys(s.Annotations)
	}
	if len(s.Key) == 1 {
		t.Key = s.Key[0].Name
	}
	for _, p := range s.Properties {
		typ, many := d.resolve(p.Type)
		t.Properties = append(t.Properties, edm.Property{Name: p.Name, Type: typ, Collection: many, Nullable: p.Nullable != "false"})
	}
	for _, n := range s.Navigations {
		t.Navigations = append(t.Navigations, d.convertNavigation(n))
	}
	slices.SortFunc(t.Properties, func(a, b edm.Property) int { return fold(a.Name, b.Name) })
	slices.SortFunc(t.Navigations, func(a, b edm.Navigation) int { return fold(a.Name, b.Name) })
	return t
}

func (d *Document) convertNavigation(n navigation) edm.Navigation {
	typ, many := d.resolve(n.Type)
	nav := edm.Navigation{Name: n.Name, Type: typ, Collection: many, Contained: n.Contained}
	for _, a := range n.Annotations {
		if a.Term != "Org.OData.Validation.V1.DerivedTypeConstraint" {
			continue
		}
		for _, s := range a.Strings {
			target, _ := d.resolve(s)
			nav.Targets = append(nav.Targets, target)
		}
	}
	return nav
}

// alternateKeys gives those made of one property.
func alternateKeys(annotations []annotation) []string {
	var names []string
	for _, a := range annotations {
		if a.Term != "Org.OData.Core.V1.AlternateKeys" {
			continue
		}
		for _, k := range a.Keys {
			var paths []string
			for _, r := range k.Refs {
				if r.Path != "" {
					paths = append(paths, r.Path)
				}
			}
			if len(paths) == 1 {
				names = append(names, paths[0])
			}
		}
	}
	return names
}
