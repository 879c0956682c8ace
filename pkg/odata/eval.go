package odata

import (
	"fmt"
	"strings"
)

// EvalError says that a part of a filter makes no sense for an object: a
// comparison of text with a number, say, or any() on what is no collection.
type EvalError struct {
	Expr Expr // the part
	Msg  string
}

// Error gives the part and the message.
func (e *EvalError) Error() string {
	return "$filter: " + shorten(e.Expr.String()) + ": " + e.Msg
}

// Eval tells whether an object fits a filter, for protocols that cannot
// filter, with OData's logic of three values: a condition on what is null is
// neither true nor false, and only true fits. Null equals null alone; the
// other comparisons with it are false. Text is compared as [Fold] gives it,
// times as instants, GUIDs and members of enumerations as text. Names of
// properties are found in whatever case; those that the object lacks are
// null. A type (isof, a cast in a path) is compared with the annotation
// @odata.type alone, since no model is known here. Errors are of type
// *EvalError.
func Eval(e Expr, o *Object) (bool, error) {
	v := evaluator{root: o}
	t, err := v.condition(e)
	return t == isTrue, err
}

// truth is the value of a condition.
type truth uint8

const (
	isFalse truth = iota
	isTrue
	isUnknown
)

func truthOf(b bool) truth {
	if b {
		return isTrue
	}
	return isFalse
}

func (t truth) not() truth {
	switch t {
	case isTrue:
		return isFalse
	case isFalse:
		return isTrue
	}
	return isUnknown
}

func (t truth) value() value {
	if t == isUnknown {
		return value{}
	}
	return value{kind: boolValue, bool: t == isTrue}
}

// evaluator evaluates on one object. vars are the variables of the lambdas
// around, innermost last.
type evaluator struct {
	root *Object
	vars []variable
}

type variable struct {
	name  string
	value value
}

func fault(e Expr, format string, args ...any) error {
	return &EvalError{Expr: e, Msg: fmt.Sprintf(format, args...)}
}

func (v *evaluator) condition(e Expr) (truth, error) {
	switch e := e.(type) {
	case *Binary:
		return v.binary(e)
	case *Not:
		t, err := v.condition(e.X)
		return t.not(), err
	case *In:
		return v.in(e)
	case *Lambda:
		return v.lambda(e)
	}
	x, err := v.operand(e)
	switch {
	case err != nil:
		return isUnknown, err
	case x.kind == nullValue:
		return isUnknown, nil
	case x.kind == boolValue:
		return truthOf(x.bool), nil
	}
	return isUnknown, fault(e, "it is neither true nor false but %s", x.kind)
}

func (v *evaluator) binary(e *Binary) (truth, error) {
	if e.Op == "and" || e.Op == "or" {
		return v.join(e)
	}
	l, err := v.operand(e.L)
	if err != nil {
		return isUnknown, err
	}
	r, err := v.operand(e.R)
	if err != nil {
		return isUnknown, err
	}
	return compare(e, l, r)
}

// join evaluates and, or. The right side is not looked at once the left one
// decides.
func (v *evaluator) join(e *Binary) (truth, error) {
	decides := truthOf(e.Op == "or")
	l, err := v.condition(e.L)
	if err != nil || l == decides {
		return l, err
	}
	r, err := v.condition(e.R)
	if err != nil || r == decides {
		return r, err
	}
	if l == isUnknown {
		return l, nil
	}
	return r, nil
}

func (v *evaluator) in(e *In) (truth, error) {
	x, err := v.operand(e.X)
	if err != nil {
		return isUnknown, err
	}
	for _, item := range e.List {
		y, err := v.operand(item)
		if err != nil {
			return isUnknown, err
		}
		t, err := compare(&Binary{Op: "eq", L: e.X, R: item}, x, y)
		if err != nil || t == isTrue {
			return t, err
		}
	}
	return isFalse, nil
}

// lambda evaluates any and all. Of a collection that is null no element
// fits, and all do.
func (v *evaluator) lambda(e *Lambda) (truth, error) {
	source, err := v.path(e.Source)
	if err != nil {
		return isUnknown, err
	}
	if source.kind != nullValue && source.kind != listValue {
		return isUnknown, fault(e, "%s is no collection but %s", e.Source, source.kind)
	}
	if e.Body == nil {
		return truthOf(len(source.list) > 0), nil
	}
	decides := truthOf(!e.All)
	result := decides.not()
	for _, raw := range source.list {
		t, err := v.element(e, raw)
		if err != nil || t == decides {
			return t, err
		}
		if t == isUnknown {
			result = isUnknown
		}
	}
	return result, nil
}

// element evaluates a lambda's body on one element.
func (v *evaluator) element(e *Lambda, element value) (truth, error) {
	v.vars = append(v.vars, variable{e.Var, element})
	defer func() { v.vars = v.vars[:len(v.vars)-1] }()
	return v.condition(e.Body)
}

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

func (v *evaluator) variable(segments []string) (value, bool) {
	for i := len(v.vars) - 1; i >= 0 && len(segments) > 0; i-- {
		if v.vars[i].name == segments[0] {
			return v.vars[i].value, true
		}
	}
	return value{}, false
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
