package edm

import (
	"fmt"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

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
