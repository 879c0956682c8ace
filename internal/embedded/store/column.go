package store

import (
	"bytes"
	"encoding/json"
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

// columns lists the hot columns in the order of the schema.
func columns() []column {
	return []column{
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

// value gives what the column holds for a property; nil if it is null, absent
// or of another type.
func (c column) value(o *odata.Object) any {
	raw, ok := o.Raw(c.name)
	if !ok || bytes.Equal(raw, []byte("null")) {
		return nil
	}
	switch c.kind {
	case boolean:
		return map[string]any{"true": 1, "false": 0}[string(raw)]
	case instant:
		if t, ok := parseTime(jsonString(raw)); ok {
			return t
		}
		return nil
	}
	if raw[0] != '"' {
		return nil
	}
	return fold(jsonString(raw))
}

func jsonString(raw json.RawMessage) string {
	var s string
	json.Unmarshal(raw, &s)
	return s
}

// timeLayout has a fixed width, so that times compare as text.
const timeLayout = "2006-01-02T15:04:05.000000000Z"

func formatTime(t time.Time) string { return t.UTC().Format(timeLayout) }

// parseTime brings an RFC 3339 time or a date into timeLayout.
func parseTime(s string) (string, bool) {
	if len(s) < 10 || s[4] != '-' {
		return "", false
	}
	layout := time.RFC3339Nano
	if len(s) == 10 {
		layout = time.DateOnly
	}
	t, err := time.Parse(layout, s)
	if err != nil {
		return "", false
	}
	return formatTime(t), true
}
