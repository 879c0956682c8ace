package aadgraph

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/inbound"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// wire gives an object of Graph's as this protocol has it. Its type is its
// own, if it says one, else e.
func (x *exchange) wire(e *entity, o *odata.Object) *odata.Object {
	out, err := odata.ParseObject(x.appendWire(nil, e, o))
	if err != nil {
		return new(odata.Object)
	}
	return out
}

// appendWire appends an object of Graph's: first what every object has, then
// its properties in the order of the table, nulls and empty lists included.
func (x *exchange) appendWire(b []byte, e *entity, o *odata.Object) []byte {
	if typ := o.String("@odata.type"); typ != "" {
		e = x.s.model().ofCanonical(typ)
	}
	b = x.appendNature(append(b, '{'), e, o)
	b = x.appendProperties(b, e, o)
	for name, value := range o.All() {
		if isExtension(name) && string(value) != "null" {
			b = append(appendName(b, name), value...)
		}
	}
	return append(b, '}')
}

// appendNature appends what the client wants to be told beside the data, and
// what every directory object has.
func (x *exchange) appendNature(b []byte, e *entity, o *odata.Object) []byte {
	of := new(odata.Object)
	x.annotate(of, e, o)
	if !e.plain {
		of.Set("objectType", e.name)
		of.Set("objectId", o.ID())
		deleted, ok := o.Raw("deletedDateTime")
		if !ok {
			deleted = json.RawMessage("null")
		}
		of.Set("deletionTimestamp", deleted)
	}
	for name, value := range of.All() {
		b = append(appendName(b, name), value...)
	}
	return b
}

// appendName appends a member's name, which needs no escapes, with the comma
// that it needs.
func appendName(b []byte, name string) []byte {
	if b[len(b)-1] != '{' {
		b = append(b, ',')
	}
	b = append(append(b, '"'), name...)
	return append(b, '"', ':')
}

// appendExpanded is appendWire with the relation that $expand asks for.
func (x *exchange) appendExpanded(b []byte, e *entity, o *odata.Object) []byte {
	b = x.appendWire(b, e, o)
	r := x.findRelation(e, x.expand)
	if r == nil {
		return b
	}
	to := x.s.model().entityOf(r.to)
	b = appendName(b[:len(b)-1], r.name)
	if other := o.Object(r.graph); r.single && other != nil {
		return append(x.appendWire(b, to, other), '}')
	}
	if r.single {
		return append(b, "null}"...)
	}
	raw, _ := o.Raw(r.graph)
	list, _ := odata.ParseList(raw)
	return append(x.appendList(b, to, list, x.appendWire), '}')
}

// appendList appends a list of objects, each as one does.
func (x *exchange) appendList(b []byte, e *entity, list []*odata.Object, one func([]byte, *entity, *odata.Object) []byte) []byte {
	b = append(b, '[')
	for i, o := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = one(b, e, o)
	}
	return append(b, ']')
}

// annotate sets what the client wants to be told beside the data.
func (x *exchange) annotate(out *odata.Object, e *entity, o *odata.Object) {
	if x.metadata == inbound.NoMetadata || e.plain && x.metadata != inbound.FullMetadata {
		return
	}
	typ := x.version.namespace() + "." + e.name
	out.Set("odata.type", typ)
	if x.metadata != inbound.FullMetadata {
		return
	}
	link := "directoryObjects/" + o.ID() + "/" + typ
	if e.plain {
		link = e.set + "/" + o.ID()
	}
	out.Set("odata.id", x.root()+"/"+link)
	out.Set("odata.editLink", link)
}

func (x *exchange) appendProperties(b []byte, e *entity, o *odata.Object) []byte {
	for i := range e.properties {
		p := &e.properties[i]
		if p.since > x.version {
			continue
		}
		b = appendName(b, p.name)
		if raw := p.find(o); raw == nil || p.secret {
			b = append(b, p.absent...)
		} else {
			b = append(b, x.wireValue(p, raw)...)
		}
	}
	return b
}

// find gives the canonical value, nil if there is none.
func (p *property) find(o *odata.Object) json.RawMessage {
	raw := valueAt(o, p.path)
	for _, path := range p.also {
		raw = joined(raw, valueAt(o, path))
	}
	return raw
}

func valueAt(o *odata.Object, path []step) json.RawMessage {
	var raw json.RawMessage
	for i, s := range path {
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

// joined is the list of the elements of two, each of which may be absent.
func joined(a, b json.RawMessage) json.RawMessage {
	switch {
	case len(a) <= len("[]"):
		return b
	case len(b) <= len("[]"):
		return a
	}
	return slices.Concat(a[:len(a)-1], []byte{','}, b[1:])
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
	switch {
	case len(raw) == 0:
		return json.RawMessage(p.absent)
	case p.audience:
		return wireAudience(raw)
	case p.name == keyIdentifier:
		return wireIdentifier(raw)
	case p.complex == nil:
		return raw
	case !p.list:
		return x.wireComplex(p.complex, raw)
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
		b = append(b, x.wireComplex(p.complex, element)...)
	}
	return append(b, ']')
}

func (x *exchange) wireComplex(e *entity, raw json.RawMessage) json.RawMessage {
	o, err := odata.ParseObject(raw)
	if err != nil {
		return json.RawMessage("null")
	}
	return append(x.appendProperties([]byte{'{'}, e, o), '}')
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
