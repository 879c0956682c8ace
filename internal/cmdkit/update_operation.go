package cmdkit

import (
	"encoding/json"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// updateOp makes the operation that changes what differs, nil if nothing
// does.
func (n *Noun) updateOp(f Found, target string, body *odata.Object) *directory.Operation {
	t := edm.Lookup(n.Type)
	changed, before := odata.NewObject(), odata.NewObject()
	for name, value := range body.All() {
		was, ok := f.Object.Raw(name)
		if !ok {
			was = json.RawMessage("null")
		}
		if p, _ := t.Property(name); current.Same(value, was) && !leavesOut(t, p, name, value, was) {
			continue
		}
		changed.Set(name, value)
		before.Set(name, wasBefore(value, was))
	}
	if changed.Len() == 0 {
		return nil
	}
	return &directory.Operation{
		Name: "update", Verb: directory.Update, Ref: f.Ref,
		Body: changed, Before: before, Target: target,
	}
}

// wasBefore is what an undo puts back: of an object (web) only the members that
// are changed, because others are not the task's.
func wasBefore(value, was json.RawMessage) json.RawMessage {
	now, err := odata.ParseObject(value)
	if err != nil {
		return was
	}
	then := odata.NewObject()
	if string(was) != "null" {
		if then, err = odata.ParseObject(was); err != nil {
			return was
		}
	}
	kept := odata.NewObject()
	for name := range now.All() {
		raw, ok := then.Raw(name)
		if !ok {
			raw = json.RawMessage("null")
		}
		kept.Set(name, raw)
	}
	return kept.AppendJSON(nil)
}

// leavesOut tells whether an item of a list (an app role) lacks what the one
// that it is to take the place of has: a list is written whole, and what an
// item lacks is cleared. The two values are the same otherwise.
func leavesOut(owner *edm.Type, p edm.Property, path string, value, was json.RawMessage) bool {
	t := edm.Lookup(p.Type)
	if t == nil || t.Kind != edm.Complex {
		return false
	}
	before := objectsOf(was)
	for i, o := range objectsOf(value) {
		if i >= len(before) {
			break
		}
		for name, member := range before[i].All() {
			inner, _ := t.Property(name)
			at := path + "/" + name
			given, ok := o.Raw(name)
			switch {
			case ok && leavesOut(owner, inner, at, given, member):
				return true
			case !ok && p.Collection && staysEmpty(inner, owner.Rule(at), member):
				return true
			}
		}
	}
	return false
}

// staysEmpty tells of a value that no service makes up where none is given: a
// list, or a text that is not one of few.
func staysEmpty(p edm.Property, r edm.Rule, value json.RawMessage) bool {
	free := p.Collection || p.Type == "Edm.String" && len(r.Allowed) == 0
	return free && !r.ReadOnly && !current.Same(nil, value) && string(value) != `""`
}
