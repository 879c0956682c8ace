package aadgraph

import (
	"net/http"
	"net/url"
	"slices"
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
	if err := x.sortRedirects(t, body); err != nil {
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
	if err := x.specify(t); err != nil {
		return err
	}
	return x.patch(t, o)
}

// specify finds the type of an object that is addressed as a directory object
// only: Graph changes objects in their own sets.
func (x *exchange) specify(t *target) error {
	if t.entity.name != "DirectoryObject" || t.relation != nil {
		return nil
	}
	o, err := x.graph(request{method: http.MethodGet, path: t.path, query: url.Values{"$select": {"id"}}})
	if err != nil {
		return err
	}
	if e := x.entityIn(t, o); x.setOf(e) != nil {
		return x.narrow(t, x.version.namespace()+"."+e.name)
	}
	return nil
}

// patch changes an object by what a client says of it.
func (x *exchange) patch(t *target, o *odata.Object) error {
	body, err := x.canonical(t.entity, o)
	if err != nil {
		return err
	}
	if err := x.overlay(t, body); err != nil {
		return err
	}
	if err := x.sortRedirects(t, body); err != nil {
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
	if err := x.specify(t); err != nil {
		return err
	}
	if _, err := x.graph(request{method: http.MethodDelete, path: t.path, entity: t.entity}); err != nil {
		return err
	}
	return x.noContent()
}

// overlay completes what a change says of values within values of complex
// ones by what they are now, for Graph puts such values in the place of the
// whole: what is flat here is changed one by one.
func (x *exchange) overlay(t *target, body *odata.Object) error {
	for name := range body.All() {
		if !t.entity.nestsDeep(name) {
			continue
		}
		now, err := x.graph(request{method: http.MethodGet, path: t.path, query: url.Values{"$select": {"id," + name}}, entity: t.entity})
		if err != nil {
			return err
		}
		given := body.Object(name)
		for member := range given.All() {
			if under := now.Object(name).Object(member); under != nil {
				given.Set(member, merged(under, given.Object(member)))
			}
		}
		body.Set(name, given)
	}
	return nil
}

// nestsDeep tells whether properties of the type are two levels down in a
// canonical one.
func (e *entity) nestsDeep(name string) bool {
	return slices.ContainsFunc(e.properties, func(p property) bool { return len(p.path) > 2 && p.path[0].name == name })
}

// merged gives an object with the members of another over its own.
func merged(under, over *odata.Object) *odata.Object {
	if over == nil {
		return nil
	}
	for name, value := range over.All() {
		under.Set(name, value)
	}
	return under
}
