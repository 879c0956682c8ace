package graph

import (
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
		return &place{set: r.x.s.findSet("users"), typ: edm.Lookup("user"), key: &key{value: c.ID}}, nil
	}
	found := r.x.s.findSet(s.name)
	for name := s.name; found == nil && s.key == nil && len(r.rest) > 0 && r.x.s.isPrefix(name); {
		s = r.next()
		name += "/" + s.name
		found = r.x.s.findSet(name)
	}
	if found == nil || s.call || found.beta && r.x.version != "beta" {
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
		c := *p
		c.key, err = keyOf(p, s.name)
		return err != nil, &c, err
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
