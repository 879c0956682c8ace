package edm

import (
	"fmt"
	"slices"
	"strings"
)

// NameError says that a type has no such property.
type NameError struct {
	Type string   // "user"
	Name string   // the name, or the path up to it
	Near []string // names that it has and that are spelt much alike
}

// Error names the type and the near names.
func (e *NameError) Error() string {
	return fmt.Sprintf("%s has no property %q%s", e.Type, e.Name, didYouMean(e.Near))
}

// place is what a path of names leads to.
type place struct {
	owner      *Type  // the type whose rules hold for path
	at         *Type  // the type named typ, nil if the model does not hold it
	path       string // canonical, without casts and $count
	typ        string // of an item if it is a collection; "" if it is not known
	collection bool
	nullable   bool
	relation   bool // ends on a navigation property
	count      bool // ends with $count
	full       string
}

// Canonical gives the right spelling of a path ("MANAGER/displayname" is
// "manager/displayName"). It is not ok if the type has no such property or
// relation; names of extensions on open types stay as they are.
func Canonical(t *Type, path string) (string, bool) {
	p, err := t.resolve(strings.Split(path, "/"))
	if err != nil {
		return "", false
	}
	return p.full, true
}

// resolve follows a path from an object of type t.
func (t *Type) resolve(segments []string) (place, *NameError) {
	if t == nil {
		return place{}, &NameError{Type: "an unknown type", Name: strings.Join(segments, "/")}
	}
	p := place{owner: t, at: t, typ: t.Name}
	for i, s := range segments {
		var err *NameError
		switch last := i == len(segments)-1; {
		case s == "$count" && last && p.collection:
			p.count, p.full = true, p.full+"/$count"
		case strings.Contains(s, "."):
			err = p.cast(s)
		default:
			err = p.step(s, i == 0)
		}
		if err != nil {
			err.Name = strings.Join(segments[:i+1], "/")
			return p, err
		}
	}
	return p, nil
}

// cast narrows the place to a derived type.
func (p *place) cast(name string) *NameError {
	to := Lookup(name)
	if to == nil || !to.Is(p.typ) {
		return &NameError{Type: p.typ}
	}
	if p.path == "" {
		p.owner = to
	}
	p.typ, p.at = to.Name, to
	p.full = join(p.full, Namespace+"."+to.Name)
	return nil
}

// step goes to a property or relation of the place.
func (p *place) step(name string, first bool) *NameError {
	t := p.at
	if p.typ == "" && p.path != "" { // a member of a schema extension, which the model does not know
		p.path, p.full = join(p.path, name), join(p.full, name)
		return nil
	}
	if t == nil || p.collection {
		return &NameError{Type: p.typ}
	}
	if first && t.Name == "directoryObject" {
		t = memberType(t, name)
		p.owner = t
	}
	canonical := name
	if prop, ok := t.Property(name); ok {
		canonical = prop.Name
		p.typ, p.collection, p.nullable, p.relation = prop.Type, prop.Collection, prop.Nullable, false
	} else if nav, ok := t.Navigation(name); ok {
		canonical = nav.Name
		p.typ, p.collection, p.nullable, p.relation = nav.Type, nav.Collection, true, true
	} else if t.Open && isExtension(name) {
		p.typ, p.nullable, p.relation = "", true, false
	} else {
		return &NameError{Type: t.Name, Near: Near(name, t.names())}
	}
	p.at = nil
	if !strings.HasPrefix(p.typ, "Edm.") {
		p.at = Lookup(p.typ)
	}
	p.path, p.full = join(p.path, canonical), join(p.full, canonical)
	return nil
}

// memberType finds the type of directory object that has the property: a
// list of members mixes users, groups and others, and any of their
// properties may be asked for. It is t if none has it.
func memberType(t *Type, name string) *Type {
	if _, ok := t.Property(name); ok {
		return t
	}
	for _, kind := range []string{"user", "group", "servicePrincipal", "device", "application", "orgContact", "administrativeUnit", "directoryRole"} {
		k := Lookup(kind)
		if _, ok := k.Property(name); ok {
			return k
		}
		if _, ok := k.Navigation(name); ok {
			return k
		}
	}
	return t
}

// isExtension tells whether a name may be that of a directory extension
// (extension_APPID_NAME) or of a schema extension (OWNER_NAME), which open
// types have and the model does not know.
func isExtension(name string) bool {
	i := strings.IndexByte(name, '_')
	return i > 0 && i < len(name)-1
}

// names gives the names of all properties and relations.
func (t *Type) names() []string {
	var all []string
	for p := range t.AllProperties() {
		all = append(all, p.Name)
	}
	for n := range t.AllNavigations() {
		all = append(all, n.Name)
	}
	return all
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + "/" + b
}

// CheckSelect checks the names of $select, in any case, against the
// properties and relations of the type; "*" is all of them. The error is a
// *NameError of the first that the type lacks.
func CheckSelect(t *Type, names []string) error {
	for _, name := range names {
		if name == "*" {
			continue
		}
		if _, err := t.resolve(strings.Split(name, "/")); err != nil {
			return err
		}
	}
	return nil
}

// DefaultSelect gives the properties that the service returns without
// $select, sorted by name. For types without rules these are all.
func (t *Type) DefaultSelect() []string {
	var all, chosen []string
	for p := range t.AllProperties() {
		all = append(all, p.Name)
		if t.Rule(p.Name).Default {
			chosen = append(chosen, p.Name)
		}
	}
	if len(chosen) <= 1 { // none but id
		chosen = all
	}
	slices.Sort(chosen)
	return chosen
}
