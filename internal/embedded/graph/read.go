package graph

import (
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// get answers GET.
func (x *exchange) get(t *target) error {
	if of, stream := pictureAt(t); of != nil && (t.value || t.kind == kindProperty) {
		return x.getPicture(of, stream)
	}
	switch {
	case t.kind == kindRoot:
		return x.serviceDocument()
	case t.kind == kindMetadata:
		return x.csdl()
	case t.kind == kindBatch, t.place.set != nil && t.place.set.post != nil:
		return notAllowed()
	case t.count:
		return x.count(t.place)
	case t.kind == kindCollection:
		return x.collection(t)
	case t.kind == kindProperty:
		return x.property(t)
	case t.ref:
		return x.reference(t.place)
	}
	return x.entity(t.place)
}

// entity answers with one object.
func (x *exchange) entity(p *place) error {
	if err := x.refuse("$filter", "$orderby", "$search", "$top"); err != nil {
		return err
	}
	var b []byte
	err := x.s.core.Read(x.r.Context(), func(tx *store.Tx) error {
		r, err := x.object(tx, p)
		if err != nil {
			return err
		}
		sel, err := x.selections(p.element())
		if err != nil {
			return err
		}
		if sel.expand, err = x.expansions(p.element(), r.Type); err != nil {
			return err
		}
		b, err = x.appendEntity(tx, sel, x.s.contextOf(p), x.withKeys(r))
		return err
	})
	if err != nil {
		return err
	}
	return x.json(http.StatusOK, b)
}

// appendEntity appends an object as a whole answer.
func (x *exchange) appendEntity(tx *store.Tx, sel *selections, context string, r *store.Record) ([]byte, error) {
	b := x.appendContext(make([]byte, 0, 1024), context+sel.fragment()+"/$entity")
	b, err := x.appendObject(tx, b, sel, r)
	return append(b, '}'), err
}

// appendObject appends an object's annotations and members, without braces.
func (x *exchange) appendObject(tx *store.Tx, b []byte, sel *selections, r *store.Record) ([]byte, error) {
	b = x.appendAnnotations(b, sel.declared, r)
	b = sel.of(r).appendFields(b, x.visible(sel.declared, r))
	if !r.Deleted.IsZero() && len(sel.names) == 0 && !sel.of(r).shows("deletedDateTime") {
		if raw, ok := r.Props.Raw("deletedDateTime"); ok {
			b = append(appendName(b, "deletedDateTime"), raw...)
		}
	}
	for _, e := range sel.expand {
		var err error
		if b, err = e.append(x, tx, b, r); err != nil {
			return b, err
		}
	}
	return b, nil
}

func (s *selection) shows(name string) bool {
	for _, f := range s.fields {
		if f.name == name {
			return true
		}
	}
	return false
}

// appendAnnotations appends @odata.type where the declared type does not say
// it, and with odata.metadata=full @odata.id and @odata.editLink too.
func (x *exchange) appendAnnotations(b []byte, declared *edm.Type, r *store.Record) []byte {
	if x.metadata == inbound.NoMetadata {
		return b
	}
	if x.metadata == inbound.FullMetadata || declared.Name != r.Type {
		b = appendString(appendName(b, "@odata.type"), "#"+edm.Namespace+"."+r.Type)
	}
	if x.metadata == inbound.FullMetadata {
		id := x.idOf(r)
		edit := strings.TrimPrefix(id, x.root()+"/")
		if set := x.s.setOf(r.Type); set != "directoryObjects" {
			edit = set + "/" + r.ID
		}
		b = appendString(appendName(b, "@odata.id"), id)
		b = appendString(appendName(b, "@odata.editLink"), edit)
	}
	return b
}

// refuse refuses options that mean nothing for what is asked.
func (x *exchange) refuse(names ...string) error {
	q := x.query
	given := map[string]bool{"$filter": q.Filter != "", "$orderby": q.OrderBy != "", "$search": q.Search != "",
		"$top": q.Top > 0, "$count": q.Count, "$expand": q.Expand != "", "$select": len(q.Select) > 0}
	for _, name := range names {
		if given[name] {
			return invalidQuery("The query option '" + name + "' cannot be applied to the requested resource.")
		}
	}
	return nil
}

func (x *exchange) selections(t *edm.Type) (*selections, error) {
	return x.s.selections(t, x.query.Select)
}
