package odata

import (
	"fmt"
	"strings"
)

// operand evaluates what stands on a side of a comparison.
func (v *evaluator) operand(e Expr) (value, error) {
	switch e := e.(type) {
	case *Literal:
		return literalValue(e)
	case *Path:
		return v.path(e)
	case *Call:
		return v.call(e)
	case *Binary, *Not, *In, *Lambda:
		t, err := v.condition(e)
		return t.value(), err
	}
	return value{}, &EvalError{Expr: &Path{Segments: []string{"?"}}, Msg: fmt.Sprintf("no such expression: %T", e)}
}

// path gives the value that a path leads to; null if it leads nowhere.
func (v *evaluator) path(e *Path) (value, error) {
	x := value{kind: objectValue, object: v.root}
	segments := e.Segments
	if len(segments) > 0 && segments[0] == "$it" {
		segments = segments[1:]
	} else if bound, ok := v.variable(segments); ok {
		x, segments = bound, segments[1:]
	}
	for _, name := range segments {
		if x.kind == nullValue {
			break
		}
		next, ok := x.segment(name)
		if !ok {
			return value{}, fault(e, "%s cannot be looked up in %s", name, x.kind)
		}
		x = next
	}
	return x, nil
}

type variable struct {
	name  string
	value value
}

// segment follows one segment of a path. A list can only be counted, or
// narrowed to a type.
func (x value) segment(name string) (value, bool) {
	switch {
	case x.kind == objectValue:
		return x.property(name), true
	case x.kind == listValue && strings.EqualFold(name, "$count"):
		return value{kind: intValue, int: int64(len(x.list))}, true
	case x.kind == listValue && strings.Contains(name, "."):
		var kept []value
		for _, item := range x.list {
			if item.kind == objectValue && item.isType(name) != isFalse {
				kept = append(kept, item)
			}
		}
		return value{kind: listValue, list: kept}, true
	}
	return value{}, false
}
