package store

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// kind says how a hot column holds its property.
type kind uint8

const (
	text    kind = iota // odata.Fold of the string
	boolean             // 0 or 1
	instant             // timeLayout
)

type column struct {
	name string // of property and column alike
	kind kind
}

const hotColumns = 20

// columns lists the hot columns in the order of the schema.
func columns() [hotColumns]column {
	return [...]column{
		{"userPrincipalName", text}, {"displayName", text}, {"mail", text}, {"mailNickname", text},
		{"givenName", text}, {"surname", text}, {"department", text}, {"jobTitle", text},
		{"companyName", text}, {"officeLocation", text}, {"city", text}, {"state", text},
		{"country", text}, {"usageLocation", text}, {"employeeId", text}, {"userType", text},
		{"appId", text}, {"uniqueName", text}, {"createdDateTime", instant}, {"accountEnabled", boolean},
	}
}

// hot finds the hot column of a property.
func hot(name string) (column, bool) {
	for _, c := range columns() {
		if c.name == name {
			return c, true
		}
	}
	return column{}, false
}

// of gives what the column holds for a property; nil if it is null, absent or
// of another type.
func (c column) of(o *odata.Object) any {
	raw, ok := o.Raw(c.name)
	if !ok || string(raw) == "null" {
		return nil
	}
	return c.value(raw)
}

func (c column) value(raw json.RawMessage) any {
	switch {
	case c.kind == boolean && string(raw) == "true":
		return int64(1)
	case c.kind == boolean && string(raw) == "false":
		return int64(0)
	case c.kind == boolean || raw[0] != '"':
		return nil
	case c.kind == text:
		return fold(jsonString(raw))
	}
	if t, ok := parseTime(jsonString(raw)); ok {
		return t
	}
	return nil
}

// jsonString gives the string that raw, a JSON string, stands for.
func jsonString(raw json.RawMessage) string {
	if !bytes.ContainsRune(raw, '\\') {
		return string(raw[1 : len(raw)-1])
	}
	var s string
	json.Unmarshal(raw, &s)
	return s
}

// timeLayout has a fixed width, so that times compare as text.
const timeLayout = "2006-01-02T15:04:05.000000000Z"

func formatTime(t time.Time) string { return t.UTC().Format(timeLayout) }

// parseTime brings an RFC 3339 time, with seconds or without, or a date into
// timeLayout.
func parseTime(s string) (string, bool) {
	if len(s) < len(time.DateOnly) || s[4] != '-' || s[7] != '-' {
		return "", false
	}
	layout := time.RFC3339Nano
	switch len(s) {
	case len(time.DateOnly):
		layout = time.DateOnly
	case len("2006-01-02T15:04Z"):
		layout = "2006-01-02T15:04Z07:00"
	}
	t, err := time.Parse(layout, s)
	if err != nil {
		return "", false
	}
	return formatTime(t), true
}

// fill sets the values of the hot columns, in their order, from the members
// of an object.
func fill(values []any, o *odata.Object) {
	hot := columns()
	for name, raw := range o.All() {
		i := slices.IndexFunc(hot[:], func(c column) bool { return c.name == name })
		if i >= 0 {
			values[i] = hot[i].value(raw)
		}
	}
}
