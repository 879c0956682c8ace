package graph

import "github.com/tenantctl/tenantctl/internal/embedded/store"

// rows appends stored objects to an answer's list.
type rows struct {
	x   *exchange
	tx  *store.Tx
	sel *selections
	b   []byte
}

// append appends up to size objects of the query (0: all). last is the last
// one of them if the query has more.
func (l *rows) append(q store.ListQuery, size int) (last *store.Record, err error) {
	n := 0
	for r, err := range l.tx.List(q) {
		if err != nil {
			return nil, err
		}
		if size > 0 && n == size {
			return last, nil
		}
		if n++; n > 1 {
			l.b = append(l.b, ',')
		}
		if l.b, err = l.x.appendObject(l.tx, append(l.b, '{'), l.sel, r); err != nil {
			return nil, err
		}
		l.b = append(l.b, '}')
		last = r
	}
	return nil, nil
}
