package edm

import (
	"fmt"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// maxIn is the number of values that one "in" takes (facts/graph.md,
// section 3).
const maxIn = 15

// boolean checks a property that stands as a condition: it means "eq true".
func (c *filterCheck) boolean(e *odata.Path) *FilterError {
	p, err := c.operand(e)
	if err != nil {
		return err
	}
	if p.typ != "Edm.Boolean" && p.typ != "" || p.collection {
		return &FilterError{Pos: e.At, Path: p.path, Msg: "a condition was expected; compare the property with a value: " + p.full + " eq ..."}
	}
	return c.need(p, e.At, "eq")
}

// comparison checks a property against a literal, in either order. The two
// are compared on other types in whatever way they come.
func (c *filterCheck) comparison(e *odata.Binary) *FilterError {
	left, right, op := e.L, e.R, e.Op
	if _, ok := left.(*odata.Literal); ok {
		left, right, op = right, left, mirrored(op)
	}
	path, isPath := left.(*odata.Path)
	lit, isLiteral := right.(*odata.Literal)
	if !isPath || !isLiteral {
		return c.free(e)
	}
	p, err := c.operand(path)
	if err != nil {
		return err
	}
	if err := c.literal(p, lit); err != nil {
		return err
	}
	if lit.Kind == odata.Null {
		return c.needNull(p, e.At, op)
	}
	return c.need(p, e.At, op)
}

// mirrored gives the operator for exchanged operands.
func mirrored(op string) string {
	switch op {
	case "gt":
		return "lt"
	case "lt":
		return "gt"
	case "ge":
		return "le"
	case "le":
		return "ge"
	}
	return op
}

// free checks comparisons of other forms: with a function, or of two
// properties. Directory objects are not filtered by these.
func (c *filterCheck) free(e *odata.Binary) *FilterError {
	for _, side := range []odata.Expr{e.L, e.R} {
		call, ok := side.(*odata.Call)
		if ok && c.ruled {
			return &FilterError{Pos: call.At, Msg: call.Name + " is not offered in filters of directory objects", Unsupported: true}
		}
		if err := c.value(side); err != nil {
			return err
		}
	}
	if c.ruled {
		return &FilterError{Pos: e.At, Msg: e.Op + " compares a property with a value", Unsupported: true}
	}
	return nil
}

// value checks the names in an operand.
func (c *filterCheck) value(e odata.Expr) *FilterError {
	switch e := e.(type) {
	case *odata.Path:
		_, err := c.operand(e)
		return err
	case *odata.Call:
		for _, arg := range e.Args {
			if err := c.value(arg); err != nil {
				return err
			}
		}
		return nil
	case *odata.Literal:
		return nil
	}
	return c.condition(e)
}

func (c *filterCheck) in(e *odata.In) *FilterError {
	if len(e.List) > maxIn && c.ruled {
		return &FilterError{Pos: e.At, Unsupported: true, Msg: fmt.Sprintf("in takes at most %d values, not %d; "+
			"split it into several queries", maxIn, len(e.List))}
	}
	path, ok := e.X.(*odata.Path)
	if !ok {
		return c.value(e.X)
	}
	p, err := c.operand(path)
	if err != nil {
		return err
	}
	for _, item := range e.List {
		lit, ok := item.(*odata.Literal)
		if !ok {
			continue
		}
		if err := c.literal(p, lit); err != nil {
			return err
		}
	}
	return c.need(p, e.At, "in")
}
