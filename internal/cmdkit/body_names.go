package cmdkit

import (
	"encoding/json"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// spelled writes the names of properties, which may be in any case, as the
// type has them, and an empty list where null stands for one (a list is never
// null, OData 4.01 JSON, 7.4). A name that it does not have stays as it is.
func spelled(t *edm.Type, o *odata.Object) (*odata.Object, error) {
	out := odata.NewObject()
	for name, value := range o.All() {
		p, ok := t.Property(name)
		if ok {
			name = p.Name
		}
		if out.Has(name) {
			return nil, Usagef("%s is there twice", name)
		}
		if p.Collection && string(value) == "null" {
			value = json.RawMessage("[]")
		}
		inner := edm.Lookup(p.Type)
		if ok && inner != nil && inner.Kind == edm.Complex {
			var err error
			value, err = eachObject(value, func(o *odata.Object) (*odata.Object, error) { return spelled(inner, o) })
			if err != nil {
				return nil, err
			}
		}
		out.SetRaw(name, value)
	}
	return out, nil
}

// eachObject changes a value that is an object, or each object of a list. What
// is neither stays as it is.
func eachObject(value json.RawMessage, change func(*odata.Object) (*odata.Object, error)) (json.RawMessage, error) {
	if list, err := odata.ParseList(value); err == nil && len(list) > 0 {
		for i, o := range list {
			if list[i], err = change(o); err != nil {
				return nil, err
			}
		}
		return json.Marshal(list)
	}
	o, err := odata.ParseObject(value)
	if err != nil {
		return value, nil
	}
	if o, err = change(o); err != nil {
		return nil, err
	}
	return o.AppendJSON(nil), nil
}
