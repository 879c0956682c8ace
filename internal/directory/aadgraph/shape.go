package aadgraph

import (
	"strings"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

const typeOf = "@odata.type"

// canonical translates an object that the service gave. It says its type.
func (s *sieve) canonical(o *odata.Object) *odata.Object {
	c := translated(s.translator, s.at.of, o)
	if s.expand == nil {
		return c
	}
	raw, ok := c.Raw(s.wire.Expand)
	switch {
	case !ok:
	case string(raw) == "null":
		c.Delete(s.wire.Expand) // as Graph has it
	case raw[0] == '[':
		if list, err := odata.ParseList(raw); err == nil {
			c.Set(s.wire.Expand, s.expanded(list))
		}
	default:
		if one := c.Object(s.wire.Expand); one != nil {
			c.Set(s.wire.Expand, s.expanded([]*odata.Object{one})[0])
		}
	}
	return c
}

// translated gives an object in canonical terms, with @odata.type.
func translated(by *aadgraph.Translator, t aadgraph.Type, o *odata.Object) *odata.Object {
	if t == dnsRecord {
		return dnsRecordShape(o)
	}
	c := by.ToCanonical(t, o)
	c.Delete("@odata.context")
	if kind := c.String("odata.type"); kind != "" {
		return otherType(c, kind)
	}
	return c
}

// otherType gives an object of a type whose names are not translated (an
// administrative unit among memberships) the type's name in Graph: the same,
// with a small letter.
func otherType(o *odata.Object, kind string) *odata.Object {
	kind = kind[strings.LastIndexByte(kind, '.')+1:]
	c := odata.NewObject(typeOf, "#"+namespace+strings.ToLower(kind[:min(1, len(kind))])+kind[min(1, len(kind)):])
	for name, raw := range o.All() {
		if name != "odata.type" && name != "objectType" {
			c.SetRaw(name, raw)
		}
	}
	return c
}

func (s *sieve) expanded(list []*odata.Object) []*odata.Object {
	for i, o := range list {
		list[i] = selected(translated(s.translator, "", o), s.expand.Query.Select, true)
	}
	return list
}

// shown is an object as the caller gets it: with what $select names, and with
// its type where the place does not say it.
func (s *sieve) shown(o *odata.Object) *odata.Object {
	typed := s.at.place.Type == nil || s.at.place.Type.Name == "directoryObject" || s.at.of == dnsRecord
	names := s.names
	if names != nil && s.expand != nil {
		names = append(names[:len(names):len(names)], s.wire.Expand)
	}
	return selected(o, names, typed)
}

// selected is an object with some of its properties, all if names is nil.
func selected(o *odata.Object, names []string, typed bool) *odata.Object {
	if names == nil {
		if !typed {
			o.Delete(typeOf)
		}
		o.Delete("passwordProfile") // without $select Graph leaves it out too
		return o
	}
	some := odata.NewObject()
	some.Grow(len(names) + 1)
	if typed {
		copyMember(some, o, typeOf)
	}
	for _, name := range names {
		copyMember(some, o, name)
	}
	return some
}

func copyMember(to, from *odata.Object, name string) {
	if raw, ok := from.Raw(name); ok {
		to.SetRaw(name, raw)
	}
}
