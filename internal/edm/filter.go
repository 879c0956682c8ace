package edm

import (
	"fmt"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// FilterError says why a $filter or $orderby cannot be answered.
type FilterError struct {
	Pos         int    // place in the text, in bytes from 0
	Path        string // of the property, in its canonical spelling; "" if it is about none
	Msg         string
	Unsupported bool // the text makes sense, but the service does not offer this
}

// Error gives property and message on one line.
func (e *FilterError) Error() string {
	if e.Path == "" {
		return e.Msg
	}
	return e.Path + ": " + e.Msg
}

// CheckFilter checks a $filter on a collection of type t: that properties
// exist, that literals fit their types, and, on types whose rules the model
// knows (HasFilterRules), that the service offers the operators. It tells
// whether the service answers only with its advanced query capabilities
// (header ConsistencyLevel: eventual and $count=true). The error is a
// *FilterError of the first fault.
//
// On a collection of directoryObject (members, owners) any property of a
// kind of directory object may be asked for, in an advanced query. Where t is
// nil nothing is known, and nothing is refused.
func CheckFilter(t *Type, e odata.Expr) (advanced bool, err error) {
	if t == nil || e == nil {
		return false, nil
	}
	c := &filterCheck{root: t, ruled: t.HasFilterRules() || t.Name == "directoryObject"}
	if fault := c.condition(e); fault != nil {
		return false, fault
	}
	return c.advanced, nil
}

// filterCheck walks one expression.
type filterCheck struct {
	root     *Type
	ruled    bool // operators are checked, too
	advanced bool
	vars     []variable
}

// variable is one of a lambda: name stands for an item of source.
type variable struct {
	name   string
	source place
}

func (c *filterCheck) condition(e odata.Expr) *FilterError {
	switch e := e.(type) {
	case *odata.Binary:
		return c.binary(e)
	case *odata.Not:
		c.advanced = c.advanced || c.ruled
		return c.condition(e.X)
	case *odata.In:
		return c.in(e)
	case *odata.Call:
		return c.call(e)
	case *odata.Lambda:
		return c.lambda(e)
	case *odata.Path:
		return c.boolean(e)
	case *odata.Literal:
		if e.Kind == odata.Bool {
			return nil
		}
		return &FilterError{Pos: e.At, Msg: fmt.Sprintf("%s is a value where a condition was expected", e)}
	}
	return &FilterError{Pos: e.Pos(), Msg: "a condition was expected"}
}

func (c *filterCheck) binary(e *odata.Binary) *FilterError {
	if e.Op != "and" && e.Op != "or" {
		return c.comparison(e)
	}
	for _, part := range odata.Operands(e, e.Op) {
		if err := c.condition(part); err != nil {
			return err
		}
	}
	return nil
}
