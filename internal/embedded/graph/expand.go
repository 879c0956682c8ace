package graph

import (
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// maxExpanded is how many objects $expand shows of a relation.
const maxExpanded = 20

// expansion is one expanded relation.
type expansion struct {
	relation *relation
	sel      *selections
}

// expansions reads $expand: one relation of the object's type, with $select
// as its only option.
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
	e, err := x.oneExpansion(t, owner, list[0])
	return []expansion{e}, err
}

func (x *exchange) oneExpansion(t *edm.Type, owner string, given odata.Expand) (expansion, error) {
	if stored := edm.Lookup(owner); stored != nil {
		t = stored
	}
	rel := findRelation(t, given.Name)
	if rel == nil {
		return expansion{}, invalidQuery("Parsing OData Select and Expand failed: Could not find a property named '" +
			given.Name + "' on type 'microsoft.graph." + t.Name + "'.")
	}
	q := given.Query
	if given.Ref || given.Count || given.Levels != 0 || q.Filter != "" || q.OrderBy != "" || q.Search != "" || q.Expand != "" || q.Top > 0 || q.Count {
		return expansion{}, invalidQuery("Only $select is supported within $expand.")
	}
	n, _ := t.Navigation(rel.name)
	sel, err := x.s.selections(edm.Lookup(n.Type), q.Select)
	return expansion{rel, sel}, err
}

// append appends the relation's objects to an object of which it is one. A
// single relation that leads nowhere is left out, as Graph does.
func (e expansion) append(x *exchange, tx *store.Tx, b []byte, r *store.Record) ([]byte, error) {
	q := store.ListQuery{Via: e.relation.via(r.ID), Limit: maxExpanded}
	start := len(b)
	b = appendName(b, e.relation.name)
	if !e.relation.single {
		b = append(b, '[')
	}
	empty := true
	for other, err := range tx.List(q) {
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
	case !e.relation.single:
		b = append(b, ']')
	case empty:
		b = b[:start]
	}
	return b, nil
}
