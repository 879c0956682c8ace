package graph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// post creates an object or adds a reference.
func (x *exchange) post(t *target) error {
	switch {
	case t.kind == kindBatch:
		return x.batch()
	case t.ref && t.kind == kindCollection && t.place.relation != nil && t.place.relation.writes:
		return x.addReference(t.place)
	case t.kind != kindCollection || t.count:
		return notAllowed()
	case t.place.relation != nil && (t.place.relation.contained || t.place.relation.creates):
		return x.create(t.place)
	case t.place.relation == nil && t.place.set.post != nil:
		return t.place.set.post(x)
	case t.place.relation != nil:
		return wrongTarget("Write requests are only supported on contained entities: use $ref")
	case !t.place.set.writes:
		return notAllowed()
	}
	return x.create(t.place)
}

// wrongTarget is Graph's answer to a write where only $ref can be written.
func wrongTarget(message string) error {
	return &core.Error{Status: http.StatusBadRequest, Code: "BadRequest", Message: message}
}

func (x *exchange) create(p *place) error {
	o, err := x.body()
	if err != nil {
		return err
	}
	return x.createFrom(p, o)
}

func (x *exchange) createFrom(p *place, o *odata.Object) error {
	if err := checkODataType(o.String("@odata.type"), p.typ); err != nil {
		return err
	}
	sel, err := x.selections(p.typ)
	if err != nil {
		return err
	}
	r, err := x.created(p, o)
	if err != nil {
		return err
	}
	b, err := x.appendEntity(nil, sel, x.s.contextOf(p), r)
	if err != nil {
		return err
	}
	x.w.Header().Set("Location", x.idOf(r))
	return x.json(http.StatusCreated, b)
}

// created makes the object, of the type that it says itself to be if the
// set's is abstract.
func (x *exchange) created(p *place, o *odata.Object) (*store.Record, error) {
	t := p.typ
	if given := edm.Lookup(o.String("@odata.type")); given != nil {
		t = given
	}
	if p.relation != nil && p.relation.creates && t.Name != "group" { // "Add a member", of an administrative unit
		return nil, wrongTarget("Only a group can be created here. The type must be given as @odata.type: #microsoft.graph.group.")
	}
	if p.relation == nil {
		return x.s.core.Create(x.r.Context(), t.Name, o)
	}
	owner, err := x.lookup(p.parent)
	if err != nil {
		return nil, err
	}
	return x.s.core.CreateIn(x.r.Context(), core.Within{Owner: owner.ID, Relation: p.relation.link, Type: t.Name}, o)
}

func checkODataType(name string, t *edm.Type) error {
	if name == "" {
		return nil
	}
	if given := edm.Lookup(name); given == nil || !given.Is(t.Name) {
		return wrongTarget("The type '" + name + "' does not fit 'microsoft.graph." + t.Name + "'.")
	}
	return nil
}

// patch changes an object.
func (x *exchange) patch(t *target) error {
	if of, stream := pictureAt(t); of != nil {
		return x.setPicture(of, stream)
	}
	switch {
	case t.kind == kindCollection && t.place.relation != nil || t.ref:
		return wrongTarget("Write requests are only supported on contained entities")
	case t.kind != kindEntity || !t.place.takesPatch():
		return notAllowed()
	}
	o, err := x.body()
	if err != nil {
		return err
	}
	if err := checkODataType(o.String("@odata.type"), t.place.typ); err != nil {
		return err
	}
	r, err := x.lookup(t.place)
	if x.createsMissing(t.place, err) {
		return x.createMissing(t.place, o)
	}
	if err != nil {
		return err
	}
	if x.judge != nil && x.judge.missing { // somebody has created it meanwhile
		if err := x.permit(t); err != nil {
			return err
		}
	}
	if err := x.s.core.Update(x.r.Context(), r, o); err != nil {
		return err
	}
	return x.noContent()
}

// takesPatch says that the object at the place can be changed by its path.
func (p *place) takesPatch() bool {
	if p.relation != nil {
		return p.relation.contained
	}
	return p.set.writes || p.set.patches
}

// delete removes a reference, or an object. DELETE of an object by way of a
// relation and without $ref deletes the object itself, as the service does
// (facts/graph.md, section 7).
func (x *exchange) delete(t *target) error {
	if of, stream := pictureAt(t); of != nil {
		return x.removePicture(of, stream)
	}
	switch {
	case t.kind == kindCollection && t.ref:
		return x.removeReferenceByID(t.place)
	case t.kind != kindEntity:
		return notAllowed()
	case t.ref:
		return x.removeReference(t.place)
	case t.place.isFixed():
		return notAllowed()
	case t.place.relation != nil && t.place.relation.single:
		return wrongTarget("A relation is removed by DELETE .../" + t.place.relation.name + "/$ref")
	}
	r, err := x.lookup(t.place)
	if err != nil {
		return err
	}
	if err := x.remove(t.place, r); err != nil {
		return err
	}
	return x.noContent()
}

// isFixed says that what is at the place can be read only. Through
// directoryObjects any object can be deleted.
func (p *place) isFixed() bool {
	return p.set != nil && !p.set.writes && !p.set.deleted && p.typ.Name != "directoryObject"
}

// remove deletes the object that was found at a place.
func (x *exchange) remove(p *place, r *store.Record) error {
	switch {
	case p.set != nil && p.set.deleted:
		return x.s.core.Erase(x.r.Context(), r.ID)
	case p.set != nil && p.set.remove != nil:
		return p.set.remove(x.s.core, x.r.Context(), r)
	}
	return x.s.core.Delete(x.r.Context(), r.ID)
}

// lookup reads the object at a place by itself.
func (x *exchange) lookup(p *place) (r *store.Record, err error) {
	err = x.s.core.Read(x.r.Context(), func(tx *store.Tx) (err error) {
		r, err = x.object(tx, p)
		return err
	})
	return r, err
}
