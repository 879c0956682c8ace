package graph

import "github.com/tenantctl/tenantctl/internal/edm"

// kind says what a path names.
type kind uint8

const (
	kindRoot       kind = iota // the service document
	kindMetadata               // $metadata
	kindBatch                  // $batch
	kindCollection             // a set or a relation to many
	kindEntity                 // one object
	kindProperty               // a property of one object
	kindOperation              // an action or function
)

// target is what a path names: a place in the directory, and what is wanted
// of it.
type target struct {
	kind  kind
	place *place
	// property is the way down from the object, canonical names.
	property []edm.Property
	// operation is in canonical case: "delta".
	operation string
	ref       bool // .../$ref
	count     bool // .../$count
	value     bool // .../$value
}

// place is a collection or an object: a set (with a key: one of its objects),
// or a relation of the object at the parent place (with a key: one of the
// objects it leads to).
type place struct {
	set      *set
	parent   *place
	relation *relation
	key      *key
	typ      *edm.Type // declared type of what is found there
	cast     *edm.Type // narrowed to, nil if not
}

// element is the type of the objects at the place, as far as the path says.
func (p *place) element() *edm.Type {
	if p.cast != nil {
		return p.cast
	}
	return p.typ
}

// single says that the place is one object.
func (p *place) single() bool {
	return p.key != nil || p.relation != nil && p.relation.single
}

// contextOf is the name of the place in @odata.context.
func (s *Service) contextOf(p *place) string {
	switch {
	case p.relation != nil && p.relation.isContained() && p.parent.key != nil:
		return s.contextOf(p.parent) + "('" + p.parent.key.value + "')/" + p.relation.name
	case p.cast != nil:
		return s.setOf(p.cast.Name)
	case p.set != nil:
		return p.set.context
	}
	return s.setOf(p.typ.Name)
}

// isContained says that what the relation leads to is part of its owner: it
// is created there, or the model says so.
func (r *relation) isContained() bool {
	n, ok := edm.Lookup(r.owner).Navigation(r.name)
	return r.contained || ok && n.Contained && r.computed != nil
}

// directoryData says that advanced query capabilities exist here.
func (p *place) directoryData() bool { return p.typ.Is("directoryObject") }
