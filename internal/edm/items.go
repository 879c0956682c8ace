package edm

import (
	"encoding/json"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// changedTo is what an object becomes: members of objects within it are set,
// all else is replaced.
func changedTo(before, changed *odata.Object) *odata.Object {
	after := before.Clone()
	for name, value := range changed.All() {
		was, now := after.Object(name), changed.Object(name)
		if was == nil || now == nil {
			after.Set(name, value)
			continue
		}
		for member, v := range now.All() {
			was.Set(member, v)
		}
		after.Set(name, was)
	}
	return after
}

// itemsAt are the values that a path leads to, the items of lists one by one.
func itemsAt(o *odata.Object, path string) []json.RawMessage {
	name, rest, deeper := strings.Cut(path, "/")
	raw, ok := o.Raw(name)
	if !ok {
		return nil
	}
	var items []json.RawMessage
	if raw[0] != '[' {
		items = []json.RawMessage{raw}
	} else if json.Unmarshal(raw, &items) != nil {
		return nil
	}
	if !deeper {
		return items
	}
	var found []json.RawMessage
	for _, item := range items {
		if inner, err := odata.ParseObject(item); err == nil {
			found = append(found, itemsAt(inner, rest)...)
		}
	}
	return found
}

func textsAt(o *odata.Object, path string) []string {
	var texts []string
	for _, item := range itemsAt(o, path) {
		if s, ok := textOf(item); ok && !isNull(item) {
			texts = append(texts, s)
		}
	}
	return texts
}
