package aadgraph

import (
	"net/http"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// toProperty ends a path at a property of the object: the service's libraries
// read and write keyCredentials and passwordCredentials so.
func (x *exchange) toProperty(t *target, s segment) error {
	if t.relation == nil && !s.hasKey {
		t.property = t.entity.property(s.name, x.version)
	}
	if t.property == nil {
		return noSegment(s.text)
	}
	return nil
}

// propertyOf answers a request for one property.
func (x *exchange) propertyOf(t *target) error {
	switch x.r.Method {
	case http.MethodGet, http.MethodHead:
		return x.readProperty(t)
	case http.MethodPatch, http.MethodPut:
		return x.writeProperty(t)
	}
	return notAllowed()
}

func (x *exchange) readProperty(t *target) error {
	if err := x.refuse("$filter", "$orderby", "$top", "$skiptoken", "$expand", "deltaLink"); err != nil {
		return err
	}
	o, err := x.object(t)
	if err != nil {
		return err
	}
	value := x.wireValue(t.property, t.property.find(o))
	if string(value) == "null" {
		answer := x.envelope("Edm.Null")
		answer.Set("odata.null", true)
		return x.json(http.StatusOK, answer.AppendJSON(nil))
	}
	return x.value(t.property.fragment(), value)
}

// writeProperty takes {"value": ...}, or {"NAME": ...} as OData 3 writes it.
func (x *exchange) writeProperty(t *target) error {
	o, err := x.body()
	if err != nil {
		return err
	}
	value, ok := o.Raw("value")
	if !ok {
		if value, ok = o.Raw(t.property.name); !ok {
			return badRequest("The request must have a value for property '%s'.", t.property.name)
		}
	}
	return x.patch(t, odata.NewObject(t.property.name, value))
}

// fragment names the type of the property after "$metadata#"; ~ is the
// namespace.
func (p *property) fragment() string {
	name := p.typ
	if p.complex != nil {
		name = "~." + name
	}
	if p.list {
		name = "Collection(" + name + ")"
	}
	return name
}
