package core

import (
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// canonical gives the members of a complex value the names that the model
// spells, so that whatever looks for passwordProfile/password finds it, and
// values of which there are few their spelling: what is read later is compared
// with that. raw has been checked.
func (b *body) canonical(name string, raw json.RawMessage) json.RawMessage {
	p, _ := b.typ.Property(name)
	return spelling{b.typ, p.Name}.value(p, raw)
}

// spelling spells the values of a property of a type, or of a member of one.
type spelling struct {
	owner *edm.Type
	path  string
}

func (s spelling) value(p edm.Property, raw json.RawMessage) json.RawMessage {
	t := edm.Lookup(p.Type)
	few := s.owner.Rule(s.path).Allowed
	switch {
	case t != nil && t.Kind == edm.Complex:
		return each(p, raw, func(item json.RawMessage) json.RawMessage { return s.object(t, item) })
	case t != nil && t.Kind == edm.Enum && !t.Flags:
		few = t.Members
	}
	if len(few) == 0 || strings.HasPrefix(s.path, keyList+"/") { // keys are asked for the exact words
		return raw
	}
	return each(p, raw, func(item json.RawMessage) json.RawMessage { return spelt(few, item) })
}

// each changes a value, or each item of a list.
func each(p edm.Property, raw json.RawMessage, change func(json.RawMessage) json.RawMessage) json.RawMessage {
	if string(raw) == "null" {
		return raw
	}
	if !p.Collection {
		return change(raw)
	}
	var items []json.RawMessage
	if json.Unmarshal(raw, &items) != nil {
		return raw
	}
	for i := range items {
		items[i] = change(items[i])
	}
	if list, err := json.Marshal(items); err == nil {
		return list
	}
	return raw
}

// spelt gives a text as it is spelt among the few that there are.
func spelt(few []string, raw json.RawMessage) json.RawMessage {
	var text string
	if json.Unmarshal(raw, &text) != nil {
		return raw
	}
	for _, value := range few {
		if value != text && strings.EqualFold(value, text) {
			raw, _ = odata.NewObject("v", value).Raw("v")
		}
	}
	return raw
}

func (s spelling) object(t *edm.Type, raw json.RawMessage) json.RawMessage {
	given, err := odata.ParseObject(raw)
	if err != nil {
		return raw
	}
	named := new(odata.Object)
	for member, value := range given.All() {
		if strings.Contains(member, "@") && !saysType(t, member, value) {
			continue
		}
		if p, ok := t.Property(member); ok {
			member, value = p.Name, spelling{s.owner, s.path + "/" + p.Name}.value(p, value)
		}
		named.Set(member, value)
	}
	return named.AppendJSON(nil)
}

// saysType tells of an annotation whether it is kept with a complex value: the
// type, where it says more than the model, and all texts in a value whose
// members the model leaves open.
func saysType(t *edm.Type, member string, value json.RawMessage) bool {
	var text string
	if json.Unmarshal(value, &text) != nil || text == "" {
		return false
	}
	if t.Open {
		return true
	}
	is := edm.Lookup(strings.TrimPrefix(text, "#"))
	return strings.EqualFold(member, "@odata.type") && is != nil && is.Name != t.Name && is.Is(t.Name)
}

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
