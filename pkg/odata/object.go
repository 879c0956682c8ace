package odata

import (
	"encoding/json"
	"fmt"
	"iter"
	"slices"
)

// Object is a JSON object that keeps its members in their order and as they
// came, unknown ones included. Values are parsed only when asked for, so
// that a list of objects passes through cheaply. The zero value is an empty
// object. An Object is not safe for concurrent writes.
type Object struct {
	members []member
}

type member struct {
	name  string
	value json.RawMessage
}

// NewObject makes an object from name, value pairs. It panics if a value
// cannot be encoded as JSON or a name is not a string: both are mistakes of
// the program, never of its input.
func NewObject(pairs ...any) *Object {
	o := &Object{members: make([]member, 0, len(pairs)/2)}
	for i := 0; i+1 < len(pairs); i += 2 {
		o.Set(pairs[i].(string), pairs[i+1])
	}
	return o
}

// Len is the number of members.
func (o *Object) Len() int {
	if o == nil {
		return 0
	}
	return len(o.members)
}

// Raw gives a member's value as JSON text; ok is false if there is none.
// Names are compared exactly.
func (o *Object) Raw(name string) (value json.RawMessage, ok bool) {
	if i := o.index(name); i >= 0 {
		return o.members[i].value, true
	}
	return nil, false
}

// Has tells whether there is such a member, null ones included.
func (o *Object) Has(name string) bool { return o.index(name) >= 0 }

// IsNull tells whether the member is absent or null.
func (o *Object) IsNull(name string) bool {
	v, ok := o.Raw(name)
	return !ok || string(v) == "null"
}

// String gives a string member, or "" if it is absent, null or of another
// type.
func (o *Object) String(name string) string {
	raw, _ := o.Raw(name)
	if len(raw) == 0 || raw[0] != '"' {
		return ""
	}
	return decodeString(raw)
}

// Bool gives a Boolean member; ok is false if it is absent, null or of
// another type.
func (o *Object) Bool(name string) (value, ok bool) {
	ok = !o.IsNull(name) && o.Decode(name, &value) == nil
	return value, ok
}

// Strings gives a member that is a list of strings, or nil.
func (o *Object) Strings(name string) []string {
	var s []string
	o.Decode(name, &s)
	return s
}

// Decode parses a member into v. It is an error if there is none.
func (o *Object) Decode(name string, v any) error {
	raw, ok := o.Raw(name)
	if !ok {
		return fmt.Errorf("no member %q", name)
	}
	return json.Unmarshal(raw, v)
}

// Object gives a member that is an object, or nil.
func (o *Object) Object(name string) *Object {
	raw, ok := o.Raw(name)
	if !ok {
		return nil
	}
	sub, err := ParseObject(raw)
	if err != nil {
		return nil
	}
	return sub
}

// Set gives a member a value (encoded as JSON, with <, > and & as they are; a
// json.RawMessage stands as it is), in its place or, if it is new, at the
// end. It panics if the value cannot be encoded, which is a mistake of the
// program: text from outside is parsed first.
func (o *Object) Set(name string, value any) {
	o.SetRaw(name, encode(value))
}

// SetRaw is [Object.Set] for a value that is JSON text already, such as
// another object's: it is not looked at.
func (o *Object) SetRaw(name string, value json.RawMessage) {
	if i := o.index(name); i >= 0 {
		o.members[i].value = value
		return
	}
	o.members = append(o.members, member{name, value})
}

// Grow makes room for n more members.
func (o *Object) Grow(n int) { o.members = slices.Grow(o.members, n) }

// Delete takes a member away. It is no error if there is none.
func (o *Object) Delete(name string) {
	if i := o.index(name); i >= 0 {
		o.members = append(o.members[:i:i], o.members[i+1:]...)
	}
}

// Names gives the members' names in order.
func (o *Object) Names() []string {
	names := make([]string, 0, o.Len())
	for name := range o.All() {
		names = append(names, name)
	}
	return names
}

// All iterates over names and values in order.
func (o *Object) All() iter.Seq2[string, json.RawMessage] {
	return func(yield func(string, json.RawMessage) bool) {
		if o == nil {
			return
		}
		for _, m := range o.members {
			if !yield(m.name, m.value) {
				return
			}
		}
	}
}

// Clone gives a copy whose members can be set without changing o's.
func (o *Object) Clone() *Object {
	if o == nil {
		return nil
	}
	return &Object{members: append([]member(nil), o.members...)}
}

// ID is the member "id".
func (o *Object) ID() string { return o.String("id") }

func (o *Object) index(name string) int {
	if o == nil {
		return -1
	}
	for i := range o.members {
		if o.members[i].name == name {
			return i
		}
	}
	return -1
}
