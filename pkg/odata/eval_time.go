package odata

import (
	"strconv"
	"time"
)

// callTime gives a part of a time, in the time's own zone.
func callTime(name string, t time.Time) (value, bool) {
	var n int
	switch name {
	case "year":
		n = t.Year()
	case "month":
		n = int(t.Month())
	case "day":
		n = t.Day()
	case "hour":
		n = t.Hour()
	case "minute":
		n = t.Minute()
	case "second":
		n = t.Second()
	case "totaloffsetminutes":
		_, offset := t.Zone()
		n = offset / 60
	case "fractionalseconds":
		return value{kind: floatValue, float: float64(t.Nanosecond()) / 1e9}, true
	case "date":
		y, m, d := t.Date()
		return value{kind: timeValue, time: time.Date(y, m, d, 0, 0, 0, 0, time.UTC)}, true
	case "time":
		clock := time.Date(0, 1, 1, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), time.UTC)
		return value{kind: clockValue, time: clock}, true
	default:
		return value{}, false
	}
	return value{kind: intValue, int: int64(n)}, true
}

// plain gives a Boolean or a number as text.
func (x value) plain() string {
	switch x.kind {
	case boolValue:
		return strconv.FormatBool(x.bool)
	case intValue:
		return strconv.FormatInt(x.int, 10)
	}
	return strconv.FormatFloat(x.float, 'g', -1, 64)
}
