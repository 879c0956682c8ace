package odata

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

type valueKind uint8

const (
	nullValue valueKind = iota
	boolValue
	intValue
	floatValue
	textValue
	timeValue  // an instant, or a date: its midnight in UTC
	clockValue // a time of day, on the zero date
	durationValue
	listValue
	objectValue
)

// String gives the kind with its article, for messages.
func (k valueKind) String() string {
	names := [...]string{
		"null", "a Boolean", "a number", "a number", "text", "a time", "a time of day", "a duration",
		"a collection (use any(…))", "an object",
	}
	return names[k]
}

// value is what an expression comes to; the field of its kind holds it.
type value struct {
	kind     valueKind
	bool     bool
	int      int64
	float    float64
	text     string
	time     time.Time
	duration time.Duration
	list     []value
	object   *Object
}

// number gives an int or a float as a float.
func (x value) number() float64 {
	if x.kind == intValue {
		return float64(x.int)
	}
	return x.float
}

// jsonValue decodes a member's value, objects only as far as needed.
func jsonValue(raw json.RawMessage) value {
	switch raw[0] {
	case '"':
		return value{kind: textValue, text: decodeString(raw)}
	case 't', 'f':
		return value{kind: boolValue, bool: raw[0] == 't'}
	case '{':
		o, err := ParseObject(raw)
		if err != nil {
			return value{}
		}
		return value{kind: objectValue, object: o}
	case '[':
		var items []json.RawMessage
		_ = json.Unmarshal(raw, &items) // the object's parser has checked it
		list := make([]value, len(items))
		for i, item := range items {
			list[i] = jsonValue(item)
		}
		return value{kind: listValue, list: list}
	case 'n':
		return value{}
	}
	return numberValue(string(raw))
}

func numberValue(text string) value {
	if n, err := strconv.ParseInt(text, 10, 64); err == nil {
		return value{kind: intValue, int: n}
	}
	f, _ := strconv.ParseFloat(text, 64) // out of range is ±Inf, which orders well
	return value{kind: floatValue, float: f}
}

// literalValue gives a constant's value. It fails for nodes that no parser
// made.
func literalValue(e *Literal) (value, error) {
	switch e.Kind {
	case Null:
		return value{}, nil
	case Bool:
		return value{kind: boolValue, bool: e.Text == "true"}, nil
	case Int, Decimal:
		return numberValue(e.Text), nil
	case Date, DateTime:
		if t, ok := textTime(e.Text); ok {
			return value{kind: timeValue, time: t}, nil
		}
		return value{}, fault(e, "this is no time")
	case TimeOfDay:
		t, err := parseClock(e.Text)
		if err != nil {
			return value{}, fault(e, "this is no time of day")
		}
		return value{kind: clockValue, time: t}, nil
	case Duration:
		d, ok := parseDuration(e.Text)
		if !ok {
			return value{}, fault(e, "this is no duration")
		}
		return value{kind: durationValue, duration: d}, nil
	}
	return value{kind: textValue, text: e.Text}, nil
}

// textTime reads an instant or a date.
func textTime(s string) (time.Time, bool) {
	if !looksLikeDate(s) {
		return time.Time{}, false
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t, true
	}
	t, err := parseTime(s)
	return t, err == nil
}

// property gives an object's member, by its name in whatever case, or the
// object itself if the name is a type that it may be of.
func (x value) property(name string) value {
	if raw, ok := x.object.Raw(name); ok {
		return jsonValue(raw)
	}
	for n, raw := range x.object.All() {
		if strings.EqualFold(n, name) {
			return jsonValue(raw)
		}
	}
	if strings.Contains(name, ".") && !strings.Contains(name, "@") && x.isType(name) != isFalse {
		return x
	}
	return value{}
}

// isType tells whether an object says that it is of a type. Unknown: it says
// nothing.
func (x value) isType(name string) truth {
	for _, annotation := range []string{"@odata.type", "odata.type", "@type"} {
		if says := x.object.String(annotation); says != "" {
			return truthOf(Fold(strings.TrimPrefix(says, "#")) == Fold(strings.TrimPrefix(name, "#")))
		}
	}
	return isUnknown
}
