package graph

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// castOf gives the type that a segment narrows the place to, nil if it is no
// such segment.
func (r *resolver) castOf(p *place, name string) *edm.Type {
	if !strings.Contains(name, ".") {
		return nil
	}
	t := edm.Lookup(name)
	if t == nil || !strings.HasPrefix(strings.ToLower(name), edm.Namespace+".") || !t.Is(p.typ.Name) {
		return nil
	}
	return t
}

// suffix takes $ref and $count, and $value of a photo.
func (r *resolver) suffix(p *place, s segment) bool {
	switch strings.ToLower(s.name) {
	case "$ref":
		r.t.ref = true
	case "$count":
		r.t.count = !p.single()
		if !r.t.count {
			return false
		}
	case "$value":
		r.t.value = p.single() && p.typ.Name == "profilePhoto"
		if !r.t.value {
			return false
		}
	default:
		return false
	}
	r.t.place = p
	r.t.kind = kindCollection
	if p.single() {
		r.t.kind = kindEntity
	}
	return true
}

// keyOf reads a segment as the key of one object of a place: the value alone,
// or an alternate key by its name, as in directoryRoles/roleTemplateId=....
func keyOf(p *place, text string) (*key, error) {
	name, _, ok := strings.Cut(text, "=")
	if ok && p.set != nil && slices.ContainsFunc(p.typ.AlternateKeys, func(k string) bool { return strings.EqualFold(k, name) }) {
		return parseKey(text)
	}
	return &key{value: text}, nil
}

// isOperation takes an action or function that is served.
func (r *resolver) isOperation(p *place, s segment) bool {
	name := s.name
	if n := edm.Namespace + "."; len(name) > len(n) && strings.EqualFold(name[:len(n)], n) {
		name = name[len(n):]
	}
	i := slices.IndexFunc(r.x.s.served.operations, func(o operation) bool {
		return strings.EqualFold(o.name, name) && o.collection == !p.single() && p.element().Is(o.binding) &&
			(!o.deleted || p.set != nil && p.set.deleted) && (!o.beta || r.x.version == "beta")
	})
	if i < 0 {
		return false
	}
	r.t.kind = kindOperation
	r.t.operation = r.x.s.served.operations[i].name
	r.t.place = p
	return true
}

// navigate follows a relation of an object. The declared type of some places
// (members, deleted items) says little: then the relation is looked for in
// every type that the object may be of, and again when that is known.
func (r *resolver) navigate(p *place, s segment) *place {
	candidates := []string{p.element().Name}
	if p.cast == nil && p.typ.Name == "directoryObject" {
		candidates = r.x.s.types(p.typ)
	}
	for _, name := range candidates {
		t := edm.Lookup(name)
		rel := r.x.s.findRelation(t, s.name)
		if rel == nil {
			continue
		}
		n, ok := t.Navigation(rel.name)
		if target := edm.Lookup(n.Type); ok && target != nil {
			return &place{parent: p, relation: rel, typ: target, key: s.key}
		}
	}
	return nil
}

// property takes a property path, down to members of complex values, and
// $value.
func (r *resolver) property(p *place, s segment) error {
	t := p.element()
	for {
		found, ok := t.Property(s.name)
		if !ok {
			return noSegment(s.name)
		}
		r.t.property = append(r.t.property, found)
		if len(r.rest) == 0 {
			break
		}
		s = r.next()
		if strings.EqualFold(s.name, "$value") {
			r.t.value = true
			break
		}
		if t = edm.Lookup(found.Type); t == nil || found.Collection {
			return noSegment(s.name)
		}
	}
	r.t.kind, r.t.place = kindProperty, p
	return r.end()
}
