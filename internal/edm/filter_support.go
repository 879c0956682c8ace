package edm

import (
	"fmt"
	"strings"
)

// filterOf gives what $filter offers at a place. Extensions, which the model
// does not know, are taken to be as good as indexed strings (unverified).
func (p place) filterOf() Filterable {
	if p.typ == "" {
		return filterable("DDDDAA")
	}
	return p.owner.Rule(p.path).Filter
}

// need checks that the service offers an operator, and notes whether that
// makes the query an advanced one.
func (c *filterCheck) need(p place, pos int, op string) *FilterError {
	if !c.ruled {
		return nil
	}
	if p.count {
		return c.note(p, pos, op+" on $count", p.filterOf().Count)
	}
	return c.note(p, pos, op, p.filterOf().support(op))
}

func (c *filterCheck) needNull(p place, pos int, op string) *FilterError {
	if !c.ruled {
		return nil
	}
	if op != "eq" && op != "ne" {
		return &FilterError{Pos: pos, Path: p.path, Msg: "null can only be compared with eq and ne"}
	}
	s := p.filterOf().Null
	if s != Never && op == "ne" {
		s = Advanced
	}
	return c.note(p, pos, op+" null", s)
}

func (c *filterCheck) note(p place, pos int, op string, s Support) *FilterError {
	if s == Never {
		return &FilterError{Pos: pos, Path: p.path, Msg: p.refusal(op), Unsupported: true}
	}
	if s == Advanced || c.root.Name == "directoryObject" && p.path != "id" {
		c.advanced = true
	}
	return nil
}

// support gives the degree for an operator or function.
func (f Filterable) support(op string) Support {
	switch op {
	case "eq", "in":
		return f.Eq
	case "ne":
		if f.Eq != Never {
			return Advanced
		}
	case "startsWith":
		return f.StartsWith
	case "endsWith":
		return f.EndsWith
	case "contains":
		return f.Contains
	case "ge":
		return f.Ge
	case "le":
		return f.Le
	case "any":
		return f.Any
	}
	return Never
}

// refusal says that an operator is not offered, and what is.
func (p place) refusal(op string) string {
	f := p.filterOf()
	var offered []string
	for _, o := range []string{"eq", "ne", "in", "startsWith", "endsWith", "ge", "le"} {
		if f.support(o) != Never {
			offered = append(offered, o)
		}
	}
	if f.Null != Never {
		offered = append(offered, "eq null", "ne null")
	}
	if len(offered) == 0 {
		return "the service does not filter by this property"
	}
	return fmt.Sprintf("the service does not offer %s on this property; it offers %s", op, strings.Join(offered, ", "))
}
