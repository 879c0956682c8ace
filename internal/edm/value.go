package edm

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

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
	if strings.Contains(path, "@") {
		return nil
	}
	p, nameErr := t.resolve(strings.Split(path, "/"))
	if nameErr != nil {
		return &ValueError{Path: path, Rule: nameErr.Error()}
	}
	if !json.Valid(value) {
		return valueError(p.path, string(value), "it is no valid JSON")
	}
	if err := p.check(bytes.TrimSpace(value)); err != nil {
		return err
	}
	return nil
}

// check checks valid JSON against the place's type and rule.
func (p place) check(value json.RawMessage) *ValueError {
	if p.relation || p.typ == "" {
		return nil
	}
	rule := p.owner.Rule(p.path)
	if p.collection {
		return p.checkItems(value, rule)
	}
	if isNull(value) {
		return p.checkNull(rule)
	}
	return p.checkOne(value, rule)
}

func isNull(value json.RawMessage) bool { return string(value) == "null" }

func (p place) checkNull(rule Rule) *ValueError {
	if rule.Required || !p.nullable {
		return valueError(p.path, "null", "it needs a value")
	}
	return nil
}

func (p place) checkItems(value json.RawMessage, rule Rule) *ValueError {
	var items []json.RawMessage
	if value[0] != '[' || json.Unmarshal(value, &items) != nil {
		return p.fail(value, rule, "it is a list: [...]")
	}
	if rule.MaxItems > 0 && len(items) > rule.MaxItems {
		return p.fail(value, rule, "at most %d may be set, not %d", rule.MaxItems, len(items))
	}
	for _, item := range items {
		item = bytes.TrimSpace(item)
		if isNull(item) {
			return p.fail(item, rule, "an item may not be null")
		}
		if err := p.checkOne(item, rule); err != nil {
			return err
		}
	}
	return nil
}

// checkOne checks a value that is not null and no list.
func (p place) checkOne(value json.RawMessage, rule Rule) *ValueError {
	t := Lookup(p.typ)
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

func (p place) checkEnum(t *Type, value json.RawMessage, rule Rule) *ValueError {
	var s string
	if json.Unmarshal(value, &s) != nil {
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
func (p place) checkComplex(t *Type, value json.RawMessage, rule Rule) *ValueError {
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
		inner := place{owner: p.owner, path: p.path, full: p.full, typ: t.Name}
		if err := inner.step(name, false); err != nil {
			if t.Open || t.Abstract {
				continue
			}
			return &ValueError{Path: join(p.path, name), Rule: err.Error()}
		}
		if err := inner.check(bytes.TrimSpace(v)); err != nil {
			return err
		}
	}
	return nil
}

// checkText checks a text against the rule's bounds and form.
func (p place) checkText(s string, rule Rule) *ValueError {
	if n := utf8.RuneCountInString(s); rule.MaxLength > 0 && n > rule.MaxLength {
		return p.failText(s, rule, "at most %d characters are allowed, not %d", rule.MaxLength, n)
	}
	if len(rule.Allowed) > 0 && !containsFold(rule.Allowed, s) {
		return p.failText(s, rule, "it is none of the values%s", oneOf(s, rule.Allowed))
	}
	return p.checkFormat(s, rule)
}

func (p place) checkFormat(s string, rule Rule) *ValueError {
	switch rule.Format {
	case UserPrincipalName:
		return checkUPN(s)
	case MailNickname:
		return checkMailNickname(s)
	case CountryCode:
		if len(s) != 2 || !isLetter(s[0]) || !isLetter(s[1]) {
			return p.failText(s, rule, "it is a country code of two letters (ISO 3166): US, JP, GB")
		}
	case NoAccents:
		for _, r := range s {
			if r > '~' {
				return p.failText(s, rule, "%q is not allowed: letters with accents may not stand here", r)
			}
		}
	case Policies:
		if !isPolicies(s) {
			return p.failText(s, rule, "it is None, DisablePasswordExpiration, DisableStrongPassword, or the last two joined by a comma")
		}
	case Filled:
		if strings.TrimSpace(s) == "" {
			return p.failText(s, rule, "it may not be empty")
		}
	}
	return nil
}

func isLetter(c byte) bool { c = lower(c); return 'a' <= c && c <= 'z' }

func containsFold(list []string, s string) bool {
	for _, x := range list {
		if strings.EqualFold(x, s) {
			return true
		}
	}
	return false
}

func (p place) fail(value json.RawMessage, rule Rule, format string, args ...any) *ValueError {
	var s string
	if json.Unmarshal(value, &s) != nil {
		s = string(value)
	}
	return p.failText(s, rule, format, args...)
}

// failText leaves secrets out of the error.
func (p place) failText(s string, rule Rule, format string, args ...any) *ValueError {
	if rule.WriteOnly {
		s = ""
	}
	return valueError(p.path, s, format, args...)
}
