package graph

import (
	"errors"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// object gives the stored object at a place that names one.
func (x *exchange) object(tx *store.Tx, p *place) (*store.Record, error) {
	var r *store.Record
	var err error
	switch {
	case p.isComputed():
		r, err = x.computedObject(tx, p)
	case p.relation != nil:
		r, err = x.related(tx, p)
	default:
		r, err = x.member(tx, p)
	}
	if err == nil && p.cast != nil && !isType(r, p.cast) {
		return nil, core.NotFound(r.ID)
	}
	return r, err
}

// member finds an object of a set by its key: id, the alternate keys, and of
// users the UPN in the place of the id.
func (x *exchange) member(tx *store.Tx, p *place) (*store.Record, error) {
	r, err := x.byKey(tx, p)
	switch {
	case errors.Is(err, store.ErrNotFound):
		return nil, p.notFound()
	case err != nil:
		return nil, err
	case r.Deleted.IsZero() == p.set.deleted || !isType(r, p.typ) || p.set.deleted && !core.IsRestorable(r.Type):
		return nil, p.notFound()
	}
	return r, nil
}

// notFound is the refusal for a key of a set. Named locations have a code of
// their own (facts/graph.md, section 1).
func (p *place) notFound() error {
	e := core.NotFound(p.key.value)
	if p.typ.Name == "namedLocation" {
		e.Code = "ResourceNotFound"
	}
	return e
}

func (x *exchange) byKey(tx *store.Tx, p *place) (*store.Record, error) {
	k := p.key
	if k.property != "" {
		return x.byAlternateKey(tx, p)
	}
	id := k.value
	if p.typ.Name == "domain" {
		id = strings.ToLower(id)
	}
	if p.typ.Name == "user" && strings.Contains(id, "@") { // no id has that sign
		return tx.Lookup("user", "userPrincipalName", id)
	}
	return tx.Get(id)
}

func (x *exchange) byAlternateKey(tx *store.Tx, p *place) (*store.Record, error) {
	for _, name := range p.typ.AlternateKeys {
		if !strings.EqualFold(name, p.key.property) {
			continue
		}
		return first(tx, store.ListQuery{Types: []string{p.typ.Name}, Filter: equals(name, p.key.value), Limit: 1})
	}
	return nil, noSegment(p.key.property)
}

// related finds an object by way of a relation: the only one of a single
// relation, or the one with a key, if it is linked.
func (x *exchange) related(tx *store.Tx, p *place) (*store.Record, error) {
	q, err := x.list(tx, p)
	if err != nil {
		return nil, err
	}
	q.Limit = 1
	name := p.relation.name
	var r *store.Record
	if p.key == nil {
		r, err = first(tx, q)
	} else {
		name = p.key.value
		r, err = relatedByKey(tx, q, p)
	}
	if errors.Is(err, store.ErrNotFound) {
		return nil, core.NotFound(name)
	}
	return r, err
}

// relatedByKey looks for an id or an alternate key. What an object contains
// may be called by the one alternate key of its type alone, as federated
// credentials are by name.
func relatedByKey(tx *store.Tx, q store.ListQuery, p *place) (*store.Record, error) {
	named := q
	if k := p.key; k.property != "" {
		i := slices.IndexFunc(p.typ.AlternateKeys, func(name string) bool { return strings.EqualFold(name, k.property) })
		if i < 0 {
			return nil, noSegment(k.property)
		}
		named.Filter = equals(p.typ.AlternateKeys[i], k.value)
		return first(tx, named)
	}
	q.IDs = []string{p.key.value}
	r, err := first(tx, q)
	if errors.Is(err, store.ErrNotFound) && p.relation.contained && len(p.typ.AlternateKeys) == 1 {
		named.Filter = equals(p.typ.AlternateKeys[0], p.key.value)
		return first(tx, named)
	}
	return r, err
}

func first(tx *store.Tx, q store.ListQuery) (*store.Record, error) {
	for r, err := range tx.List(q) {
		return r, err
	}
	return nil, store.ErrNotFound
}

// list gives the query for the objects at a place that is a collection, and
// for those that a key chooses from.
func (x *exchange) list(tx *store.Tx, p *place) (store.ListQuery, error) {
	q := store.ListQuery{Types: x.s.types(p.element())}
	if p.relation == nil {
		q.Deleted = p.set.deleted
		if q.Deleted { // parts of deleted objects wait with them
			q.Types = slices.DeleteFunc(q.Types, func(typ string) bool { return !core.IsRestorable(typ) })
		}
		return q, nil
	}
	owner, err := x.object(tx, p.parent)
	if err != nil {
		return q, err
	}
	rel := p.relation
	if !isType(owner, edm.Lookup(rel.owner)) { // the path did not say the type
		rel = x.s.findRelation(edm.Lookup(owner.Type), rel.name)
	}
	if rel == nil {
		return q, noSegment(p.relation.name)
	}
	q.Via = rel.via(owner.ID)
	return q, nil
}

func (r *relation) via(id string) *store.Via {
	v := &store.Via{Relation: r.link, ID: id, Reverse: r.reverse, Transitive: r.transitive}
	if r.transitive && r.reverse { // a unit has the groups that are put into it, not their members
		v.Direct = []string{"administrativeUnit"}
	}
	return v
}

func isType(r *store.Record, t *edm.Type) bool {
	own := edm.Lookup(r.Type)
	return own != nil && own.Is(t.Name)
}
