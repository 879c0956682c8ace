package edm

import (
	"fmt"
	"slices"
	"strings"

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

// call checks a function that stands as a condition.
func (c *filterCheck) call(e *odata.Call) *FilterError {
	switch e.Name {
	case "startsWith", "endsWith", "contains":
		return c.textCall(e)
	case "isof":
		return nil
	}
	if c.ruled {
		return &FilterError{Pos: e.At, Msg: e.Name + " is not offered in filters of directory objects", Unsupported: true}
	}
	return c.value(e)
}

func (c *filterCheck) textCall(e *odata.Call) *FilterError {
	if len(e.Args) != 2 {
		return &FilterError{Pos: e.At, Msg: e.Name + " takes a property and a text"}
	}
	path, isPath := e.Args[0].(*odata.Path)
	lit, isLiteral := e.Args[1].(*odata.Literal)
	if !isPath || !isLiteral {
		if c.ruled {
			return &FilterError{Pos: e.At, Msg: e.Name + " takes a property and a text, in this order", Unsupported: true}
		}
		return c.value(e)
	}
	p, err := c.operand(path)
	if err != nil {
		return err
	}
	if lit.Kind != odata.String {
		return &FilterError{Pos: lit.At, Path: p.path, Msg: fmt.Sprintf("%s takes a text in single quotes, not %s", e.Name, lit)}
	}
	if p.typ != "Edm.String" && p.typ != "" {
		return &FilterError{Pos: e.At, Path: p.path, Msg: fmt.Sprintf("%s takes a text, and this is %s", e.Name, describe(p.typ))}
	}
	return c.need(p, e.At, e.Name)
}

func (c *filterCheck) lambda(e *odata.Lambda) *FilterError {
	p, err := c.operandOf(e.Source)
	if err != nil {
		return err
	}
	name := "any"
	if e.All {
		name = "all"
	}
	if !p.collection && p.typ != "" {
		return &FilterError{Pos: e.At, Path: p.path, Msg: name + " is for collections, and this is none"}
	}
	if err := c.need(p, e.At, name); err != nil {
		return err
	}
	if e.Body == nil {
		return nil
	}
	item := p
	item.collection = false
	c.vars = append(c.vars, variable{e.Var, item})
	defer func() { c.vars = c.vars[:len(c.vars)-1] }()
	return c.condition(e.Body)
}

// operand finds what a path means where a value is needed.
func (c *filterCheck) operand(e *odata.Path) (place, *FilterError) {
	p, err := c.operandOf(e)
	if err != nil {
		return p, err
	}
	if p.collection && !p.count {
		return p, &FilterError{Pos: e.At, Path: p.path, Msg: "it is a collection; write " + p.full + "/any(x:x eq ...) or " + p.full + "/$count eq 0"}
	}
	return p, nil
}

func (c *filterCheck) operandOf(e *odata.Path) (place, *FilterError) {
	p, err := c.follow(e.Segments)
	if err != nil {
		return p, &FilterError{Pos: e.At, Path: "", Msg: err.Error()}
	}
	return p, nil
}

// follow resolves a path from a lambda's variable or from the object.
func (c *filterCheck) follow(segments []string) (place, *NameError) {
	i := slices.IndexFunc(c.vars, func(v variable) bool { return v.name == segments[0] })
	if i < 0 {
		return c.root.resolve(segments)
	}
	p := c.vars[i].source
	for n, s := range segments[1:] {
		var err *NameError
		if strings.Contains(s, ".") {
			err = p.cast(s)
		} else {
			err = p.step(s, false)
		}
		if err != nil {
			err.Name = strings.Join(segments[:n+2], "/")
			return p, err
		}
	}
	return p, nil
}
