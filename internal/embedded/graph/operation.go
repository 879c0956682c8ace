package graph

import (
	"net/http"
	"slices"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// operation is an action or function that is served.
type operation struct {
	name       string
	binding    string // EDM type it is bound to
	collection bool   // bound to a collection
	deleted    bool   // only on deleted objects
	beta       bool   // is at /beta only
	method     string
	run        func(*exchange, *target) error
}

// operation runs the action or function that the path names.
func (x *exchange) operation(t *target) error {
	list := x.s.served.operations
	i := slices.IndexFunc(list, func(o operation) bool {
		return o.name == t.operation && t.place.element().Is(o.binding)
	})
	if i < 0 || list[i].method != x.r.Method {
		return notAllowed()
	}
	for o := range t.place.element().AllOperations(list[i].collection) {
		if o.Name == t.operation {
			x.parameters = append(x.parameters, o.Parameters...)
		}
	}
	return list[i].run(x, t)
}

// restore brings a deleted object back.
func (x *exchange) restore(t *target) error {
	if _, err := x.arguments(); err != nil {
		return err
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	if r, err = x.s.core.Restore(x.r.Context(), r.ID); err != nil {
		return err
	}
	sel, err := x.selections(edm.Lookup("directoryObject"))
	if err != nil {
		return err
	}
	b, err := x.appendEntity(nil, sel, "directoryObjects", r)
	if err != nil {
		return err
	}
	return x.json(http.StatusOK, b)
}

// getByIDs answers with the objects that have the given ids, in their order;
// unknown ids are passed over.
func (x *exchange) getByIDs(t *target) error {
	args, err := x.arguments()
	if err != nil {
		return err
	}
	ids, err := core.IDs(args, "ids", core.MaxIDs)
	if err != nil {
		return err
	}
	q := store.ListQuery{IDs: ids, Types: x.s.typesNamed(args.Strings("types"), t.place.typ)}
	sel, err := x.selections(edm.Lookup("directoryObject")) // whatever the set, so that each says its type
	if err != nil {
		return err
	}
	var b []byte
	err = x.s.core.Read(x.r.Context(), func(tx *store.Tx) (err error) {
		b = append(appendName(x.appendContext(nil, "directoryObjects"+sel.fragment()), "value"), '[')
		rows := &rows{x: x, tx: tx, sel: sel, b: b}
		_, err = rows.append(q, 0)
		b = rows.b
		return err
	})
	if err != nil {
		return err
	}
	return x.json(http.StatusOK, append(b, "]}"...))
}

// typesNamed gives the stored types for the names that getByIds takes; with
// none, all. Unknown names match nothing.
func (s *Service) typesNamed(list []string, all *edm.Type) []string {
	if len(list) == 0 {
		return s.types(all)
	}
	named := []string{}
	for _, name := range list {
		if t := edm.Lookup(name); t != nil && t.Is(all.Name) {
			named = append(named, s.types(t)...)
		}
	}
	return named
}
