package graph

import (
	"net/http"
	"slices"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/internal/permission"
)

// address is what a request is about in the words of the table of
// permissions.
type address struct {
	template string
	home     *place // the set or object that the template begins with
}

// address finds the template of a target. However long the path is, the
// template begins with the set of the object that the last step starts from.
func (x *exchange) address(tx *store.Tx, t *target) (address, error) {
	byRelation := t.kind == kindCollection || t.ref || t.kind != kindOperation && x.reads()
	a, err := x.placeAddress(tx, t.place, byRelation)
	if err != nil {
		return a, err
	}
	if a, err = x.ownSet(tx, t, a); err != nil {
		return a, err
	}
	switch {
	case t.kind == kindOperation:
		a.template += "/" + t.operation
	case x.reads(): // $ref, $count and properties are read as the object is
	case t.kind == kindProperty:
		a.template += "/" + t.property[0].Name
	case t.ref && t.kind == kindCollection && x.r.Method == http.MethodDelete:
		a.template += "/{id}/$ref"
	case t.ref:
		a.template += "/$ref"
	}
	return a, nil
}

// reads says that the method changes nothing.
func (x *exchange) reads() bool { return x.r.Method == http.MethodGet || x.r.Method == http.MethodHead }

// placeAddress is the template of a place: byRelation as the path goes, else
// that of the object that is there.
func (x *exchange) placeAddress(tx *store.Tx, p *place, byRelation bool) (address, error) {
	if p.relation == nil {
		return x.setAddress(tx, p)
	}
	if !byRelation && !p.relation.contained {
		return x.objectAddress(tx, p)
	}
	a, err := x.parentAddress(tx, p)
	a.template += "/" + p.relation.name
	if p.key != nil && !p.relation.single {
		a.template += "/{id}"
	}
	return a, err
}

func (x *exchange) setAddress(tx *store.Tx, p *place) (address, error) {
	a := address{"/" + p.set.path, p}
	if p.set.deleted {
		typ, err := x.typeAt(tx, p)
		if err != nil {
			return a, err
		}
		if typ != "" {
			a.template += "/" + edm.Namespace + "." + typ
		}
	}
	if p.key != nil {
		a.template += "/{id}"
	}
	return a, nil
}

// typeAt is the type of the object at a place where it decides on the
// permission, or what the path says of it; "" is any.
func (x *exchange) typeAt(tx *store.Tx, p *place) (string, error) {
	if p.cast != nil {
		return p.cast.Name, nil
	}
	if !p.single() {
		return "", nil
	}
	r, err := x.object(tx, p)
	if err != nil {
		return "", err
	}
	return r.Type, nil
}

// parentAddress is the template of the object of which p is a relation.
func (x *exchange) parentAddress(tx *store.Tx, p *place) (address, error) {
	parent := p.parent
	switch {
	case parent.relation != nil && parent.relation.contained:
		return x.placeAddress(tx, parent, true)
	case parent.element().Name == "directoryObject":
		return x.objectAddress(tx, parent)
	case parent.relation == nil && !parent.set.deleted:
		return x.setAddress(tx, parent)
	}
	return address{x.s.objectTemplate(parent.element().Name), parent}, nil
}

// objectAddress is the template of an object by what it is, wherever the path
// found it.
func (x *exchange) objectAddress(tx *store.Tx, p *place) (address, error) {
	typ, err := x.typeAt(tx, p)
	return address{x.s.objectTemplate(typ), p}, err
}

// ownSet turns directoryObjects/{id} into the set of the object where the
// request changes it.
func (x *exchange) ownSet(tx *store.Tx, t *target, a address) (address, error) {
	if a.template != "/directoryObjects/{id}" || x.reads() {
		return a, nil
	}
	if _, ok := permission.Required(x.r.Method, a.template+"/"+t.operation); ok {
		return a, nil
	}
	return x.objectAddress(tx, t.place)
}

// objectTemplate is the template of an object of a type.
func (s *Service) objectTemplate(typ string) string {
	i := slices.IndexFunc(s.served.sets, func(t set) bool {
		return !t.deleted && (t.typ == typ || slices.Contains(t.stored, typ))
	})
	if i < 0 {
		return "/directoryObjects/{id}"
	}
	return "/" + s.served.sets[i].path + "/{id}"
}
