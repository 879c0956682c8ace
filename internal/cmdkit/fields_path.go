package cmdkit

import (
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// propertyAt finds the property that a path leads to: "web/redirectUris".
func propertyAt(t *edm.Type, path string) (edm.Property, bool) {
	first, rest, deeper := strings.Cut(path, "/")
	p, ok := t.Property(first)
	if !ok || !deeper {
		return p, ok
	}
	return propertyAt(edm.Lookup(p.Type), rest)
}

// setAt sets the member that a path leads to and makes the objects on the
// way.
func setAt(o *odata.Object, path string, value json.RawMessage) {
	first, rest, deeper := strings.Cut(path, "/")
	if !deeper {
		o.Set(first, value)
		return
	}
	inner := o.Object(first)
	if inner == nil {
		inner = odata.NewObject()
	}
	setAt(inner, rest, value)
	o.Set(first, inner)
}

// merge writes the members of given over those of body; an object over an
// object member by member.
func merge(body, given *odata.Object) {
	for name, value := range given.All() {
		was, now := body.Object(name), given.Object(name)
		if was == nil || now == nil {
			body.Set(name, value)
			continue
		}
		merge(was, now)
		body.Set(name, was)
	}
}
