package graph

import (
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// deltaRound puts one page of a delta query together.
type deltaRound struct {
	x     *exchange
	tx    *store.Tx
	typ   string
	sel   *selections
	state deltaState
	b     []byte
}

func (x *exchange) newDelta(tx *store.Tx, p *place, s deltaState) (*deltaRound, error) {
	now, err := tx.Sequence()
	if err != nil {
		return nil, err
	}
	switch {
	case s.Sequence < 0:
		s.Sequence = now
	case s.Sequence > now: // the file was put back to an earlier state
		return nil, x.resync()
	case s.Origin != "":
		known, err := origin(tx, s.Sequence)
		if err != nil {
			return nil, err
		}
		if known != "" && known != s.Origin { // another directory's
			return nil, x.resync()
		}
	}
	names := s.Select
	if len(names) > 0 {
		names = append([]string{"id"}, names...)
	}
	sel, err := x.s.selections(p.typ, names)
	if err != nil {
		return nil, err
	}
	s.Made = x.s.now().Unix()
	fragment := p.set.context
	if len(s.Select) > 0 {
		fragment += sel.fragment()
	}
	b := append(appendName(x.appendContext(make([]byte, 0, 16<<10), fragment), "value"), '[')
	return &deltaRound{x: x, tx: tx, typ: p.typ.Name, sel: sel, state: s, b: b}, nil
}

func (d *deltaRound) page() ([]byte, error) {
	option, err := "", error(nil)
	if d.state.Listing {
		option, err = d.listing()
	} else {
		option, err = d.changes()
	}
	if err != nil {
		return nil, err
	}
	if d.state.Origin, err = origin(d.tx, d.state.Sequence); err != nil {
		return nil, err
	}
	link := "@odata.deltaLink"
	if option == "$skiptoken" {
		link = "@odata.nextLink"
	}
	d.b = appendString(appendName(append(d.b, ']'), link), d.x.deltaLink(option, d.state))
	return append(d.b, '}'), nil
}

// listing gives all objects, page by page.
func (d *deltaRound) listing() (option string, err error) {
	q := store.ListQuery{Types: []string{d.typ}, IDs: d.state.IDs, After: store.Cursor(d.state.After), Limit: deltaPage + 1}
	var last *store.Record
	n := 0
	for r, err := range d.tx.List(q) {
		if err != nil {
			return "", err
		}
		if n++; n > deltaPage {
			d.state.After = string(q.CursorOf(last))
			return "$skiptoken", nil
		}
		if err := d.object(r, d.links(r)); err != nil {
			return "", err
		}
		last = r
	}
	d.state.Listing, d.state.After = false, ""
	return "$deltatoken", nil
}

func (d *deltaRound) begin() {
	if d.b[len(d.b)-1] != '[' {
		d.b = append(d.b, ',')
	}
	d.b = append(d.b, '{')
}

// object appends a live object with the changes of its links.
func (d *deltaRound) object(r *store.Record, links []linkChanges) (err error) {
	d.begin()
	if d.b, err = d.x.appendObject(d.tx, d.b, d.sel, r); err != nil {
		return err
	}
	for _, l := range links {
		if err := d.linkChanges(l); err != nil {
			return err
		}
	}
	d.b = append(d.b, '}')
	return nil
}

// removed appends an object that is gone: "changed" can be restored,
// "deleted" cannot.
func (d *deltaRound) removed(id, reason string) {
	d.begin()
	d.b = appendString(appendName(d.b, "id"), id)
	d.b = append(appendString(append(d.b, `,"@removed":{"reason":`...), reason), "}}"...)
}
