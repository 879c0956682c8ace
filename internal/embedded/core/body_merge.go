package core

import (
	"encoding/json"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// mergeInto writes the body's properties over those of an object: collections
// whole, complex values member by member, null clears.
func (b *body) mergeInto(o *odata.Object) {
	for name, raw := range b.props.All() {
		if string(raw) == "null" {
			o.Delete(name)
			continue
		}
		o.Set(name, b.merged(o, name, raw))
	}
}

func (b *body) merged(o *odata.Object, name string, raw json.RawMessage) json.RawMessage {
	p, _ := b.typ.Property(name)
	old := o.Object(name)
	if p.Collection || old == nil || raw[0] != '{' {
		return raw
	}
	given, err := odata.ParseObject(raw)
	if err != nil {
		return raw
	}
	for member, value := range given.All() {
		old.Set(member, value)
	}
	return old.AppendJSON(nil)
}

// defaultTo sets a property that the body does not have.
func (b *body) defaultTo(name string, value any) {
	if !b.props.Has(name) {
		b.props.Set(name, value)
	}
}
