package odata

import "fmt"

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

func (v *evaluator) variable(segments []string) (value, bool) {
	for i := len(v.vars) - 1; i >= 0 && len(segments) > 0; i-- {
		if v.vars[i].name == segments[0] {
			return v.vars[i].value, true
		}
	}
	return value{}, false
}
