package edm

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// HasMember tells whether an enumeration has a member, in any case.
func (t *Type) HasMember(name string) bool {
	for _, m := range t.Members {
		if compareFold(m, name) == 0 {
			return true
		}
	}
	return false
}

// CheckValue checks a JSON value that is to be written to a property of t,
// given by its name or by a path within it, in any case: its type, members
// of enumerations, length, form, and null where null may not stand. Values
// of extensions, relations and control information (names with "@") are not
// looked at. Whether the property may be written at all is for Rule to say.
// The error is a *ValueError.
func CheckValue(t *Type, path string, value json.RawMessage) error {
	return SlotOf(t, path).Check(value)
}

// check checks valid JSON against the place's type and its rule.
func (p *place) check(value json.RawMessage, rule *Rule) *ValueError {
	if p.relation || p.typ == "" {
		return nil
	}
	if p.collection {
		return p.checkItems(value, rule)
	}
	if isNull(value) {
		return p.checkNull(rule)
	}
	return p.checkOne(value, rule)
}

func isNull(value json.RawMessage) bool { return string(value) == "null" }

func (p *place) checkNull(rule *Rule) *ValueError {
	if rule.Required || !p.nullable {
		return valueError(p.path, "null", "it needs a value")
	}
	return nil
}

func (p *place) checkItems(value json.RawMessage, rule *Rule) *ValueError {
	var items []json.RawMessage
	if value[0] != '[' || json.Unmarshal(value, &items) != nil {
		return p.fail(value, rule, "it is a list: [...]")
	}
	if rule.MaxItems > 0 && len(items) > rule.MaxItems {
		return p.fail(value, rule, "at most %d may be set, not %d", rule.MaxItems, len(items))
	}
	switch {
	case len(items) >= rule.MinItems:
	case rule.MaxItems == rule.MinItems:
		return p.fail(value, rule, "it has exactly one, not %d", len(items))
	default:
		return p.fail(value, rule, "at least one must be given")
	}
	for i, item := range items {
		item = bytes.TrimSpace(item)
		if isNull(item) {
			return p.fail(item, rule, "an item may not be null").at(p.path, i)
		}
		if err := p.checkOne(item, rule); err != nil {
			return err.at(p.path, i)
		}
	}
	if !rule.Distinct {
		return nil
	}
	if i := firstAgain(items); i >= 0 {
		return p.fail(items[i], rule, "it is there twice: leave one out").at(p.path, i)
	}
	return nil
}

// firstAgain is the place of the first item that is there before, -1 if there
// is none.
func firstAgain(items []json.RawMessage) int {
	if len(items) < 2 {
		return -1
	}
	seen := make(map[string]bool, len(items))
	for i, item := range items {
		text := string(bytes.TrimSpace(item))
		if seen[text] {
			return i
		}
		seen[text] = true
	}
	return -1
}

// checkOne checks a value that is not null and no list.
func (p *place) checkOne(value json.RawMessage, rule *Rule) *ValueError {
	t := p.at
	switch {
	case t == nil && strings.HasPrefix(p.typ, "Edm."):
		return p.checkPrimitive(value, rule)
	case t == nil:
		return nil
	case t.Kind == Enum:
		return p.checkEnum(t, value, rule)
	}
	return p.checkComplex(t, value, rule)
}

func (p *place) checkEnum(t *Type, value json.RawMessage, rule *Rule) *ValueError {
	s, ok := textOf(value)
	if !ok {
		return p.fail(value, rule, "it is a text, one of: %s", strings.Join(t.Members, ", "))
	}
	parts := []string{s}
	if t.Flags {
		parts = strings.Split(s, ",")
	}
	for _, part := range parts {
		if part = strings.TrimSpace(part); !t.HasMember(part) {
			return p.fail(value, rule, "it is none of the values%s", oneOf(part, t.Members))
		}
	}
	return nil
}

// checkComplex checks each member of an object. "@odata.type" may narrow its
// type.
func (p *place) checkComplex(t *Type, value json.RawMessage, rule *Rule) *ValueError {
	object, err := odata.ParseObject(value)
	if err != nil {
		return p.fail(value, rule, "it is an object: {...}")
	}
	if derived := Lookup(object.String("@odata.type")); derived.Is(t.Name) {
		t = derived
	}
	for name, v := range object.All() {
		if strings.Contains(name, "@") {
			continue
		}
		inner := place{owner: p.owner, path: p.path, full: p.full, typ: t.Name, at: t}
		if err := inner.step(name, false); err != nil {
			if t.Open || t.Abstract {
				continue
			}
			err.Name = name
			return &ValueError{Path: join(p.path, name), Rule: err.Error()}
		}
		innerRule := inner.owner.Rule(inner.path)
		if err := inner.check(bytes.TrimSpace(v), &innerRule); err != nil {
			return err
		}
	}
	return nil
}
