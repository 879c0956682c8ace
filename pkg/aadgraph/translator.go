package aadgraph

import (
	"cmp"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Translator translates objects of any types and remembers their names, which
// pays with lists. The zero value is ready. It is for one goroutine.
type Translator struct {
	names map[Type]*Names
}

// ToCanonical is as the function of this name.
func (t *Translator) ToCanonical(fallback Type, o *odata.Object) *odata.Object {
	if o == nil {
		return nil
	}
	return t.of(cmp.Or(TypeOf(o), fallback)).toCanonical(o)
}

// FromCanonical is as the function of this name.
func (t *Translator) FromCanonical(fallback Type, o *odata.Object) (*odata.Object, error) {
	if o == nil {
		return nil, nil
	}
	return t.of(cmp.Or(CanonicalType(o.String("@odata.type")), fallback)).fromCanonical(o)
}

func (t *Translator) of(kind Type) *Names {
	n := t.names[kind]
	if n == nil {
		n = NamesOf(kind)
		if t.names == nil {
			t.names = map[Type]*Names{}
		}
		t.names[kind] = n
	}
	return n
}
