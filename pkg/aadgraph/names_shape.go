package aadgraph

import (
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// shape is how a property's value changes between the two services.
type shape interface {
	// plain tells that values are the same, so that they can be compared.
	plain() bool
	// to gives the value in Microsoft Graph; ok is false if it has no place
	// there, then the property keeps its name.
	to(value json.RawMessage) (there json.RawMessage, ok bool)
	// from gives the value here, or the error of one that has no place here.
	from(path string, there json.RawMessage) (value json.RawMessage, err error)
}

func shapeOf(name string) shape {
	switch name {
	case "":
		return same{}
	case "single":
		return single{}
	case "audience":
		return audience{}
	case "listed":
		return listed{}
	}
	return newRecord(name)
}

// same is a value that does not change.
type same struct{}

func (same) plain() bool                                               { return true }
func (same) to(v json.RawMessage) (json.RawMessage, bool)              { return v, true }
func (same) from(_ string, v json.RawMessage) (json.RawMessage, error) { return v, nil }

// single is one value here and a list of one there: null is the empty list.
type single struct{}

func (single) plain() bool { return false }

func (single) to(value json.RawMessage) (json.RawMessage, bool) {
	switch {
	case string(value) == "null":
		return json.RawMessage("[]"), true
	case len(value) > 0 && value[0] == '"':
		return json.RawMessage("[" + string(value) + "]"), true
	}
	return nil, false
}

func (single) from(path string, there json.RawMessage) (json.RawMessage, error) {
	var list []json.RawMessage
	if json.Unmarshal(there, &list) != nil {
		return there, nil // the directory says what is wrong with it
	}
	switch len(list) {
	case 0:
		return json.RawMessage("null"), nil
	case 1:
		return list[0], nil
	}
	return nil, unfit(path, "has more than one value", "give one alone")
}

// record is an object, or a list of objects, whose members have other names.
type record struct {
	there, here map[string]string // the other name of each
	lacks       map[string]bool   // members that only Microsoft Graph has
}

// newRecord makes one from the name of its table.
func newRecord(name string) record {
	r := record{map[string]string{}, map[string]string{}, map[string]bool{}}
	known, lacks := recordTable(name)
	for entry := range strings.FieldsSeq(known) {
		wire, canonical, _ := strings.Cut(entry, "=")
		r.there[wire], r.here[canonical] = canonical, wire
	}
	for member := range strings.FieldsSeq(lacks) {
		r.lacks[member] = true
	}
	return r
}

func (record) plain() bool { return true }

func (r record) to(value json.RawMessage) (json.RawMessage, bool) {
	there, err := r.each(value, func(o *odata.Object) (*odata.Object, error) { return rename(o, r.there), nil })
	return there, err == nil
}

func (r record) from(path string, there json.RawMessage) (json.RawMessage, error) {
	return r.each(there, func(o *odata.Object) (*odata.Object, error) {
		o = o.Clone()
		for member := range r.lacks {
			if value, ok := o.Raw(member); ok && !empty(value) {
				return nil, lacking(path+"/"+member, "")
			}
			o.Delete(member)
		}
		return rename(o, r.here), nil
	})
}

// each translates an object or each object of a list; anything else stays as
// it is.
func (r record) each(value json.RawMessage, one func(*odata.Object) (*odata.Object, error)) (json.RawMessage, error) {
	switch {
	case len(value) > 0 && value[0] == '{':
		o, err := odata.ParseObject(value)
		if err == nil {
			o, err = one(o)
		}
		if err != nil {
			return nil, err
		}
		return o.AppendJSON(nil), nil
	case len(value) == 0 || value[0] != '[' || string(value) == "[]":
		return value, nil
	}
	list, err := odata.ParseList(value)
	if err != nil {
		return value, nil // a list of something else
	}
	out := []byte{'['}
	for i, o := range list {
		if o, err = one(o); err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = o.AppendJSON(out)
	}
	return append(out, ']'), nil
}

// rename gives an object with other names for some members.
func rename(o *odata.Object, names map[string]string) *odata.Object {
	renamed := odata.NewObject()
	renamed.Grow(o.Len())
	for name, value := range o.All() {
		if other, ok := names[name]; ok {
			name = other
		}
		renamed.SetRaw(name, value)
	}
	return renamed
}
