package graph

import (
	"iter"
	"net/http"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// maxExpanded is how many objects $expand shows of a relation.
const maxExpanded = 20

// expansion is one expanded relation.
type expansion struct {
	relation *relation // nil for one of which nothing is ever stored
	name     string
	single   bool
	sel      *selections
}

// expansions reads $expand: one relation of the object's type, with $select
// as its only option. "*", which is any number of them, shows none.
func (x *exchange) expansions(t *edm.Type, owner string) ([]expansion, error) {
	if x.query.Expand == "" {
		return nil, nil
	}
	list, err := odata.ParseExpand(x.query.Expand)
	if err != nil {
		return nil, invalidQuery("Parsing OData Select and Expand failed: " + err.Error())
	}
	if len(list) != 1 {
		return nil, invalidQuery("Only one navigation property can be expanded in a request.")
	}
	if x.advanced() || x.query.Search != "" {
		return nil, unsupportedQuery("$expand is not supported together with advanced query capabilities.")
	}
	if list[0].Name == "*" {
		return nil, nil
	}
	e, err := x.oneExpansion(t, owner, list[0])
	return []expansion{e}, err
}

func (x *exchange) oneExpansion(t *edm.Type, owner string, given odata.Expand) (expansion, error) {
	if stored := edm.Lookup(owner); stored != nil {
		t = stored
	}
	n, ok := t.Navigation(given.Name)
	if !ok {
		return expansion{}, invalidQuery("Parsing OData Select and Expand failed: Could not find a property named '" +
			given.Name + "' on type 'microsoft.graph." + t.Name + "'.")
	}
	q := given.Query
	if given.Ref || given.Count || given.Levels != 0 || q.Filter != "" || q.OrderBy != "" || q.Search != "" || q.Expand != "" || q.Top > 0 || q.Count {
		return expansion{}, invalidQuery("Only $select is supported within $expand.")
	}
	e := expansion{relation: x.s.findRelation(t, n.Name), name: n.Name, single: !n.Collection}
	target := edm.Lookup(n.Type)
	if target == nil && e.relation == nil {
		return e, nil
	}
	var err error
	e.sel, err = x.s.selections(target, q.Select)
	return e, err
}

// append appends the relation's objects to an object of which it is one. A
// single relation that leads nowhere is left out, as Graph does.
func (e expansion) append(x *exchange, tx *store.Tx, b []byte, r *store.Record) ([]byte, error) {
	start := len(b)
	b = appendName(b, e.name)
	if !e.single {
		b = append(b, '[')
	}
	empty := true
	for other, err := range e.others(x, tx, r) {
		if err != nil {
			return b, err
		}
		if !empty {
			b = append(b, ',')
		}
		empty = false
		if b, err = x.appendObject(tx, append(b, '{'), e.sel, other); err != nil {
			return b, err
		}
		b = append(b, '}')
	}
	switch {
	case !e.single:
		b = append(b, ']')
	case empty:
		b = b[:start]
	}
	return b, nil
}

// others are the objects at the end of the relation.
func (e expansion) others(x *exchange, tx *store.Tx, r *store.Record) iter.Seq2[*store.Record, error] {
	switch {
	case e.relation == nil:
		return func(func(*store.Record, error) bool) {}
	case e.relation.computed == nil:
		return tx.List(store.ListQuery{Via: e.relation.via(r.ID), Limit: maxExpanded})
	}
	return func(yield func(*store.Record, error) bool) {
		list, err := e.relation.computed(x, tx, r)
		if err != nil && e.single && refusal(err).Status == http.StatusNotFound {
			return // no picture, say
		}
		if err != nil {
			yield(nil, err)
			return
		}
		for _, other := range list[:min(len(list), maxExpanded)] {
			if !yield(other, nil) {
				return
			}
		}
	}
}
