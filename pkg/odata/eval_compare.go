package odata

import (
	"cmp"
	"slices"
	"strings"
)

// compare evaluates a comparison of two values.
func compare(e *Binary, l, r value) (truth, error) {
	if l.kind == nullValue || r.kind == nullValue {
		return compareNull(e.Op, l.kind == r.kind), nil
	}
	if e.Op == "has" {
		return hasFlags(e, l, r)
	}
	order, ok := orderOf(l, r)
	if !ok {
		return isUnknown, mismatch(e, l, r)
	}
	if l.kind == boolValue && e.Op != "eq" && e.Op != "ne" {
		return isUnknown, fault(e, "true and false have no order")
	}
	switch e.Op {
	case "eq":
		return truthOf(order == 0), nil
	case "ne":
		return truthOf(order != 0), nil
	case "gt":
		return truthOf(order > 0), nil
	case "ge":
		return truthOf(order >= 0), nil
	case "lt":
		return truthOf(order < 0), nil
	case "le":
		return truthOf(order <= 0), nil
	}
	return isUnknown, fault(e, "no such operator: %s", e.Op)
}

// compareNull evaluates a comparison with null (URL Conventions, 5.1.1.1).
func compareNull(op string, both bool) truth {
	switch op {
	case "eq":
		return truthOf(both)
	case "ne":
		return truthOf(!both)
	case "has":
		return isUnknown
	}
	return isFalse
}

// hasFlags tells whether a value has all of the flags that r lists with
// commas.
func hasFlags(e *Binary, l, r value) (truth, error) {
	if l.kind != textValue || r.kind != textValue {
		return isUnknown, mismatch(e, l, r)
	}
	have := strings.Split(Fold(l.text), ",")
	for i := range have {
		have[i] = strings.TrimSpace(have[i])
	}
	for flag := range strings.SplitSeq(Fold(r.text), ",") {
		if !slices.Contains(have, strings.TrimSpace(flag)) {
			return isFalse, nil
		}
	}
	return isTrue, nil
}

// orderOf orders two values that are not null; ok is false if they cannot be
// compared. Text becomes what it is compared with: JSON has no times.
func orderOf(l, r value) (order int, ok bool) {
	switch {
	case l.kind == textValue && r.kind != textValue:
		l, ok = l.as(r.kind)
	case r.kind == textValue && l.kind != textValue:
		r, ok = r.as(l.kind)
	default:
		ok = true
	}
	if !ok {
		return 0, false
	}
	switch {
	case l.kind == intValue && r.kind == intValue:
		return cmp.Compare(l.int, r.int), true
	case isNumber(l) && isNumber(r):
		return cmp.Compare(l.number(), r.number()), true
	case l.kind != r.kind:
		return 0, false
	}
	return sameKindOrder(l, r)
}

func isNumber(x value) bool { return x.kind == intValue || x.kind == floatValue }

func sameKindOrder(l, r value) (order int, ok bool) {
	switch l.kind {
	case boolValue:
		return boolOrder(l.bool, r.bool), true
	case textValue:
		return textOrder(l.text, r.text), true
	case timeValue, clockValue:
		return l.time.Compare(r.time), true
	case durationValue:
		return cmp.Compare(l.duration, r.duration), true
	}
	return 0, false
}

func boolOrder(l, r bool) int {
	if l == r {
		return 0
	}
	return 1
}

// textOrder compares times as instants and all other text folded.
func textOrder(l, r string) int {
	if looksLikeDate(l) && looksLikeDate(r) {
		a, okA := textTime(l)
		b, okB := textTime(r)
		if okA && okB {
			return a.Compare(b)
		}
	}
	return strings.Compare(Fold(l), Fold(r))
}

// as reads text as a value of another kind.
func (x value) as(kind valueKind) (value, bool) {
	y := value{kind: kind}
	var ok bool
	switch kind {
	case timeValue:
		y.time, ok = textTime(x.text)
	case clockValue:
		t, err := parseClock(x.text)
		y.time, ok = t, err == nil
	case durationValue:
		y.duration, ok = parseDuration(x.text)
	}
	return y, ok
}

// mismatch says why two values cannot be compared and, where a constant has
// the wrong form, what it should be.
func mismatch(e *Binary, l, r value) error {
	if lit, ok := e.R.(*Literal); ok && l.kind == textValue && isNumber(r) {
		return fault(e, "%s is text: write %s", e.L, QuoteString(lit.Text))
	}
	if lit, ok := e.R.(*Literal); ok && lit.Kind == String && (l.kind == boolValue || isNumber(l)) {
		return fault(e, "%s is %s: write %s without quotes", e.L, l.kind, lit.Text)
	}
	return fault(e, "%s cannot be compared with %s", l.kind, r.kind)
}
