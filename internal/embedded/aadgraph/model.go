package aadgraph

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// entity is a type of the wire, of objects or of complex values, with what
// stands for each of its properties in the canonical model.
type entity struct {
	name       string // "User"
	canonical  string // "user"; "" of complex values
	properties []property
	// plain objects are no directory objects: they have no objectType and no
	// deletionTimestamp. set is then where they are.
	plain bool
	set   string
	// selected are the canonical properties to ask Graph for, to have all of
	// an object.
	selected []string
}

// property is a property of the wire.
type property struct {
	name string
	// path is the way to the canonical property, whose parts are members of
	// complex values; nil where the canonical model has nothing.
	path []step
	// also are the ways to further lists, of which a list has the elements
	// too.
	also [][]step
	// audience says that the value is Boolean: whether accounts of other
	// tenants may sign in.
	audience bool
	typ      string  // "Edm.String", or the name of a complex type of this model
	complex  *entity // the type, if it is complex
	list     bool
	absent   string // the JSON of no value: "null", "[]", "false"
	readOnly bool
	// ignored values are required of clients, and nothing comes of them.
	ignored bool
	// secret values are null in answers, whatever Graph shows: the sample of
	// applications in the reference has no certificates.
	secret bool
	since  version
}

// step is a member of an object: all of it or, of a list, the element at
// "0" or of a type such as "mobile".
type step struct{ name, element string }

// model is the table, read.
type model struct {
	entities  []*entity
	complexes []*entity
	relations []relation
	sets      []set
	// selected are the canonical properties of all directory objects, for
	// places that hold several types.
	selected []string
}

func newModel() *model {
	m := &model{relations: relations(), sets: sets()}
	for _, row := range entityRows() {
		e := &entity{name: row.name, canonical: row.canonical, plain: row.set != "", set: row.set, properties: parseRow(row.properties)}
		e.selected = e.selection()
		m.entities = append(m.entities, e)
		for _, name := range e.selected {
			if !e.plain && !slices.Contains(m.selected, name) {
				m.selected = append(m.selected, name)
			}
		}
	}
	for _, row := range complexRows() {
		m.complexes = append(m.complexes, &entity{name: row.name, properties: parseRow(row.properties)})
	}
	for _, e := range slices.Concat(m.entities, m.complexes) {
		for i := range e.properties {
			e.properties[i].complex = m.complexOf(e.properties[i].typ)
		}
	}
	return m
}

// selection gives the canonical properties of the type that the directory
// knows.
func (e *entity) selection() []string {
	names := []string{"id"}
	if !e.plain {
		names = append(names, "deletedDateTime")
	}
	t := edm.Lookup(e.canonical)
	for _, p := range e.properties {
		for _, path := range append(p.also, p.path) {
			if len(path) == 0 || slices.Contains(names, path[0].name) {
				continue
			}
			if _, ok := t.Property(path[0].name); ok {
				names = append(names, path[0].name)
			}
		}
	}
	return names
}

// entityOf gives a type by the wire's name in any case, nil if there is none.
func (m *model) entityOf(name string) *entity {
	return find(m.entities, func(e *entity) bool { return strings.EqualFold(e.name, name) })
}

// ofCanonical gives the type for "#microsoft.graph.user" or "user"; what the
// wire does not know is a DirectoryObject.
func (m *model) ofCanonical(name string) *entity {
	name = name[strings.LastIndexByte(name, '.')+1:]
	if e := find(m.entities, func(e *entity) bool { return e.canonical == name }); e != nil {
		return e
	}
	return m.entityOf("DirectoryObject")
}

func (m *model) complexOf(name string) *entity {
	return find(m.complexes, func(e *entity) bool { return e.name == name })
}

func find(list []*entity, is func(*entity) bool) *entity {
	if i := slices.IndexFunc(list, is); i >= 0 {
		return list[i]
	}
	return nil
}

// property gives a property of a version by the wire's name in any case.
func (e *entity) property(name string, v version) *property {
	for i := range e.properties {
		if p := &e.properties[i]; p.since <= v && strings.EqualFold(p.name, name) {
			return p
		}
	}
	return nil
}

// fragment names a collection of the type after "$metadata#"; ~ is the
// namespace.
func (e *entity) fragment() string {
	switch {
	case e.plain:
		return e.set
	case e.name == "DirectoryObject":
		return "directoryObjects"
	}
	return "directoryObjects/~." + e.name
}

// key is the name of the key property.
func (e *entity) key() string {
	switch {
	case e.name == "Domain":
		return "name"
	case e.set == "domainDnsRecords":
		return "dnsRecordId"
	}
	return "objectId"
}
