package aadgraph

import (
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// wire gives an object of Graph's as this protocol has it: first what every
// object has, then its properties in the order of the table, nulls and empty
// lists included. Its type is its own, if it says one, else e.
func (x *exchange) wire(e *entity, o *odata.Object) *odata.Object {
	if typ := o.String("@odata.type"); typ != "" {
		e = x.s.model().ofCanonical(typ)
	}
	out := new(odata.Object)
	out.Grow(len(e.properties) + 6)
	x.annotate(out, e, o)
	if !e.plain {
		out.Set("objectType", e.name)
		out.Set("objectId", o.ID())
		deleted, ok := o.Raw("deletedDateTime")
		if !ok {
			deleted = json.RawMessage("null")
		}
		out.Set("deletionTimestamp", deleted)
	}
	x.wireProperties(out, e, o)
	for name, value := range o.All() {
		if isExtension(name) && string(value) != "null" {
			out.Set(name, value)
		}
	}
	return out
}

// wireExpanded is wire with the relation that $expand asks for.
func (x *exchange) wireExpanded(e *entity, o *odata.Object) *odata.Object {
	out := x.wire(e, o)
	if x.expand == "" {
		return out
	}
	r := x.findRelation(e, x.expand)
	if r == nil {
		return out
	}
	to := x.s.model().entityOf(r.to)
	if r.single {
		out.Set(r.name, json.RawMessage("null"))
		if other := o.Object(r.graph); other != nil {
			out.Set(r.name, x.wire(to, other))
		}
		return out
	}
	raw, _ := o.Raw(r.graph)
	list, _ := odata.ParseList(raw)
	wired := make([]*odata.Object, len(list))
	for i, other := range list {
		wired[i] = x.wire(to, other)
	}
	out.Set(r.name, wired)
	return out
}

// annotate sets what the client wants to be told beside the data.
func (x *exchange) annotate(out *odata.Object, e *entity, o *odata.Object) {
	if x.metadata == noMetadata || e.plain && x.metadata != fullMetadata {
		return
	}
	typ := x.version.namespace() + "." + e.name
	out.Set("odata.type", typ)
	if x.metadata != fullMetadata {
		return
	}
	link := "directoryObjects/" + o.ID() + "/" + typ
	if e.plain {
		link = e.set + "/" + o.ID()
	}
	out.Set("odata.id", x.root()+"/"+link)
	out.Set("odata.editLink", link)
}

func (x *exchange) wireProperties(out *odata.Object, e *entity, o *odata.Object) {
	for i := range e.properties {
		if p := &e.properties[i]; p.since <= x.version {
			out.Set(p.name, x.wireValue(p, p.find(o)))
		}
	}
}

// find gives the canonical value, nil if there is none.
func (p *property) find(o *odata.Object) json.RawMessage {
	var raw json.RawMessage
	for i, s := range p.path {
		if i > 0 {
			o, _ = odata.ParseObject(raw)
		}
		raw, _ = o.Raw(s.name)
		if s.element != "" {
			raw = elementOf(raw, s.element)
		}
		if len(raw) == 0 || string(raw) == "null" {
			return nil
		}
	}
	return raw
}

// elementOf gives the first element of a list or, of objects, the one of a
// type.
func elementOf(list json.RawMessage, element string) json.RawMessage {
	var elements []json.RawMessage
	if json.Unmarshal(list, &elements) != nil || len(elements) == 0 {
		return nil
	}
	if element == "0" {
		return elements[0]
	}
	for _, raw := range elements {
		if o, err := odata.ParseObject(raw); err == nil && strings.EqualFold(o.String("type"), element) {
			number, _ := o.Raw("number")
			return number
		}
	}
	return nil
}

// wireValue translates a value; nil is an absent one.
func (x *exchange) wireValue(p *property, raw json.RawMessage) json.RawMessage {
	complex := x.s.model().complexOf(p.typ)
	switch {
	case len(raw) == 0:
		return json.RawMessage(p.absent)
	case p.audience:
		return wireAudience(raw)
	case p.name == keyIdentifier:
		return wireIdentifier(raw)
	case complex == nil:
		return raw
	case !p.list:
		return x.wireComplex(complex, raw)
	}
	var elements []json.RawMessage
	if json.Unmarshal(raw, &elements) != nil {
		return json.RawMessage("[]")
	}
	b := []byte{'['}
	for i, element := range elements {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, x.wireComplex(complex, element)...)
	}
	return append(b, ']')
}

func (x *exchange) wireComplex(e *entity, raw json.RawMessage) json.RawMessage {
	o, err := odata.ParseObject(raw)
	if err != nil {
		return json.RawMessage("null")
	}
	out := new(odata.Object)
	x.wireProperties(out, e, o)
	return out.AppendJSON(nil)
}

// wireAudience says whether accounts of other tenants may sign in.
func wireAudience(raw json.RawMessage) json.RawMessage {
	if string(raw) == `"AzureADMyOrg"` {
		return json.RawMessage("false")
	}
	return json.RawMessage("true")
}

// isExtension tells whether a name is that of a directory extension, which is
// the same in both protocols.
func isExtension(name string) bool { return strings.HasPrefix(name, "extension_") }
