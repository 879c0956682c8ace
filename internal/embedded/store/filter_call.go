package store

import (
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// test writes a function that gives true or false.
func (c *compiler) test(e *odata.Call) (frag, error) {
	switch e.Name {
	case "isof":
		return c.isof(e)
	case "startsWith", "endsWith", "contains":
	default:
		return frag{}, unsupported(e, "the function %s is not supported here", e.Name)
	}
	x, err := c.text(e.Args[0])
	if err != nil {
		return frag{}, err
	}
	part, err := c.text(e.Args[1])
	if err != nil {
		return frag{}, err
	}
	switch e.Name {
	case "contains":
		return join("(instr(", x, ", ", part, ") > 0)"), nil
	case "endsWith":
		return join("(substr(", x, ", -length(", part, "), length(", part, ")) = ", part, ")"), nil
	}
	if isLiteral(e.Args[1]) && part.args[0] != "" {
		return startsWith(x, part.args[0].(string)), nil
	}
	return join("(substr(", x, ", 1, length(", part, ")) = ", part, ")"), nil
}

// startsWith writes a range, which an index can answer: from the prefix to
// the least text after all that begin with it. No byte of UTF-8 is 0xff.
func startsWith(x operand, prefix string) frag {
	end := []byte(prefix)
	end[len(end)-1]++
	if len(x.args) > 0 { // JSON: look into it once
		return join("(substr(", x, ", 1, length(", arg{prefix}, ")) = ", arg{prefix}, ")")
	}
	return join("(", x, " >= ", arg{prefix}, " AND ", x, " < ", arg{string(end)}, ")")
}

func (c *compiler) isof(e *odata.Call) (frag, error) {
	typ, ok := e.Args[len(e.Args)-1].(*odata.Literal)
	if !ok || len(e.Args) != 1 {
		return frag{}, unsupported(e, "isof takes one type here: isof('microsoft.graph.user')")
	}
	return join("isof("+c.root.object+".type, ", arg{typ.Text}, ")"), nil
}

// text gives an argument as folded text.
func (c *compiler) text(e odata.Expr) (operand, error) {
	o, err := c.operand(e)
	if err != nil {
		return o, err
	}
	if o.form == moment || o.form == number || o.form == boole {
		return o, unsupported(e, "text was expected, not %s", e)
	}
	return o.as(folded, e)
}

// moment gives an argument as a time.
func (c *compiler) moment(e odata.Expr) (operand, error) {
	o, err := c.operand(e)
	if err != nil {
		return o, err
	}
	return o.as(moment, e)
}

// raw gives an argument as it was written, for what depends on its length.
func (c *compiler) raw(e odata.Expr) (operand, error) {
	o, err := c.operand(e)
	switch {
	case err != nil:
		return o, err
	case o.form == literalText || o.form == dynamic:
		return operand{o.frag, dynamic}, nil
	case o.form == folded && o.args == nil: // a hot column
		object, name, _ := strings.Cut(o.sql, ".")
		return operand{frag{sql: "json_extract(" + object + ".props, '$." + name + "')"}, dynamic}, nil
	}
	o, err = c.text(e)
	return operand{o.frag, dynamic}, err
}

// call writes a function that gives a value.
func (c *compiler) call(e *odata.Call) (operand, error) {
	switch e.Name {
	case "tolower", "toupper": // what is compared is folded anyhow
		return c.text(e.Args[0])
	case "trim":
		x, err := c.raw(e.Args[0])
		return operand{join("trim(", x, ", char(9, 10, 11, 12, 13, 32, 133, 160))"), dynamic}, err
	case "length":
		x, err := c.raw(e.Args[0])
		return operand{join("length(", x, ")"), number}, err
	case "concat":
		return c.concat(e)
	case "indexof":
		return c.indexof(e)
	case "substring":
		return c.substring(e)
	case "year", "month", "day", "hour", "minute", "second", "date":
		return c.timePart(e)
	case "now":
		return operand{frag{sql: "strftime('%Y-%m-%dT%H:%M:%f000000Z', 'now')"}, moment}, nil
	}
	f, err := c.test(e)
	return operand{f, boole}, err
}

func (c *compiler) concat(e *odata.Call) (operand, error) {
	a, err := c.raw(e.Args[0])
	if err != nil {
		return a, err
	}
	b, err := c.raw(e.Args[1])
	return operand{join("(", a, " || ", b, ")"), dynamic}, err
}

func (c *compiler) indexof(e *odata.Call) (operand, error) {
	a, err := c.text(e.Args[0])
	if err != nil {
		return a, err
	}
	b, err := c.text(e.Args[1])
	return operand{join("(instr(", a, ", ", b, ") - 1)"), number}, err
}

// substring cuts characters; bounds outside of the text are its ends.
func (c *compiler) substring(e *odata.Call) (operand, error) {
	x, err := c.raw(e.Args[0])
	if err != nil {
		return x, err
	}
	parts := []any{"substr(", x}
	for i, a := range e.Args[1:] {
		n, err := c.operand(a)
		if err != nil {
			return x, err
		}
		parts = append(parts, fmt.Sprintf(", %d + max(0, ", 1-i), n, ")")
	}
	return operand{join(append(parts, ")")...), dynamic}, nil
}

// timePart writes a part of a time, as it is in UTC.
func (c *compiler) timePart(e *odata.Call) (operand, error) {
	t, err := c.moment(e.Args[0])
	if err != nil {
		return t, err
	}
	from, length := 1, 4
	switch e.Name {
	case "date":
		return operand{join("(substr(", t, ", 1, 10) || 'T00:00:00.000000000Z')"), moment}, nil
	case "month":
		from, length = 6, 2
	case "day":
		from, length = 9, 2
	case "hour":
		from, length = 12, 2
	case "minute":
		from, length = 15, 2
	case "second":
		from, length = 18, 2
	}
	return operand{join("CAST(substr(", t, fmt.Sprintf(", %d, %d) AS INTEGER)", from, length)), number}, nil
}
