package graph

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// isComputed says that what is at the place is worked out, not stored.
func (p *place) isComputed() bool {
	return p.set != nil && p.set.computed != nil || p.relation != nil && p.relation.computed != nil
}

// computed gives what is at such a place, a collection or what a key chooses
// from.
func (x *exchange) computed(tx *store.Tx, p *place) (list []*store.Record, err error) {
	if p.relation == nil {
		list, err = p.set.computed(x, tx)
	} else {
		var owner *store.Record
		if owner, err = x.object(tx, p.parent); err == nil {
			list, err = p.relation.computed(x, tx, owner)
		}
	}
	if p.cast != nil {
		list = slices.DeleteFunc(list, func(r *store.Record) bool { return !isType(r, p.cast) })
	}
	return list, err
}

func (x *exchange) computedObject(tx *store.Tx, p *place) (*store.Record, error) {
	list, err := x.computed(tx, p)
	if err != nil {
		return nil, err
	}
	for _, r := range list {
		if p.key == nil || strings.EqualFold(r.ID, p.key.value) {
			return r, nil
		}
	}
	if p.key == nil {
		return nil, core.NotFound(p.relation.name)
	}
	return nil, core.NotFound(p.key.value)
}

// computedPage answers with the whole collection, which is never long.
func (x *exchange) computedPage(t *target) error {
	var b []byte
	err := x.s.core.Read(x.r.Context(), func(tx *store.Tx) error {
		list, err := x.computed(tx, t.place)
		if err != nil {
			return err
		}
		if list, err = x.chosen(list, t.place.element()); err != nil {
			return err
		}
		b, err = x.appendComputed(tx, t.place, list)
		return err
	})
	if err != nil {
		return err
	}
	return x.json(http.StatusOK, b)
}

// computedCount answers .../$count of such a collection.
func (x *exchange) computedCount(p *place) error {
	var n int
	err := x.s.core.Read(x.r.Context(), func(tx *store.Tx) error {
		list, err := x.computed(tx, p)
		if err == nil {
			list, err = x.chosen(list, p.element())
		}
		n = len(list)
		return err
	})
	if err != nil {
		return err
	}
	return x.text("text/plain", strconv.Itoa(n))
}

// chosen keeps what $filter says, in the order of $orderby, up to $top.
func (x *exchange) chosen(list []*store.Record, t *edm.Type) ([]*store.Record, error) {
	if err := x.refuse("$search"); err != nil {
		return nil, err
	}
	var failed error
	if x.query.Filter != "" {
		expr, err := odata.ParseFilter(x.query.Filter)
		if err != nil {
			return nil, badFilter(err)
		}
		if err := x.checkFilter(t, expr); err != nil {
			return nil, err
		}
		list = slices.DeleteFunc(list, func(r *store.Record) bool {
			ok, err := odata.Eval(expr, r.Props)
			if err != nil {
				failed = badFilter(err)
			}
			return !ok
		})
	}
	if x.query.OrderBy != "" {
		orders, err := odata.ParseOrderBy(x.query.OrderBy)
		if err != nil {
			return nil, invalidQuery("Invalid $orderby clause: " + err.Error())
		}
		slices.SortStableFunc(list, func(a, b *store.Record) int { return compareBy(orders, a.Props, b.Props) })
	}
	return list, failed
}

// compareBy compares what the orders name as text, which is how times and
// names compare.
func compareBy(orders []odata.Order, a, b *odata.Object) int {
	for _, o := range orders {
		c := strings.Compare(odata.Fold(a.String(o.Path)), odata.Fold(b.String(o.Path)))
		if o.Desc {
			c = -c
		}
		if c != 0 {
			return c
		}
	}
	return 0
}

func (x *exchange) appendComputed(tx *store.Tx, p *place, list []*store.Record) ([]byte, error) {
	sel, err := x.selections(p.element())
	if err != nil {
		return nil, err
	}
	if sel.expand, err = x.expansions(p.element(), p.element().Name); err != nil {
		return nil, err
	}
	b := x.appendContext(nil, x.s.contextOf(p)+sel.fragment())
	if x.query.Count {
		b = strconv.AppendInt(appendName(b, "@odata.count"), int64(len(list)), 10)
	}
	if x.query.Top > 0 && len(list) > x.query.Top {
		list = list[:x.query.Top]
	}
	b = append(appendName(b, "value"), '[')
	for i, r := range list {
		if i > 0 {
			b = append(b, ',')
		}
		if b, err = x.appendObject(tx, append(b, '{'), sel, r); err != nil {
			return nil, err
		}
		b = append(b, '}')
	}
	return append(b, "]}"...), nil
}
