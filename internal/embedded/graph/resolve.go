package graph

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
)

// resolver walks over the segments of a path, which it reads in any case.
type resolver struct {
	x    *exchange
	rest []segment
	t    *target
}

// resolve finds what a path names.
func (x *exchange) resolve(segments []segment) (*target, error) {
	r := &resolver{x: x, rest: segments, t: new(target)}
	if len(segments) == 0 {
		return r.t, nil
	}
	switch strings.ToLower(segments[0].name) {
	case "$metadata":
		return r.last(kindMetadata)
	case "$batch":
		return r.last(kindBatch)
	}
	p, err := r.start()
	if err != nil {
		return nil, err
	}
	return r.t, r.walk(p)
}

func (r *resolver) last(k kind) (*target, error) {
	if len(r.rest) > 1 {
		return nil, noSegment(r.rest[1].name)
	}
	r.t.kind = k
	return r.t, nil
}

// next takes one segment.
func (r *resolver) next() segment {
	s := r.rest[0]
	r.rest = r.rest[1:]
	return s
}

// start resolves the set, or "me".
func (r *resolver) start() (*place, error) {
	s := r.next()
	if strings.EqualFold(s.name, "me") {
		c, _ := core.CallerOf(r.x.r.Context())
		if !c.User {
			return nil, invalidQuery("/me request is only valid with delegated authentication flow.")
		}
		return &place{set: findSet("users"), typ: edm.Lookup("user"), key: &key{value: c.ID}}, nil
	}
	name := s.name
	if strings.EqualFold(name, "directory") && len(r.rest) > 0 {
		s = r.next()
		name += "/" + s.name
	}
	found := findSet(name)
	if found == nil || s.call {
		return nil, noSegment(s.name)
	}
	return &place{set: found, typ: edm.Lookup(found.typ), key: s.key}, nil
}

// walk goes on from a place until the path ends.
func (r *resolver) walk(p *place) error {
	for len(r.rest) > 0 {
		done, next, err := r.step(p)
		if err != nil || done {
			return err
		}
		p = next
	}
	r.t.place = p
	r.t.kind = kindCollection
	if p.single() {
		r.t.kind = kindEntity
	}
	return nil
}

// step takes the next segment at a place. done says that the path is at its
// end and the target complete.
func (r *resolver) step(p *place) (done bool, next *place, err error) {
	s := r.next()
	if t := r.castOf(p, s.name); t != nil {
		c := *p
		c.cast = t
		if s.key != nil {
			c.key = s.key
		}
		return false, &c, nil
	}
	if r.suffix(p, s) {
		return true, nil, r.end()
	}
	if r.isOperation(p, s) {
		return true, nil, r.end()
	}
	if !p.single() {
		next = &place{set: p.set, parent: p.parent, relation: p.relation, typ: p.typ, cast: p.cast, key: &key{value: s.name}}
		return false, next, nil
	}
	if next := r.navigate(p, s); next != nil {
		return false, next, nil
	}
	return true, nil, r.property(p, s)
}

func (r *resolver) end() error {
	if len(r.rest) > 0 {
		return noSegment(r.rest[0].name)
	}
	return nil
}

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

// suffix takes $ref and $count; $value of an object is a stream, of which
// there are none here.
func (r *resolver) suffix(p *place, s segment) bool {
	switch strings.ToLower(s.name) {
	case "$ref":
		r.t.ref = true
	case "$count":
		r.t.count = !p.single()
		if !r.t.count {
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

// isOperation takes an action or function that is served.
func (r *resolver) isOperation(p *place, s segment) bool {
	name := s.name
	if n := edm.Namespace + "."; len(name) > len(n) && strings.EqualFold(name[:len(n)], n) {
		name = name[len(n):]
	}
	i := slices.IndexFunc(operations(), func(o operation) bool {
		return strings.EqualFold(o.name, name) && o.collection == !p.single() && p.element().Is(o.binding) &&
			(!o.deleted || p.set != nil && p.set.deleted)
	})
	if i < 0 {
		return false
	}
	r.t.kind = kindOperation
	r.t.operation = operations()[i].name
	r.t.place = p
	return true
}

// navigate follows a relation of an object. The declared type of some places
// (members, deleted items) says little: then the relation is looked for in
// every type that the object may be of, and must fit when it is known.
func (r *resolver) navigate(p *place, s segment) *place {
	candidates := []string{p.element().Name}
	if p.cast == nil && p.typ.Name == "directoryObject" {
		candidates = types(p.typ)
	}
	for _, name := range candidates {
		t := edm.Lookup(name)
		rel := findRelation(t, s.name)
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
