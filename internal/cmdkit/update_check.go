package cmdkit

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// change makes the operation that gives a found object the properties of a
// body where they differ, nil if none does. What may not be changed at all, or
// not in one step, is refused.
func (n *Noun) change(f Found, target string, body *odata.Object) (*directory.Operation, error) {
	op := n.updateOp(f, target, completed(f.Object, n.narrowed(f.Object, body)))
	if op == nil {
		return nil, nil
	}
	t := edm.Lookup(n.Type)
	for _, name := range op.Body.Names() {
		if t.Rule(name).Immutable {
			return nil, Usagef("%s: %s is given to a new %s only and cannot be changed", target, name, n.Name)
		}
	}
	return op, asUsage(edm.CheckChange(t, f.Object, op.Body))
}

// narrowed gives the body with those members alone of its objects (web) that
// differ: the others may be somebody else's by then.
func (n *Noun) narrowed(o, body *odata.Object) *odata.Object {
	t, out := edm.Lookup(n.Type), odata.NewObject()
	for name, value := range body.All() {
		given, there := body.Object(name), o.Object(name)
		if given == nil || there == nil || strings.Contains(name, "@") {
			out.SetRaw(name, value)
			continue
		}
		p, _ := t.Property(name)
		kept := odata.NewObject()
		for member, v := range given.All() {
			was, _ := there.Raw(member)
			inner, _ := edm.Lookup(p.Type).Property(member)
			if !current.Same(v, was) || leavesOut(t, inner, name+"/"+member, v, was) {
				kept.SetRaw(member, v)
			}
		}
		if kept.Len() > 0 {
			out.Set(name, kept)
		}
	}
	return out
}

// completed gives the body in which an object within an object
// (web.implicitGrantSettings) is whole: a service may take it in place of the
// one that is there.
func completed(o, body *odata.Object) *odata.Object {
	whole := body.Clone()
	for name := range body.All() {
		given, there := body.Object(name), o.Object(name)
		if given == nil || there == nil || strings.Contains(name, "@") {
			continue
		}
		given = given.Clone()
		for member := range given.All() {
			inner, was := given.Object(member), there.Object(member)
			if inner != nil && was != nil {
				merge(was, inner)
				given.Set(member, was)
			}
		}
		whole.Set(name, given)
	}
	return whole
}
