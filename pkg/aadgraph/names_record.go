package aadgraph

import (
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

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
