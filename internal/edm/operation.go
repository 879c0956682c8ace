package edm

import "iter"

// Operations gives all bound actions and functions of the model, sorted by
// binding and name. Callers must not change the slice.
func Operations() []Operation { return operations }

// AllOperations gives the actions and functions bound to the type or to one
// of its base types: to one object of it, or, with collection, to a
// collection (delta, getByIds). Those of the type itself come first.
func (t *Type) AllOperations(collection bool) iter.Seq[Operation] {
	return func(yield func(Operation) bool) {
		for x := range t.chain() {
			for _, o := range operations {
				if o.Binding == x.Name && o.BoundCollection == collection && !yield(o) {
					return
				}
			}
		}
	}
}

// Operation finds an action or function of AllOperations by its name in any
// case. Of overloads it gives the one with the fewest parameters, of the
// same name on several types the one bound most closely.
func (t *Type) Operation(name string, collection bool) (Operation, bool) {
	for o := range t.AllOperations(collection) {
		if compareFold(o.Name, name) == 0 {
			return o, true
		}
	}
	return Operation{}, false
}
