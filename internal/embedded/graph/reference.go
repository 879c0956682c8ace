package graph

import (
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

func (x *exchange) appendReferences(tx *store.Tx, q store.ListQuery, p *place) ([]byte, error) {
	b := append(appendName(x.appendContext(nil, "Collection($ref)"), "value"), '[')
	size := q.Limit
	if size > 0 {
		q.Limit++
	}
	n := 0
	var last *store.Record
	for r, err := range tx.List(q) {
		if err != nil {
			return nil, err
		}
		if n++; size > 0 && n > size {
			b = appendString(append(append(b, ']'), `,"@odata.nextLink":`...), x.nextLink("$skiptoken", string(q.CursorOf(last))))
			return append(b, '}'), nil
		}
		if n > 1 {
			b = append(b, ',')
		}
		b = append(appendString(append(b, `{"@odata.id":`...), x.idOf(r)), '}')
		last = r
	}
	return append(b, "]}"...), nil
}

// reference answers .../$ref of one object: its id as a link.
func (x *exchange) reference(p *place) error {
	var b []byte
	err := x.s.core.Read(x.r.Context(), func(tx *store.Tx) error {
		r, err := x.object(tx, p)
		if err != nil {
			return err
		}
		b = x.appendContext(nil, "$ref")
		b = append(appendString(appendName(b, "@odata.id"), x.idOf(r)), '}')
		return nil
	})
	if err != nil {
		return err
	}
	return x.json(http.StatusOK, b)
}

// idOf is an object's @odata.id: a URL that references may be made with.
func (x *exchange) idOf(r *store.Record) string {
	if t := edm.Lookup(r.Type); t != nil && t.Is("directoryObject") {
		return x.root() + "/directoryObjects/" + r.ID + "/" + edm.Namespace + "." + r.Type
	}
	if x.s.setOf(r.Type) == "directoryObjects" {
		return x.containedID(r)
	}
	return x.root() + "/" + x.s.setOf(r.Type) + "/" + r.ID
}

// containedID is the URL of an object that lives in another one: the
// request's own, or below it if that is the collection's.
func (x *exchange) containedID(r *store.Record) string {
	last := x.path[strings.LastIndexByte(x.path, '/')+1:]
	for _, rel := range x.s.served.relations {
		if (rel.contained || rel.computed != nil) && !rel.single && strings.EqualFold(rel.name, last) {
			return x.root() + "/" + x.path + "/" + r.ID
		}
	}
	return x.root() + "/" + x.path
}

// put sets the reference of a single relation.
func (x *exchange) put(t *target) error {
	if of, stream := pictureAt(t); of != nil {
		return x.setPicture(of, stream)
	}
	if !t.ref || t.kind != kindEntity || t.place.relation == nil || !t.place.relation.single || t.place.key != nil {
		return notAllowed()
	}
	o, err := x.body()
	if err != nil {
		return err
	}
	to, err := core.Reference(o)
	if err != nil {
		return err
	}
	owner, err := x.lookup(t.place.parent)
	if err != nil {
		return err
	}
	if err := x.s.core.SetRef(x.r.Context(), owner.ID, t.place.relation.link, to); err != nil {
		return err
	}
	return x.noContent()
}

func (x *exchange) addReference(p *place) error {
	o, err := x.body()
	if err != nil {
		return err
	}
	to, err := core.Reference(o)
	if err != nil {
		return err
	}
	owner, err := x.lookup(p.parent)
	if err != nil {
		return err
	}
	if err := x.s.core.AddRef(x.r.Context(), owner.ID, p.relation.link, to); err != nil {
		return err
	}
	return x.noContent()
}

func (x *exchange) removeReference(p *place) error {
	if p.relation == nil || !p.relation.writes {
		return notAllowed()
	}
	owner, err := x.lookup(p.parent)
	if err != nil {
		return err
	}
	other, err := x.lookup(p)
	if err != nil {
		return err
	}
	if err := x.s.core.RemoveRef(x.r.Context(), owner.ID, p.relation.link, other.ID); err != nil {
		return err
	}
	return x.noContent()
}

// removeReferenceByID answers DELETE .../members/$ref?@id=URL, the other way
// to name the reference (OData 4.01 Protocol, section 11.4.6.2).
func (x *exchange) removeReferenceByID(p *place) error {
	options := x.r.URL.Query()
	ref := options.Get("@id")
	if ref == "" {
		ref = options.Get("$id")
	}
	id, err := core.ReferenceID(ref)
	if ref == "" {
		id, err = x.onlyPolicy(p)
	}
	if err != nil {
		return err
	}
	named := *p
	named.key = &key{value: id}
	return x.removeReference(&named)
}
