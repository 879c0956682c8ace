package aadgraph

import (
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// builder makes an object from the paths of its members.
type builder struct {
	root  *odata.Object
	inner []innerObject // in the order in which they came up
}

type innerObject struct {
	path   string
	object *odata.Object
}

// set puts a value at a path.
func (b *builder) set(path string, value json.RawMessage) {
	o, name := b.at(path)
	o.SetRaw(name, value)
}

// at gives the object that holds a path's last segment. One that is new has
// its place at once.
func (b *builder) at(path string) (*odata.Object, string) {
	i := strings.LastIndexByte(path, '/')
	if i < 0 {
		return b.root, path
	}
	parent, name := path[:i], path[i+1:]
	for _, in := range b.inner {
		if in.path == parent {
			return in.object, name
		}
	}
	above, own := b.at(parent)
	above.Set(own, json.RawMessage("null"))
	o := odata.NewObject()
	b.inner = append(b.inner, innerObject{parent, o})
	return o, name
}

// object gives the whole: objects that came up later are further in.
func (b *builder) object() *odata.Object {
	for i := len(b.inner) - 1; i >= 0; i-- {
		above, name := b.at(b.inner[i].path)
		above.Set(name, b.inner[i].object)
	}
	return b.root
}

// walk calls leaf for each member, and for those of the objects in containers,
// with its path.
func (n *Names) walk(o *odata.Object, prefix string, leaf func(path string, value json.RawMessage) error) error {
	for name, value := range o.All() {
		path := prefix + name
		if len(value) > 0 && value[0] == '{' && n.containers[path] {
			if inner, err := odata.ParseObject(value); err == nil && inner.Len() > 0 {
				if err := n.walk(inner, path+"/", leaf); err != nil {
					return err
				}
				continue
			}
		}
		if err := leaf(path, value); err != nil {
			return err
		}
	}
	return nil
}
