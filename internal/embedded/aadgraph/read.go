package aadgraph

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// get answers GET of objects.
func (x *exchange) get(t *target) error {
	if !t.single {
		return x.list(t)
	}
	if err := x.refuse("$filter", "$orderby", "$top", "$skiptoken", "deltaLink"); err != nil {
		return err
	}
	q, err := x.selecting(t)
	if err != nil {
		return err
	}
	if err := x.expanding(t, q); err != nil {
		return err
	}
	o, err := x.graph(request{method: http.MethodGet, path: t.path, query: q, entity: t.entity})
	if err != nil {
		return x.absent(t, err)
	}
	return x.entity(http.StatusOK, x.entityIn(t, o), o)
}

// object reads the target's object, whole.
func (x *exchange) object(t *target) (*odata.Object, error) {
	q, err := x.selecting(t)
	if err != nil {
		return nil, err
	}
	o, err := x.graph(request{method: http.MethodGet, path: t.path, query: q, entity: t.entity})
	if err != nil {
		return nil, x.absent(t, err)
	}
	return o, nil
}

// entityIn gives the type of an object that was read at a target.
func (x *exchange) entityIn(t *target, o *odata.Object) *entity {
	if typ := o.String("@odata.type"); typ != "" {
		return x.s.model().ofCanonical(typ)
	}
	return t.entity
}

// selecting is the query that asks Graph for all of the objects at a place:
// what the table has of their type and the extensions that are registered.
func (x *exchange) selecting(t *target) (url.Values, error) {
	names := t.entity.selected
	switch {
	case t.entity.plain && t.relation != nil:
		return url.Values{}, nil
	case t.entity.name == "DirectoryObject":
		names = x.s.model().selected
	}
	if !t.entity.plain && edm.Lookup(t.entity.canonical).Open { // assignments of roles have none
		extensions, err := x.s.extensions(x.r)
		if err != nil {
			return nil, err
		}
		names = append(slices.Clone(names), extensions...)
	}
	return url.Values{"$select": {strings.Join(names, ",")}}, nil
}

// extensions gives the names of the directory extensions that are registered.
func (s *Service) extensions(r *http.Request) (names []string, err error) {
	err = s.Directory.Read(r.Context(), func(tx *store.Tx) error {
		for e, err := range tx.List(store.ListQuery{Types: []string{"extensionProperty"}}) {
			if err != nil {
				return err
			}
			names = append(names, e.Props.String("name"))
		}
		return nil
	})
	return names, err
}

// absent says of a single relation that leads nowhere what the service says
// (reference, samples of me/manager).
func (x *exchange) absent(t *target, err error) error {
	if t.relation != nil && t.relation.single && isNotFound(err) {
		return noSegment(t.relation.name)
	}
	return err
}
