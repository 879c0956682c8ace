package graph

import (
	"errors"
	"iter"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// linkChanges are the changes of one relation of an object, in order; of a
// first listing, its links.
type linkChanges struct {
	relation string
	others   []string
	removed  map[string]bool // by id
	records  iter.Seq2[*store.Record, error]
}

// tracked lists the relations of the type whose changes a delta query gives:
// all without $select, else those selected.
func (d *deltaRound) tracked() []string {
	names := []string{"members", "owners"}
	switch d.typ {
	case "user":
		names = []string{"manager"}
	case "device":
		names = []string{"registeredOwners", "registeredUsers"}
	}
	return slices.DeleteFunc(names, func(name string) bool {
		return len(d.state.Select) > 0 && !slices.ContainsFunc(d.state.Select, func(s string) bool { return strings.EqualFold(s, name) })
	})
}

// shown are those of the tracked relations that are given as "members@delta"
// and the like. A change of manager is told by giving the user again, without
// "manager@delta": Microsoft's guide on deltas has it, but the metadata knows
// a single manager only, and clients that go by it refuse a list.
func (d *deltaRound) shown(tracked []string) []string {
	if d.typ == "user" {
		return nil
	}
	return tracked
}

// links gives an object's present links, for the first listing.
func (d *deltaRound) links(r *store.Record) []linkChanges {
	var list []linkChanges
	for _, name := range d.shown(d.tracked()) {
		list = append(list, linkChanges{relation: name, records: d.tx.List(store.ListQuery{Via: &store.Via{Relation: name, ID: r.ID}})})
	}
	return list
}

// linkChanges appends "members@delta" and the like, if there is anything.
func (d *deltaRound) linkChanges(l linkChanges) error {
	start := len(d.b)
	d.b = append(appendName(d.b, l.relation+"@delta"), '[')
	empty := len(d.b)
	if l.records != nil {
		for r, err := range l.records {
			if err != nil {
				return err
			}
			d.link(r.Type, r.ID, false)
		}
	}
	for _, id := range l.others {
		typ := "directoryObject"
		if r, err := d.tx.Get(id); err == nil {
			typ = r.Type
		} else if !errors.Is(err, store.ErrNotFound) {
			return err
		}
		d.link(typ, id, l.removed[id])
	}
	if len(d.b) == empty {
		d.b = d.b[:start]
		return nil
	}
	d.b = append(d.b, ']')
	return nil
}

func (d *deltaRound) link(typ, id string, removed bool) {
	d.begin()
	d.b = appendString(appendName(d.b, "@odata.type"), "#"+edm.Namespace+"."+typ)
	d.b = appendString(appendName(d.b, "id"), id)
	if removed {
		d.b = append(d.b, `,"@removed":{"reason":"deleted"}`...)
	}
	d.b = append(d.b, '}')
}

// changedObject is what happened to one object within a page of changes.
type changedObject struct {
	id    string
	gone  bool
	own   bool // it changed itself, not only its links
	links []linkChanges
}

// changes gives the objects that changed since the state's sequence number.
func (d *deltaRound) changes() (option string, err error) {
	var list []*changedObject
	n := 0
	for c, err := range d.tx.Changes(store.ChangeQuery{Types: []string{d.typ}, After: d.state.Sequence, Limit: deltaPage}) {
		if err != nil {
			return "", err
		}
		n++
		d.state.Sequence = c.Seq
		if d.state.IDs == nil || slices.ContainsFunc(d.state.IDs, func(id string) bool { return strings.EqualFold(id, c.ID) }) {
			list = collect(list, c)
		}
	}
	for _, o := range list {
		if err := d.changed(o); err != nil {
			return "", err
		}
	}
	if n == deltaPage {
		return "$skiptoken", nil
	}
	return "$deltatoken", nil
}

// collect adds a change to that of its object.
func collect(list []*changedObject, c store.Change) []*changedObject {
	i := slices.IndexFunc(list, func(o *changedObject) bool { return o.id == c.ID })
	if i < 0 {
		list = append(list, &changedObject{id: c.ID})
		i = len(list) - 1
	}
	o := list[i]
	o.gone = c.Kind == store.Gone
	if c.Kind == store.Linked || c.Kind == store.Unlinked {
		o.link(c)
	} else {
		o.own = true
	}
	return list
}

func (o *changedObject) link(c store.Change) {
	i := slices.IndexFunc(o.links, func(l linkChanges) bool { return l.relation == c.Relation })
	if i < 0 {
		o.links = append(o.links, linkChanges{relation: c.Relation, removed: map[string]bool{}})
		i = len(o.links) - 1
	}
	l := &o.links[i]
	if !slices.Contains(l.others, c.Other) {
		l.others = append(l.others, c.Other)
	}
	l.removed[c.Other] = c.Kind == store.Unlinked
}

func (d *deltaRound) changed(o *changedObject) error {
	r, err := d.tx.Get(o.id)
	switch {
	case o.gone || errors.Is(err, store.ErrNotFound):
		d.removed(o.id, "deleted")
		return nil
	case err != nil:
		return err
	case !r.Deleted.IsZero():
		d.removed(o.id, "changed")
		return nil
	}
	tracked := d.tracked()
	of := func(names []string) []linkChanges {
		return slices.DeleteFunc(slices.Clone(o.links), func(l linkChanges) bool { return !slices.Contains(names, l.relation) })
	}
	if !o.own && len(of(tracked)) == 0 {
		return nil
	}
	return d.object(r, of(d.shown(tracked)))
}
