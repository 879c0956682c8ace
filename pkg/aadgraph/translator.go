package aadgraph

import (
	"cmp"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Translator translates objects of any types and remembers their names, which
// pays with lists. The zero value is ready. It is for one goroutine.
type Translator struct {
	names map[Type]*Names
	types map[string]Type // by odata.type, as it stands in JSON
}

// ToCanonical is as the function of this name.
func (t *Translator) ToCanonical(fallback Type, o *odata.Object) *odata.Object {
	if o == nil {
		return nil
	}
	return t.of(cmp.Or(t.typeOf(o), fallback)).toCanonical(o)
}

// typeOf is as the function of this name.
func (t *Translator) typeOf(o *odata.Object) Type {
	name, ok := o.Raw("odata.type")
	if !ok {
		return TypeOf(o)
	}
	kind, known := t.types[string(name)]
	if !known {
		if kind = TypeOf(o); kind == "" {
			return "" // names without end are not kept
		}
		if t.types == nil {
			t.types = map[string]Type{}
		}
		t.types[string(name)] = kind
	}
	return kind
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
