package aadgraph

import (
	"encoding/json"
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
