package cmdkit

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// word is what messages call one object: "service principal".
func (n *Noun) word() string { return cmp.Or(n.FullName, n.Name) }

// writable are the properties of the noun's type that a person writes, its
// names first. Credentials, which have commands of their own, what the service
// derives, and streams are none.
func (n *Noun) writable() []edm.Property {
	t := edm.Lookup(n.Type)
	var first, rest []edm.Property
	for p := range t.AllProperties() {
		r := t.Rule(p.Name)
		derived := slices.ContainsFunc(n.Derived, func(d Derived) bool { return d.Property == p.Name })
		switch {
		case r.ReadOnly || r.WriteOnly || p.Type == "Edm.Stream" || n.apart(p.Name) != nil || derived || slices.Contains(n.Hidden, p.Name):
		case slices.Contains(n.Keys, p.Name):
			first = append(first, p)
		default:
			rest = append(rest, p)
		}
	}
	return append(first, rest...)
}

// writableNames are their names, with those by which the object is told.
func (n *Noun) writableNames() []string {
	var names []string
	for _, p := range n.writable() {
		names = append(names, p.Name)
	}
	for _, apart := range n.Apart {
		names = append(names, apart.Property)
	}
	for _, derived := range n.Derived {
		names = append(names, derived.Property)
	}
	return withKeys(n, names)
}

// document is what of an object a person writes. A whole one has what holds
// nothing, too, and what may not be changed is not in it: it is there to be
// edited.
func (n *Noun) document(o *odata.Object, whole bool) *odata.Object {
	t, doc := edm.Lookup(n.Type), odata.NewObject()
	for _, p := range n.writable() {
		if whole && t.Rule(p.Name).Immutable {
			continue
		}
		raw, _ := o.Raw(p.Name)
		d := documented{owner: t, whole: whole}
		if value := d.value(p, p.Name, raw); value != nil {
			doc.SetRaw(p.Name, value)
		}
	}
	return doc
}

// documented makes the values of documents.
type documented struct {
	owner *edm.Type
	whole bool
}

// value is a property's value without its read-only members; nil if it holds
// nothing, which a whole document writes down.
func (d documented) value(p edm.Property, path string, raw json.RawMessage) json.RawMessage {
	inner := edm.Lookup(p.Type)
	nothing := len(raw) == 0 || string(raw) == "null" || string(raw) == "[]"
	switch {
	case inner != nil && inner.Kind == edm.Complex && !p.Collection && (!nothing || d.whole):
		o, err := odata.ParseObject(raw)
		if err != nil {
			o = odata.NewObject()
		}
		return d.object(inner, path, o)
	case nothing && !d.whole:
		return nil
	case nothing && p.Collection:
		return json.RawMessage("[]")
	case nothing:
		return json.RawMessage("null")
	case inner == nil || inner.Kind != edm.Complex:
		return raw
	}
	return d.list(inner, path, raw)
}

func (d documented) list(t *edm.Type, path string, raw json.RawMessage) json.RawMessage {
	list, err := odata.ParseList(raw)
	if err != nil {
		return raw
	}
	items := make([]json.RawMessage, 0, len(list))
	within := documented{owner: d.owner} // of items only what they hold
	for _, o := range list {
		item := within.object(t, path, o)
		if item == nil {
			item = json.RawMessage("{}")
		}
		items = append(items, item)
	}
	text, err := json.Marshal(items)
	if err != nil {
		return raw
	}
	return text
}

// object is an object of a complex type, nil if it holds nothing and need not
// be whole.
func (d documented) object(t *edm.Type, path string, o *odata.Object) json.RawMessage {
	kept := odata.NewObject()
	for _, p := range membersOf(t) {
		at := path + "/" + p.Name
		if d.owner.Rule(at).ReadOnly {
			continue
		}
		raw, _ := o.Raw(p.Name)
		if value := d.value(p, at, raw); value != nil {
			kept.SetRaw(p.Name, value)
		}
	}
	if kept.Len() == 0 && !d.whole {
		return nil
	}
	return kept.AppendJSON(nil)
}

// showChange writes on standard error what an operation changes of an object.
func (n *Noun) showChange(a *app.App, op *directory.Operation) {
	if a.Flags.Quiet || a.Structured() {
		return
	}
	fmt.Fprintln(a.IO.Err, op.Target+":")
	showDifference(a.IO, n.text(op.Before), n.text(op.Body))
}

// text is an object as documents have it.
func (n *Noun) text(o *odata.Object) []byte {
	t, doc := edm.Lookup(n.Type), odata.NewObject()
	for name, value := range o.All() {
		if p, ok := t.Property(name); ok {
			value = documented{owner: t, whole: true}.value(p, name, value)
		}
		doc.SetRaw(name, value)
	}
	return output.AppendYAML(nil, doc)
}

// membersOf are the properties of a complex type, first those by which people
// tell the items of a list.
func membersOf(t *edm.Type) []edm.Property {
	var first, rest []edm.Property
	for p := range t.AllProperties() {
		switch p.Name {
		case "id", "key", "name", "uri", "appId", "resourceAppId":
			first = append(first, p)
		default:
			rest = append(rest, p)
		}
	}
	return append(first, rest...)
}

// differing gives of a document what is otherwise in another one, of objects
// the members alone; what it does not have is no difference.
func differing(doc, was *odata.Object) *odata.Object {
	changes := odata.NewObject()
	for name, value := range doc.All() {
		now, then := doc.Object(name), was.Object(name)
		if now != nil && then != nil {
			if inner := differing(now, then); inner.Len() > 0 {
				changes.Set(name, inner)
			}
			continue
		}
		before, known := was.Raw(name)
		if !known || !sameBoth(value, before) {
			changes.SetRaw(name, value)
		}
	}
	return changes
}

// sameBoth compares values whole: none has members that the other lacks.
func sameBoth(a, b json.RawMessage) bool { return current.Same(a, b) && current.Same(b, a) }

// collisions are the paths of changes whose values are no longer what they
// were when the changes were made, nor what the changes make of them.
func collisions(changes, was, now *odata.Object) []string {
	var paths []string
	for name, wanted := range changes.All() {
		inner, before, after := changes.Object(name), was.Object(name), now.Object(name)
		if inner != nil && before != nil && after != nil {
			for _, path := range collisions(inner, before, after) {
				paths = append(paths, name+"."+path)
			}
			continue
		}
		a, _ := was.Raw(name)
		b, _ := now.Raw(name)
		if !sameBoth(a, b) && !sameBoth(wanted, b) {
			paths = append(paths, name)
		}
	}
	return paths
}
