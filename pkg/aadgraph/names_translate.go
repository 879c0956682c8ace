package aadgraph

import (
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func (n *Names) toCanonical(o *odata.Object) *odata.Object {
	b := builder{root: odata.NewObject()}
	b.root.Grow(o.Len())
	special := n.specialTo(o)
	_ = n.walk(o, "", func(path string, value json.RawMessage) error {
		switch {
		case path == "odata.metadata":
			b.set("@odata.context", value)
		case path == "odata.type" && n.types != nil:
			b.set("@odata.type", n.types)
		case path == "objectType" && o.Has("odata.type") && n.repeats(o.String(path)):
			// It comes back with odata.type.
		default:
			n.leafToCanonical(&b, special, path, value)
		}
		return nil
	})
	if n.t == Contact {
		return gatherContact(b.object())
	}
	return b.object()
}

// repeats tells whether an objectType says no more than the type.
func (n *Names) repeats(objectType string) bool {
	return n.t != "" && (objectType == n.t.objectType() || objectType == string(n.t))
}

func (n *Names) leafToCanonical(b *builder, special map[string]string, path string, value json.RawMessage) {
	f := n.wire[path]
	if f == nil {
		b.set(path, value)
		return
	}
	there, ok := f.shape.to(value)
	if !ok || special[path] == path {
		b.set(path, value)
		return
	}
	if other := special[path]; other != "" {
		b.set(other, there)
		return
	}
	b.set(f.canonical, there)
}

func (n *Names) fromCanonical(o *odata.Object) (*odata.Object, error) {
	if n.t == Contact {
		var err error
		if o, err = spreadContact(o); err != nil {
			return nil, err
		}
	}
	if err := n.checkSpecial(o); err != nil {
		return nil, err
	}
	b := builder{root: odata.NewObject()}
	special := n.specialFrom(o)
	err := n.walk(o, "", func(path string, value json.RawMessage) error {
		switch {
		case path == "@odata.context":
			b.set("odata.metadata", value)
		case path == "@odata.type":
			n.typeFromCanonical(&b, o)
		case strings.Contains(path, "@odata.bind"):
			return lacking(path, "make the links once the object is there")
		case strings.HasPrefix(path, "@"):
		default:
			return n.leafFromCanonical(&b, special, path, value)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return b.object(), nil
}

func (n *Names) leafFromCanonical(b *builder, special map[string]string, path string, value json.RawMessage) error {
	f := n.canonical[path]
	switch {
	case special[path] != "":
		b.set(special[path], value)
		return nil
	case f != nil && f.wire == "replyUrls" && empty(value) && b.root.Has(f.wire):
		return nil // the other list of reply addresses is the one
	case f != nil:
		here, err := f.shape.from(path, value)
		if err == nil {
			b.set(f.wire, here)
		}
		return err
	case !n.foreign(path):
		b.set(path, value)
		return nil
	case empty(value):
		return nil
	}
	return lacking(path, "")
}

// foreign tells whether only Microsoft Graph has a path: it is in the table of
// those, or it is in an object, or is one, that Azure AD Graph does not have.
func (n *Names) foreign(path string) bool {
	if _, ok := n.lacks[path]; ok {
		return true
	}
	if n.wire[path] != nil {
		return false
	}
	first, _, inside := strings.Cut(path, "/")
	return n.containers[first] && !n.wireContainer(first) && (inside || n.containers[path])
}

// wireContainer tells whether the objects of a path are there in Azure AD
// Graph too.
func (n *Names) wireContainer(path string) bool {
	for wire := range n.wire {
		if strings.HasPrefix(wire, path+"/") {
			return true
		}
	}
	return false
}

func (n *Names) typeFromCanonical(b *builder, o *odata.Object) {
	if n.t == "" {
		return
	}
	b.set("odata.type", raw(namespace+"."+string(n.t)))
	if name := n.t.objectType(); name != "" && !o.Has("objectType") {
		b.set("objectType", raw(name))
	}
}

// lacking is the error of a property that Azure AD Graph does not have.
func lacking(path, hint string) error {
	if hint == "" {
		hint = "leave it out, or use a profile of Microsoft Graph"
	}
	return apierr.New(apierr.Unsupported, path, "Azure AD Graph has no such property").WithHint(hint)
}

// empty tells whether a value says nothing: null, an empty list, or an object
// of such values.
func empty(value json.RawMessage) bool {
	if string(value) == "null" || string(value) == "[]" {
		return true
	}
	if len(value) == 0 || value[0] != '{' {
		return false
	}
	o, err := odata.ParseObject(value)
	if err != nil {
		return false
	}
	for _, inner := range o.All() {
		if !empty(inner) {
			return false
		}
	}
	return true
}

func raw(s string) json.RawMessage {
	text, _ := odata.NewObject("s", s).Raw("s")
	return text
}
