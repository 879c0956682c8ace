package odata

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
)

// ParseObject reads one JSON object. The object refers to data, which must
// not change afterwards. Of repeated members the last value counts. Errors
// are of type *JSONError.
func ParseObject(data []byte) (*Object, error) {
	o := new(Object)
	p := objectParser{scanner: scanner{data: data}}
	if !p.object(o) || !p.end() {
		return nil, p.err
	}
	return o, nil
}

// UnmarshalJSON implements json.Unmarshaler. Unlike [ParseObject] it copies
// data.
func (o *Object) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	parsed, err := ParseObject(bytes.Clone(data))
	if err != nil {
		return err
	}
	o.members = parsed.members
	return nil
}

// MarshalJSON implements json.Marshaler: compact, members in order. A nil
// object is null.
func (o *Object) MarshalJSON() ([]byte, error) {
	if o == nil {
		return []byte("null"), nil
	}
	return o.AppendJSON(nil), nil
}

// AppendJSON appends the object's JSON text, on one line, to b.
func (o *Object) AppendJSON(b []byte) []byte {
	b = slices.Grow(b, o.size())
	b = append(b, '{')
	first := true
	for name, value := range o.All() {
		if !first {
			b = append(b, ',')
		}
		first = false
		b = appendString(b, name)
		b = append(b, ':')
		b = append(b, value...)
	}
	return append(b, '}')
}

// size is the length of the JSON text, if no name needs an escape.
func (o *Object) size() int {
	n := len("{}")
	for name, value := range o.All() {
		n += len(name) + len(value) + len(`"":,`)
	}
	return n
}

// appendString appends s as a JSON string; characters of HTML stay as they
// are.
func appendString(b []byte, s string) []byte {
	if !isPlain(s) {
		return append(b, mustEncode(s)...)
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// encode gives the JSON text of a member's value.
func encode(value any) json.RawMessage {
	switch v := value.(type) {
	case json.RawMessage:
		return checked(v)
	case string:
		return appendString(make([]byte, 0, len(v)+2), v)
	case bool:
		return strconv.AppendBool(nil, v)
	case []string:
		return encodeList(v)
	case *Object:
		if v == nil {
			return json.RawMessage("null")
		}
		return v.AppendJSON(nil)
	}
	return mustEncode(value)
}

func encodeList(list []string) json.RawMessage {
	if list == nil {
		return json.RawMessage("null")
	}
	b := []byte{'['}
	for i, s := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = appendString(b, s)
	}
	return append(b, ']')
}

// checked gives raw on one line. It panics if raw is not JSON; nil is null.
func checked(raw json.RawMessage) json.RawMessage {
	if raw == nil {
		return json.RawMessage("null")
	}
	p := objectParser{scanner: scanner{data: raw}}
	value, ok := p.raw()
	if !ok || !p.end() {
		panic(fmt.Sprintf("odata: %v", p.err))
	}
	return value
}

func mustEncode(v any) json.RawMessage {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(fmt.Sprintf("odata: %v", err))
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n"))
}
