package store

import (
	"strconv"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// form says how an operand's SQL holds its value.
type form uint8

const (
	dynamic     form = iota // what json_extract gave
	sortable                // as sortKey
	folded                  // text, folded
	identifier              // a column that compares by itself without case
	literalText             // text as it was written
	moment                  // timeLayout
	number
	boole // 0 or 1
)

// operand is a value in SQL.
type operand struct {
	frag
	form form
}

func (c *compiler) operand(e odata.Expr) (operand, error) {
	switch e := e.(type) {
	case *odata.Literal:
		return literal(e)
	case *odata.Path:
		return c.path(e)
	case *odata.Call:
		return c.call(e)
	}
	f, err := c.condition(e, exact)
	return operand{f, boole}, err
}

func literal(e *odata.Literal) (operand, error) {
	switch e.Kind {
	case odata.Null:
		return operand{frag{sql: "NULL"}, dynamic}, nil
	case odata.Bool:
		return operand{frag{sql: truth(e.Text == "true")}, boole}, nil
	case odata.String, odata.GUID, odata.Enum:
		return operand{join(arg{e.Text}), literalText}, nil
	case odata.Date, odata.DateTime:
		return operand{join(arg{e.Text}), literalText}.as(moment, e)
	case odata.Int:
		if n, err := strconv.ParseInt(e.Text, 10, 64); err == nil {
			return operand{join(arg{n}), number}, nil
		}
		fallthrough
	case odata.Decimal:
		if f, err := strconv.ParseFloat(e.Text, 64); err == nil {
			return operand{join(arg{f}), number}, nil
		}
	}
	return operand{}, unsupported(e, "the value %s is not supported here", e)
}

// as gives the operand in another form. e is where it came from.
func (o operand) as(f form, e odata.Expr) (operand, error) {
	if o.form == f || o.form == literalText && f == identifier {
		return o, nil
	}
	if o.form == literalText {
		return o.textAs(f, e)
	}
	switch {
	case o.form == dynamic && f == moment:
		return operand{join("instant(", o, ")"), f}, nil
	case o.form == dynamic && f == sortable:
		return operand{join("sortkey(", o, ")"), f}, nil
	case f == folded && (o.form == dynamic || o.form == identifier):
		return operand{join("fold(", o, ")"), f}, nil
	case o.form == dynamic && (f == identifier || f == literalText):
		return operand{join("fold(", o, ")"), folded}, nil
	case o.form == dynamic, f == sortable:
		return operand{o.frag, f}, nil
	}
	return o, unsupported(e, "%s is of another type than what it is compared with", e)
}

// textAs gives a text literal in another form.
func (o operand) textAs(f form, e odata.Expr) (operand, error) {
	s := o.args[0].(string)
	switch f {
	case folded:
		return operand{join(arg{fold(s)}), f}, nil
	case sortable:
		return operand{join(arg{sortKey(s)}), f}, nil
	case moment:
		if t, ok := parseTime(s); ok {
			return operand{join(arg{t}), f}, nil
		}
		return o, unsupported(e, "%s is no date or time", e)
	}
	return o, unsupported(e, "%s is of another type than what it is compared with", e)
}
