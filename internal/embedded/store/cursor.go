package store

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"hash/fnv"
)

// Cursor marks a place in a list: after one object. It is short, opaque text
// that is safe in a URL and holds good as long as the query stays the same,
// even when the object has been changed or removed since.
type Cursor string

// CursorOf gives the cursor after a record that List gave for the query.
// Limit and After may differ.
func (q ListQuery) CursorOf(r *Record) Cursor {
	keys, err := q.keys()
	if err != nil {
		return ""
	}
	values := make([]any, len(keys))
	for i, k := range keys {
		values[i] = k.of(r)
	}
	body, err := json.Marshal(values)
	if err != nil {
		return ""
	}
	return Cursor(base64.RawURLEncoding.EncodeToString(append(q.sum(body), body...)))
}

const sumLen = 8

// sum ties a cursor to its query. It is no signature: whoever forges a cursor
// only starts elsewhere in a list that is open to him.
func (q ListQuery) sum(body []byte) []byte {
	h := fnv.New64a()
	fmt.Fprintf(h, "%q %v %q %v ", q.Types, q.Deleted, q.IDs, q.OrderBy)
	if q.Filter != nil {
		fmt.Fprintf(h, "%q ", q.Filter.String())
	}
	if q.Search != nil {
		fmt.Fprintf(h, "%q ", q.Search.String())
	}
	if q.Via != nil {
		fmt.Fprintf(h, "%v ", *q.Via)
	}
	h.Write(body)
	return h.Sum(nil)
}

// decode gives the values of the n keys in After.
func (q ListQuery) decode(n int) ([]any, error) {
	data, err := base64.RawURLEncoding.DecodeString(string(q.After))
	if err != nil || len(data) < sumLen || !bytes.Equal(data[:sumLen], q.sum(data[sumLen:])) {
		return nil, ErrCursor
	}
	d := json.NewDecoder(bytes.NewReader(data[sumLen:]))
	d.UseNumber()
	var values []any
	if err := d.Decode(&values); err != nil || len(values) != n {
		return nil, ErrCursor
	}
	for i, v := range values {
		switch v := v.(type) {
		case nil, string:
		case json.Number:
			values[i] = scalar(json.RawMessage(v))
		default:
			return nil, ErrCursor
		}
	}
	if _, ok := values[n-1].(int64); !ok { // the insertion order
		return nil, ErrCursor
	}
	return values, nil
}
