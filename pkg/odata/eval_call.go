package odata

import (
	"math"
	"strings"
	"time"
)

// call evaluates a function. Of null it is null.
func (v *evaluator) call(e *Call) (value, error) {
	if e.Name == "isof" {
		return v.isOf(e)
	}
	args := make([]value, len(e.Args))
	for i, arg := range e.Args {
		x, err := v.operand(arg)
		if err != nil || x.kind == nullValue {
			return value{}, err
		}
		args[i] = x
	}
	result, ok := callFunction(e.Name, args)
	if !ok {
		return value{}, fault(e, "%s cannot be applied to %s", e.Name, kindsOf(args))
	}
	return result, nil
}

func kindsOf(args []value) string {
	kinds := make([]string, len(args))
	for i, x := range args {
		kinds[i] = x.kind.String()
	}
	return strings.Join(kinds, " and ")
}

// isOf tells whether the object, or what the first of two arguments leads
// to, says that it is of a type.
func (v *evaluator) isOf(e *Call) (value, error) {
	x := value{kind: objectValue, object: v.root}
	if len(e.Args) == 2 {
		var err error
		if x, err = v.operand(e.Args[0]); err != nil {
			return value{}, err
		}
	}
	name, ok := e.Args[len(e.Args)-1].(*Literal)
	if !ok || x.kind != objectValue {
		return value{}, nil
	}
	return x.isType(name.Text).value(), nil
}

// callFunction applies a function to arguments that are not null. ok is
// false if it cannot be applied to such ones.
func callFunction(name string, args []value) (result value, ok bool) {
	switch name {
	case "startsWith", "endsWith", "contains", "indexof", "concat":
		if len(args) != 2 || args[0].kind != textValue || args[1].kind != textValue {
			return value{}, false
		}
		return callText2(name, args[0].text, args[1].text), true
	case "tolower", "toupper", "trim", "length":
		if len(args) != 1 || args[0].kind != textValue {
			return value{}, false
		}
		return callText(name, args[0].text), true
	case "substring":
		return callSubstring(args)
	case "round", "floor", "ceiling":
		if len(args) != 1 || !isNumber(args[0]) {
			return value{}, false
		}
		return callNumber(name, args[0]), true
	case "now", "mindatetime", "maxdatetime":
		return value{kind: timeValue, time: knownTime(name)}, true
	case "totalseconds":
		x, ok := argument(args, durationValue)
		return value{kind: floatValue, float: x.duration.Seconds()}, ok
	case "cast":
		return callCast(args)
	}
	if x, ok := argument(args, clockValue); ok {
		return callTime(name, x.time)
	}
	x, ok := argument(args, timeValue)
	if !ok {
		return value{}, false
	}
	return callTime(name, x.time)
}

// argument gives the only argument as a value of a kind.
func argument(args []value, kind valueKind) (value, bool) {
	if len(args) != 1 {
		return value{}, false
	}
	if args[0].kind == textValue {
		return args[0].as(kind)
	}
	return args[0], args[0].kind == kind
}

func callNumber(name string, x value) value {
	if x.kind == intValue {
		return x
	}
	f := x.float
	switch name {
	case "round":
		f = math.Round(f)
	case "floor":
		f = math.Floor(f)
	default:
		f = math.Ceil(f)
	}
	return value{kind: floatValue, float: f}
}

func knownTime(name string) time.Time {
	switch name {
	case "mindatetime":
		return time.Time{}
	case "maxdatetime":
		return time.Date(9999, 12, 31, 23, 59, 59, 999999999, time.UTC)
	}
	return time.Now()
}

// callCast makes text of a value; other types keep what they are given.
func callCast(args []value) (value, bool) {
	if len(args) == 0 {
		return value{}, false
	}
	x := args[0]
	if len(args) == 1 || Fold(args[1].text) != "edm.string" || x.kind == textValue {
		return x, true
	}
	switch x.kind {
	case boolValue, intValue, floatValue:
		return value{kind: textValue, text: x.plain()}, true
	}
	return value{}, false
}
