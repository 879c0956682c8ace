package cmdkit

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// written is what of a document a verb writes to an object, nil for a new one,
// checked against the noun's type. What the service alone sets, and what has
// commands of its own, may stand in a document as the object has it: that is
// how get prints it.
func (n *Noun) written(verb string, doc, there *odata.Object) (*odata.Object, error) {
	t := edm.Lookup(n.Type)
	body := odata.NewObject()
	for name, value := range doc.All() {
		if strings.HasPrefix(name, "@") && (there != nil || name != "@odata.type") {
			continue // what a service says of its answer
		}
		was, _ := there.Raw(name)
		if (t.Rule(name).ReadOnly || n.apart(name) != nil) && current.Same(value, was) {
			continue
		}
		body.SetRaw(name, withoutFixed(t, name, value, was))
	}
	if err := n.checkApart(verb, body); err != nil {
		return nil, err
	}
	return body, checkBody(n, body)
}

// apart is what has commands of its own of that name, nil if it has not.
func (n *Noun) apart(name string) *Apart {
	i := slices.IndexFunc(n.Apart, func(p Apart) bool { return strings.EqualFold(p.Property, name) })
	if i < 0 {
		return nil
	}
	return &n.Apart[i]
}

// checkApart refuses a body with a property that has commands of its own.
func (n *Noun) checkApart(verb string, body *odata.Object) error {
	for _, name := range body.Names() {
		if apart := n.apart(name); apart != nil {
			return Usagef("%s does not write %s: it would replace all that are there", verb, name).
				WithHint("leave it out and use tenantctl " + apart.Command)
		}
	}
	return nil
}

// withoutFixed takes out of the value at a path the members that the service
// alone sets (info/logoUrl, appRoles/origin) where they are as they were.
func withoutFixed(owner *edm.Type, path string, value, was json.RawMessage) json.RawMessage {
	before := objectsOf(was)
	i := -1
	kept, _ := eachObject(value, func(o *odata.Object) (*odata.Object, error) {
		i++
		out, then := odata.NewObject(), counterpart(before, o, i)
		for name, member := range o.All() {
			raw, _ := then.Raw(name)
			at := path + "/" + name
			if !owner.Rule(at).ReadOnly || !current.Same(member, raw) {
				out.SetRaw(name, withoutFixed(owner, at, member, raw))
			}
		}
		return out, nil
	})
	return kept
}

// objectsOf are the objects of a value: one, or those of a list.
func objectsOf(value json.RawMessage) []*odata.Object {
	if list, err := odata.ParseList(value); err == nil {
		return list
	}
	if o, err := odata.ParseObject(value); err == nil {
		return []*odata.Object{o}
	}
	return nil
}

// counterpart is the object of a list that has another one's id, or its place
// where it has none; nil if there is none.
func counterpart(list []*odata.Object, o *odata.Object, place int) *odata.Object {
	if id := o.ID(); id != "" {
		i := slices.IndexFunc(list, func(other *odata.Object) bool { return strings.EqualFold(other.ID(), id) })
		if i < 0 {
			return nil
		}
		return list[i]
	}
	if place < len(list) {
		return list[place]
	}
	return nil
}
