package output

import (
	"bytes"
	"encoding/json"
	"iter"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// FromValue makes an object of anything that is a JSON object, such as a
// struct; the order of its fields is kept.
func FromValue(v any) (*odata.Object, error) {
	var text bytes.Buffer
	enc := json.NewEncoder(&text)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return odata.ParseObject(text.Bytes())
}

// contextMember is the annotation that is never printed: it is about the
// answer and not about the object.
const contextMember = "@odata.context"

// members iterates over what is printed of an object.
func members(o *odata.Object) iter.Seq2[string, json.RawMessage] {
	return func(yield func(string, json.RawMessage) bool) {
		for name, value := range o.All() {
			if name != contextMember && !yield(name, value) {
				return
			}
		}
	}
}

// appendObject appends an object's JSON text on one line.
func appendObject(dst []byte, o *odata.Object) []byte {
	dst = append(dst, '{')
	first := true
	for name, value := range members(o) {
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(appendName(dst, name), ':')
		dst = appendCompact(dst, value)
	}
	return append(dst, '}')
}

// appendIndentedObject appends an object's JSON text, two spaces a level,
// depth being the level at which it stands.
func appendIndentedObject(dst []byte, o *odata.Object, depth int) []byte {
	dst = append(dst, '{')
	first := true
	for name, value := range members(o) {
		if !first {
			dst = append(dst, ',')
		}
		first = false
		dst = append(appendName(newline(dst, depth+1), name), ':', ' ')
		dst = appendIndented(dst, value, depth+1)
	}
	if !first {
		dst = newline(dst, depth)
	}
	return append(dst, '}')
}

// appendName appends a member's name as a JSON string.
func appendName(dst []byte, name string) []byte {
	for i := range len(name) {
		if c := name[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return appendQuoted(dst, name)
		}
	}
	dst = append(dst, '"')
	dst = append(dst, name...)
	return append(dst, '"')
}
