package edm

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Slot is a property of a type, or one within a property, looked up once to
// check any number of values.
type Slot struct {
	path  string // as given
	place place
	rule  Rule
	err   *NameError
}

// SlotOf looks a path up, in any case. One that the type does not have gives
// a slot that takes no value.
func SlotOf(t *Type, path string) *Slot {
	s := &Slot{path: path}
	if s.passes() {
		return s
	}
	if s.place, s.err = t.resolve(strings.Split(path, "/")); s.err == nil && s.place.owner != nil {
		s.rule = s.place.owner.Rule(s.place.path)
	}
	return s
}

// passes tells whether values are not looked at: control information.
func (s *Slot) passes() bool { return strings.Contains(s.path, "@") }

// Name is the path in its canonical spelling; it is not ok if the type has no
// such property: the name is unknown, or a relation's.
func (s *Slot) Name() (string, bool) {
	return s.place.path, s.err == nil && !s.place.relation && s.place.path != ""
}

// Rule is the rule of the property.
func (s *Slot) Rule() *Rule { return &s.rule }

// Check is [CheckValue] for the slot.
func (s *Slot) Check(value json.RawMessage) error {
	switch {
	case s.passes():
		return nil
	case s.err != nil:
		return &ValueError{Path: s.path, Rule: s.err.Error()}
	case !isSimple(value) && !json.Valid(value):
		return valueError(s.place.path, string(value), "it is no valid JSON")
	}
	if err := s.place.check(bytes.TrimSpace(value), &s.rule); err != nil {
		return err
	}
	return nil
}

// isSimple tells whether a value is a JSON string without an escape, in valid
// UTF-8, as nearly all are: it stands for what is between its quotes.
func isSimple(value json.RawMessage) bool {
	n := len(value)
	if n < 2 || value[0] != '"' || value[n-1] != '"' {
		return false
	}
	ascii := true
	for _, c := range value[1 : n-1] {
		if c < ' ' || c == '"' || c == '\\' {
			return false
		}
		ascii = ascii && c < utf8.RuneSelf
	}
	return ascii || utf8.Valid(value)
}

// textOf gives the text of a JSON string (null reads as empty); it is not ok for
// another value.
func textOf(value json.RawMessage) (s string, ok bool) {
	if isSimple(value) {
		return string(value[1 : len(value)-1]), true
	}
	err := json.Unmarshal(value, &s)
	return s, err == nil
}
