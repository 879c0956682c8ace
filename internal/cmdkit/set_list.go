package cmdkit

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// listChange is a value of --set: of a property, or of items that a list is to
// have or not to have.
type listChange struct {
	path  string // with slashes
	op    byte   // addTo, takeFrom, 0 for a value that is set
	value json.RawMessage
	slot  *edm.Slot
}

const (
	addTo    = '+'
	takeFrom = '-'
)

// listOp takes "+" or "-" from the end of a path.
func listOp(path string) (string, byte) {
	if n := len(path); n > 0 && (path[n-1] == addTo || path[n-1] == takeFrom) {
		return path[:n-1], path[n-1]
	}
	return path, 0
}

// mayChange refuses items for what is no list of texts or numbers, and where
// there is no list yet.
func (s *settings) mayChange(p edm.Property, op byte) error {
	inner := edm.Lookup(p.Type)
	switch {
	case !p.Collection:
		return fmt.Errorf("%c= is for lists, and it is none: write =", op)
	case inner != nil && inner.Kind == edm.Complex:
		return fmt.Errorf("it is a list of objects, which is written whole: %s:=@FILE", p.Name)
	case !s.lists:
		return fmt.Errorf("a new object has no list to change with %c=: write =", op)
	}
	return nil
}

// changedLists gives the body with the lists as they are after the changes: a
// list that the body does not set is the object's.
func changedLists(changes []listChange, o, body *odata.Object) (*odata.Object, error) {
	if len(changes) == 0 {
		return body, nil
	}
	whole := body.Clone()
	for _, c := range changes {
		was, ok := rawAt(whole, c.path)
		if !ok {
			was, _ = rawAt(o, c.path)
		}
		now, err := json.Marshal(c.list(itemsOf(was)))
		if err != nil {
			return nil, err
		}
		if err := c.slot.Check(now); err != nil {
			return nil, asUsage(err)
		}
		setAt(whole, c.path, now)
	}
	return whole, nil
}

// withLists gives the body with something where the changes are, for its names.
func withLists(changes []listChange, body *odata.Object) *odata.Object {
	whole := body.Clone()
	for _, c := range changes {
		setAt(whole, c.path, json.RawMessage("[]"))
	}
	return whole
}

// list gives the items as they are after the change. What is there already
// stays where it is.
func (c listChange) list(items []json.RawMessage) []json.RawMessage {
	list := slices.Clone(items)
	for _, item := range itemsOf(c.value) {
		same := func(was json.RawMessage) bool { return sameItem(was, item) }
		switch {
		case c.op == takeFrom:
			list = slices.DeleteFunc(list, same)
		case !slices.ContainsFunc(list, same):
			list = append(list, item)
		}
	}
	if list == nil {
		return []json.RawMessage{}
	}
	return list
}

// sameItem compares two texts exactly, but for the case of GUIDs.
func sameItem(a, b json.RawMessage) bool {
	a, b = bytes.TrimSpace(a), bytes.TrimSpace(b)
	if len(a) == len(b) && odata.IsGUID(strings.Trim(string(a), `"`)) {
		return bytes.EqualFold(a, b)
	}
	return bytes.Equal(a, b)
}

// itemsOf are the items of a JSON list, or a single value; null is none.
func itemsOf(raw json.RawMessage) []json.RawMessage {
	var items []json.RawMessage
	switch {
	case len(raw) == 0 || string(raw) == "null":
		return nil
	case raw[0] != '[':
		return []json.RawMessage{raw}
	case json.Unmarshal(raw, &items) != nil:
		return nil
	}
	return items
}

// rawAt is the value that a path with slashes leads to.
func rawAt(o *odata.Object, path string) (json.RawMessage, bool) {
	first, rest, deeper := strings.Cut(path, "/")
	if !deeper {
		return o.Raw(first)
	}
	inner := o.Object(first)
	if inner == nil {
		return nil, false
	}
	return rawAt(inner, rest)
}
