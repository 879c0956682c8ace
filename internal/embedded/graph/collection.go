package graph

import (
	"errors"
	"net/http"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// collection answers with a page of a set or relation. The page is put
// together while its rows are read and sent after the snapshot is let go, so
// that a slow client keeps nothing from the store.
func (x *exchange) collection(t *target) error {
	p := t.place
	if p.isComputed() {
		return x.computedPage(t)
	}
	if err := x.deletedItems(p); err != nil {
		return err
	}
	var b []byte
	err := x.s.core.Read(x.r.Context(), func(tx *store.Tx) error {
		q, err := x.list(tx, p)
		if err != nil {
			return err
		}
		if err := x.applyOptions(&q, p); err != nil {
			return err
		}
		if t.ref {
			b, err = x.appendReferences(tx, q, p)
			return err
		}
		b, err = x.appendPage(tx, q, p)
		return err
	})
	if err != nil {
		return tokenError(err)
	}
	defer x.s.buffers.Put(&b)
	return x.json(http.StatusOK, b)
}

// buffer gives an empty buffer for a page, mostly one that was used before.
func (s *Service) buffer() []byte {
	if used, ok := s.buffers.Get().(*[]byte); ok {
		return (*used)[:0]
	}
	return make([]byte, 0, 32<<10)
}

// deletedItems does what a list of deleted objects needs: it names their type
// and no longer holds what cannot be restored.
func (x *exchange) deletedItems(p *place) error {
	if p.set == nil || !p.set.deleted {
		return nil
	}
	if p.cast == nil {
		return invalidQuery("The type of the deleted items must be given: /directory/deletedItems/microsoft.graph.user, .group, ...")
	}
	err := x.s.core.Purge(x.r.Context())
	if errors.Is(err, store.ErrReadOnly) {
		return nil
	}
	return err
}

func tokenError(err error) error {
	if errors.Is(err, store.ErrCursor) {
		return expiredToken()
	}
	return err
}

// applyOptions puts the query options into the store's query, after the rules
// of advanced queries.
func (x *exchange) applyOptions(q *store.ListQuery, p *place) error {
	if err := x.filter(q, p); err != nil {
		return err
	}
	if err := x.orderBy(q, p); err != nil {
		return err
	}
	if err := x.search(q, p); err != nil {
		return err
	}
	if p.cast != nil && p.relation != nil && !x.advanced() && x.hasOptions() {
		return needsAdvanced("A query option together with a cast is not supported")
	}
	x.findOnlyVisible(q, p)
	size, err := x.pageSize()
	if err != nil {
		return err
	}
	q.After = store.Cursor(x.skipToken)
	if p.paged() || x.query.Top > 0 {
		q.Limit = size
	}
	return nil
}

// paged: relations are paged but those of directory roles.
func (p *place) paged() bool {
	if p.set != nil {
		return p.set.paged
	}
	return p.relation.owner != "directoryRole"
}

// appendPage appends the answer: one object more than the page holds is asked
// for, to know whether there is a next one.
func (x *exchange) appendPage(tx *store.Tx, q store.ListQuery, p *place) ([]byte, error) {
	sel, err := x.selections(p.element())
	if err != nil {
		return nil, err
	}
	if sel.expand, err = x.expansions(p.element(), p.element().Name); err != nil {
		return nil, err
	}
	b := x.appendContext(x.s.buffer(), x.s.contextOf(p)+sel.fragment())
	if b, err = x.appendCount(tx, b, q, p); err != nil {
		return nil, err
	}
	b = append(appendName(b, "value"), '[')
	size := q.Limit
	if size > 0 {
		q.Limit++
	}
	rows := &rows{x: x, tx: tx, sel: sel, b: b}
	last, err := rows.append(q, size)
	if err != nil {
		return nil, err
	}
	b = append(rows.b, ']')
	if last != nil {
		b = appendString(appendName(b, "@odata.nextLink"), x.nextLink("$skiptoken", string(q.CursorOf(last))))
	}
	return append(b, '}'), nil
}

// equals is the filter "property eq 'value'".
func equals(property, value string) odata.Expr {
	f, _ := odata.ParseFilter(property + " eq " + odata.QuoteString(value))
	return f
}
