package graph

import (
	"strconv"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// count answers .../$count with a bare number.
func (x *exchange) count(p *place) error {
	if p.directoryData() && !x.eventual {
		return invalidQuery("$count is not currently supported.")
	}
	if err := x.deletedItems(p); err != nil {
		return err
	}
	if p.isComputed() {
		return x.computedCount(p)
	}
	x.query.Count = true // the segment stands for the parameter
	var n int64
	err := x.s.core.Read(x.r.Context(), func(tx *store.Tx) error {
		q, err := x.list(tx, p)
		if err != nil {
			return err
		}
		if err := x.applyOptions(&q, p); err != nil {
			return err
		}
		n, err = tx.Count(q)
		return err
	})
	if err != nil {
		return tokenError(err)
	}
	return x.text("text/plain", strconv.FormatInt(n, 10))
}

// appendCount appends @odata.count to the first page, where it is asked for
// as an advanced query; without the header Graph leaves it out.
func (x *exchange) appendCount(tx *store.Tx, b []byte, q store.ListQuery, p *place) ([]byte, error) {
	if !x.query.Count || x.skipToken != "" || !x.eventual && p.directoryData() {
		return b, nil
	}
	n, err := tx.Count(q)
	return strconv.AppendInt(appendName(b, "@odata.count"), n, 10), err
}
