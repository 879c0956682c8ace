package odata

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// ParseObject reads one JSON object. The object refers to data and must be
// the only one that does. Of repeated members the last counts.
func ParseObject(data []byte) (*Object, error) {
	o := new(Object)
	if err := o.UnmarshalJSON(data); err != nil {
		return nil, err
	}
	return o, nil
}

// UnmarshalJSON implements json.Unmarshaler. It keeps a reference to data.
func (o *Object) UnmarshalJSON(data []byte) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	t, err := dec.Token()
	if err != nil {
		return err
	}
	if t != json.Delim('{') {
		return fmt.Errorf("a JSON object was expected, not %v", t)
	}
	o.members = o.members[:0]
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return err
		}
		var v json.RawMessage
		if err := dec.Decode(&v); err != nil {
			return err
		}
		o.Set(t.(string), v)
	}
	_, err = dec.Token()
	return err
}

// MarshalJSON implements json.Marshaler: compact, members in order.
func (o *Object) MarshalJSON() ([]byte, error) { return o.AppendJSON(nil), nil }

// AppendJSON appends the object's JSON text to b.
func (o *Object) AppendJSON(b []byte) []byte {
	b = append(b, '{')
	for i, m := range o.members {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, mustEncode(m.name)...)
		b = append(b, ':')
		b = append(b, m.value...)
	}
	return append(b, '}')
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
