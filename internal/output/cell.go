package output

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// member finds the value of a name or path ("a/b") in an object, nil if
// there is none. Names are compared exactly, then in any case: a directory
// answers $select in its own spelling.
func member(o *odata.Object, path string) json.RawMessage {
	if v, ok := o.Raw(path); ok {
		return v
	}
	for name, v := range o.All() {
		if strings.EqualFold(name, path) {
			return v
		}
	}
	first, rest, ok := strings.Cut(path, "/")
	if !ok {
		return nil
	}
	inner, err := odata.ParseObject(member(o, first))
	if err != nil {
		return nil
	}
	return member(inner, rest)
}

// cellText makes the text of a cell from a JSON value.
func cellText(v json.RawMessage) string {
	v = bytes.TrimSpace(v)
	switch {
	case len(v) == 0 || string(v) == "null":
		return ""
	case v[0] == '"':
		return stringText(v)
	case v[0] == '[':
		return listText(v)
	case v[0] == '{':
		return string(appendCompact(nil, v))
	}
	return string(v)
}

func stringText(v json.RawMessage) string {
	var s string
	if bytes.IndexByte(v, '\\') < 0 {
		s = string(v[1 : len(v)-1])
	} else if json.Unmarshal(v, &s) != nil {
		return string(v)
	}
	return inUTC(s)
}

func listText(v json.RawMessage) string {
	var items []json.RawMessage
	if json.Unmarshal(v, &items) != nil {
		return string(v)
	}
	texts := make([]string, len(items))
	for i, item := range items {
		texts[i] = cellText(item)
	}
	return strings.Join(texts, ";")
}

// inUTC turns a time with an offset into UTC; other strings stay.
func inUTC(s string) string {
	const shortest = len("2006-01-02T15:04:05+07:00")
	if len(s) < shortest || s[4] != '-' || s[10] != 'T' {
		return s
	}
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return s
	}
	return t.UTC().Format(time.RFC3339Nano)
}
