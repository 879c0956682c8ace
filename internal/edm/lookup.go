package edm

import (
	"iter"
	"sort"
	"strings"
)

// Lookup finds a type by its name in any case, with or without the
// namespace microsoft.graph and a leading "#" (as in @odata.type). It is nil
// if the model does not hold the type.
func Lookup(name string) *Type {
	name = strings.TrimPrefix(name, "#")
	if n := len(Namespace); len(name) > n && name[n] == '.' && strings.EqualFold(name[:n], Namespace) {
		name = name[n+1:]
	}
	if i, ok := find(types, name, func(t *Type) string { return t.Name }); ok {
		return &types[i]
	}
	return nil
}

// Types gives all types of the model, sorted by name.
func Types() iter.Seq[*Type] {
	return func(yield func(*Type) bool) {
		for i := range types {
			if !yield(&types[i]) {
				return
			}
		}
	}
}

// Sets gives the entity sets and singletons whose type is in the model,
// sorted by name. Callers must not change the slice.
func Sets() []Set { return sets }

// FindSet finds an entity set or singleton by its name in any case.
func FindSet(name string) (Set, bool) {
	if i, ok := find(sets, name, func(s *Set) string { return s.Name }); ok {
		return sets[i], true
	}
	return Set{}, false
}

// BaseType gives the type that t extends, nil if there is none.
func (t *Type) BaseType() *Type {
	if t == nil || t.Base == "" {
		return nil
	}
	return Lookup(t.Base)
}

// chain gives t and its base types, t first.
func (t *Type) chain() iter.Seq[*Type] {
	return func(yield func(*Type) bool) {
		for ; t != nil; t = t.BaseType() {
			if !yield(t) {
				return
			}
		}
	}
}

// Is tells whether t is the named type (spelt as for Lookup) or extends it.
func (t *Type) Is(base string) bool {
	want := Lookup(base)
	for x := range t.chain() {
		if x == want {
			return true
		}
	}
	return false
}

// Property finds a structural property, own or inherited, by its name in any
// case.
func (t *Type) Property(name string) (Property, bool) {
	for x := range t.chain() {
		if i, ok := find(x.Properties, name, func(p *Property) string { return p.Name }); ok {
			return x.Properties[i], true
		}
	}
	return Property{}, false
}

// Navigation finds a relation, own or inherited, by its name in any case.
func (t *Type) Navigation(name string) (Navigation, bool) {
	for x := range t.chain() {
		if i, ok := find(x.Navigations, name, func(n *Navigation) string { return n.Name }); ok {
			return x.Navigations[i], true
		}
	}
	return Navigation{}, false
}

// AllProperties gives the structural properties, inherited ones first, those
// of one type sorted by name.
func (t *Type) AllProperties() iter.Seq[Property] {
	return func(yield func(Property) bool) {
		base := t.BaseType()
		if base != nil {
			for p := range base.AllProperties() {
				if !yield(p) {
					return
				}
			}
		}
		if t == nil {
			return
		}
		for _, p := range t.Properties {
			if !yield(p) {
				return
			}
		}
	}
}

// AllNavigations gives the relations in the order of AllProperties.
func (t *Type) AllNavigations() iter.Seq[Navigation] {
	return func(yield func(Navigation) bool) {
		if base := t.BaseType(); base != nil {
			for n := range base.AllNavigations() {
				if !yield(n) {
					return
				}
			}
		}
		if t == nil {
			return
		}
		for _, n := range t.Navigations {
			if !yield(n) {
				return
			}
		}
	}
}

// KeyProperty gives the name of the key, own or inherited: "id" for every
// entity of the model. It is "" for other types.
func (t *Type) KeyProperty() string {
	for x := range t.chain() {
		if x.Key != "" {
			return x.Key
		}
	}
	return ""
}

// find is a binary search by name in a table sorted by lower-case name. It
// allocates nothing.
func find[T any](table []T, name string, nameOf func(*T) string) (int, bool) {
	return sort.Find(len(table), func(i int) int { return compareFold(name, nameOf(&table[i])) })
}

// compareFold compares as if both were in lower case. Names are ASCII (OData
// identifiers of this service), so bytes will do; other bytes compare as
// they are and are simply not found.
func compareFold(a, b string) int {
	for i := range min(len(a), len(b)) {
		x, y := lower(a[i]), lower(b[i])
		if x != y {
			return int(x) - int(y)
		}
	}
	return len(a) - len(b)
}

func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}
