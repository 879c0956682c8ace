package task

import (
	"context"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Objects that another object contains (Graph: containment, such as the
// appRoleAssignments of a service principal) are created in a relation,
// Ref.Path being its name, and deleted below it, Ref.Path being RELATION/ID.
// The Before of such a deletion is the body that makes the object again.

// contained tells whether an operation makes or deletes an object that
// another one contains.
func contained(op *directory.Operation) bool {
	return op.Ref.Key != "" && op.Ref.Path != "" && (op.Verb == directory.Create || op.Verb == directory.Delete)
}

// findContained finds, by one listing of the relation, what was made in it.
func findContained(ctx context.Context, d directory.Directory, ops []*directory.Operation) []finding {
	var list []*odata.Object
	var failure error
	there := map[string]*odata.Object{}
	for o, err := range d.List(ctx, ops[0].Ref, odata.Query{}) {
		if failure = err; err != nil {
			break
		}
		there[o.ID()] = o
		list = append(list, asGiven(ops[0].Ref.Path, o))
	}
	found := make([]finding, len(ops))
	for i, op := range ops {
		found[i] = created(op, list, failure)
		if o := found[i].object; o != nil {
			found[i].object = there[o.ID()]
		}
	}
	return found
}

// asGiven gives an object of a relation with the name that it was created
// with: to that of an extension property the directory adds the application.
func asGiven(relation string, o *odata.Object) *odata.Object {
	if relation != "extensionProperties" {
		return o
	}
	_, name := edm.SplitExtensionName(o.String("name"))
	o = o.Clone()
	o.Set("name", name)
	return o
}

// createContained is taken back by deleting the object.
func (v *inverter) createContained() (inverse, error) {
	if v.entry.out.ID == "" {
		return v.leave("NotUndoable", "its id is not known"), nil
	}
	ref := v.op.Ref.Below(v.op.Ref.Path + "/" + v.entry.out.ID)
	o, err := v.get(ref, odata.Query{})
	if err != nil || o == nil {
		return inverse{undone: err == nil}, err
	}
	if names := current.Differences(v.written(), o); len(names) > 0 {
		return v.leave("ChangedSince", changed(names)), nil
	}
	op := v.inverse("remove", directory.Delete, ref)
	op.Before = v.op.Body
	return one(op), nil
}

// deleteContained is taken back by making the object again, under a new id.
func (v *inverter) deleteContained() (inverse, error) {
	if v.op.Before.Len() == 0 {
		return v.leave("NotUndoable", "what was there before is not known"), nil
	}
	relation := v.op.Ref.Path[:max(0, strings.LastIndexByte(v.op.Ref.Path, '/'))]
	op := v.inverse("add", directory.Create, v.op.Ref.Below(relation))
	op.Body = v.op.Before
	found := findContained(v.ctx, v.directory, []*directory.Operation{op})[0]
	switch {
	case found.err != nil:
		return inverse{}, found.err
	case found.effect == present:
		return inverse{undone: true}, nil
	}
	return one(op), nil
}
