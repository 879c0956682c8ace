package cmdkit

import (
	"encoding/json"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// updateOp makes the operation that changes what differs, nil if nothing
// does.
func (f Found) updateOp(target string, body *odata.Object) *directory.Operation {
	changed, before := odata.NewObject(), odata.NewObject()
	for name, value := range body.All() {
		was, ok := f.Object.Raw(name)
		if !ok {
			was = json.RawMessage("null")
		}
		if current.Same(value, was) {
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
