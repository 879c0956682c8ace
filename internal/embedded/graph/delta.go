package graph

import (
	"errors"
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Bounds of a delta query: objects or changes a page, and ids of its filter.
const (
	deltaPage = 200
	deltaIDs  = 50
)

// delta answers GET /users/delta and /groups/delta (facts/graph.md,
// section 5).
func (x *exchange) delta(t *target) error {
	if t.place.set == nil || t.place.set.deleted || t.place.cast != nil {
		return notAllowed()
	}
	s, err := x.deltaState(t.place)
	if err != nil {
		return err
	}
	var b []byte
	err = x.s.core.Read(x.r.Context(), func(tx *store.Tx) error {
		d, err := x.newDelta(tx, t.place, s)
		if err != nil {
			return err
		}
		b, err = d.page()
		return err
	})
	if errors.Is(err, store.ErrCursor) {
		return x.resync()
	}
	if err != nil {
		return err
	}
	return x.json(http.StatusOK, b)
}

// deltaState gives where the client is: at the start, or where its token
// says.
func (x *exchange) deltaState(p *place) (deltaState, error) {
	token := x.skipToken
	if token == "" {
		token = x.deltaToken
	}
	if token != "" && !strings.EqualFold(token, "latest") {
		s, ok := decodeDelta(token, p.set.path, x.s.now())
		if !ok {
			return s, x.resync()
		}
		var err error
		s.Select, err = x.definedOf(s.Select)
		return s, err
	}
	if err := x.refuse("$orderby", "$search", "$top", "$expand", "$count"); err != nil {
		return deltaState{}, err
	}
	ids, err := deltaFilter(x.query.Filter)
	return deltaState{Set: p.set.path, Listing: token == "", Sequence: -1, Select: x.query.Select, IDs: ids}, err
}

// deltaFilter reads the one filter that delta queries take: ids joined by or.
func deltaFilter(text string) ([]string, error) {
	if text == "" {
		return nil, nil
	}
	expr, err := odata.ParseFilter(text)
	if err != nil {
		return nil, badFilter(err)
	}
	ids, ok := idsOf(expr)
	if !ok || len(ids) > deltaIDs {
		return nil, unsupportedQuery("A delta query can be filtered by 'id eq' joined by 'or' only, with at most 50 ids.")
	}
	return ids, nil
}

func idsOf(e odata.Expr) ([]string, bool) {
	b, ok := e.(*odata.Binary)
	if !ok {
		return nil, false
	}
	if b.Op == "or" {
		left, ok1 := idsOf(b.L)
		right, ok2 := idsOf(b.R)
		return append(left, right...), ok1 && ok2
	}
	p, ok1 := b.L.(*odata.Path)
	l, ok2 := b.R.(*odata.Literal)
	if b.Op != "eq" || !ok1 || !ok2 || len(p.Segments) != 1 || !strings.EqualFold(p.Segments[0], "id") {
		return nil, false
	}
	return []string{l.Text}, true
}
