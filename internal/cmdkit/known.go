package cmdkit

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// known gives an object as the task left it, without asking the directory: as
// it was read before, then as it was answered, then as it was written.
func (x *Execution) known(before Found) *odata.Object {
	o := before.Object.Clone()
	for _, out := range x.Changed() {
		if out.Op.Ref != before.Ref {
			continue
		}
		if out.Op.Verb == directory.Restore {
			o.Delete("deletedDateTime")
		}
		for _, from := range []*odata.Object{out.Object, out.Op.Body} {
			for _, name := range current.Names(from) {
				value, _ := from.Raw(name)
				o.Set(name, value)
			}
		}
	}
	return o
}

// did tells whether an operation on an object is done.
func (x *Execution) did(ref directory.Ref) bool {
	return slices.ContainsFunc(x.Changed(), func(out directory.Outcome) bool { return out.Op.Ref == ref })
}

// failed tells whether an operation on an object failed.
func (x *Execution) failed(ref directory.Ref) bool {
	for _, out := range x.Outcomes {
		if out.Err != nil && out.Op.Ref == ref {
			return true
		}
	}
	return false
}
