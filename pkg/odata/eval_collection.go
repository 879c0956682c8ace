package odata

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
