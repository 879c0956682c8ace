package aadgraph

import (
	"net/http"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// create answers POST to a set, or to a relation whose objects live in it.
func (x *exchange) create(t *target) error {
	if t.single || t.set.appID || t.relation != nil && !t.relation.contained {
		return notAllowed()
	}
	o, err := x.body()
	if err != nil {
		return err
	}
	body, err := x.canonical(t.entity, o)
	if err != nil {
		return err
	}
	made, err := x.graph(request{method: http.MethodPost, path: t.path, body: body, entity: t.entity})
	if err != nil {
		return err
	}
	x.w.Header().Set("Location", x.location(t.entity, made))
	if strings.Contains(strings.ToLower(x.r.Header.Get("Prefer")), "return-no-content") {
		x.w.Header().Set("Preference-Applied", "return-no-content")
		return x.noContent()
	}
	return x.entity(http.StatusCreated, t.entity, x.whole(t, made))
}

// whole reads a new object whole. Who may create but not read gets what Graph
// answered.
func (x *exchange) whole(t *target, made *odata.Object) *odata.Object {
	at := *t
	at.single = true
	at.path = keyed(t.path, made.ID())
	if o, err := x.object(&at); err == nil {
		return o
	}
	return made
}

func (x *exchange) location(e *entity, o *odata.Object) string {
	if e.plain {
		return x.root() + "/" + e.set + "/" + o.ID()
	}
	return x.root() + "/directoryObjects/" + o.ID() + "/" + x.version.namespace() + "." + e.name
}

// update answers PATCH.
func (x *exchange) update(t *target) error {
	if !t.single || t.relation != nil {
		return notAllowed()
	}
	o, err := x.body()
	if err != nil {
		return err
	}
	body, err := x.canonical(t.entity, o)
	if err != nil {
		return err
	}
	if _, err := x.graph(request{method: http.MethodPatch, path: t.path, body: body, entity: t.entity}); err != nil {
		return err
	}
	return x.noContent()
}

// remove answers DELETE of an object; a relation's link is deleted at $links.
func (x *exchange) remove(t *target) error {
	if !t.single || t.relation != nil && !t.relation.contained {
		return notAllowed()
	}
	if _, err := x.graph(request{method: http.MethodDelete, path: t.path, entity: t.entity}); err != nil {
		return err
	}
	return x.noContent()
}
