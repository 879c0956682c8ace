package store

import (
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// compare writes a comparison. Null equals null and nothing else; it is
// neither greater nor less than anything.
func (c *compiler) compare(e *odata.Binary, m mode) (frag, error) {
	op, ok := sqlOperator(e.Op)
	if !ok {
		return frag{}, unsupported(e, "the operator %s is not supported here", e.Op)
	}
	if isNull(e.L) || isNull(e.R) {
		return c.compareNull(e)
	}
	if f, ok := c.linked(e, m); ok {
		return f, nil
	}
	l, r, err := c.pair(e.L, e.R)
	if err != nil {
		return frag{}, err
	}
	sure := isLiteral(e.L) || isLiteral(e.R) // one side is never null
	switch {
	case op == "=" && (m == exact || !sure):
		op = "IS"
	case op == "<>":
		op = "IS NOT"
	}
	f := join("(", l, " "+op+" ", r, ")")
	if m == exact && !strings.HasPrefix(op, "IS") {
		f = join("coalesce", list([]frag{f, {sql: "0"}}))
	}
	return f, nil
}

func (c *compiler) compareNull(e *odata.Binary) (frag, error) {
	x := e.L
	if isNull(x) {
		x = e.R
	}
	if isNull(x) || e.Op != "eq" && e.Op != "ne" {
		return frag{sql: truth(e.Op == "eq")}, nil
	}
	o, err := c.operand(x)
	if e.Op == "eq" {
		return join("(", o, " IS NULL)"), err
	}
	return join("(", o, " IS NOT NULL)"), err
}

// in writes membership of a list of literals.
func (c *compiler) in(e *odata.In, m mode) (frag, error) {
	var values []frag
	var x operand
	null := false
	for _, item := range e.List {
		if isNull(item) {
			null = true
			continue
		}
		l, r, err := c.pair(e.X, item)
		if err != nil {
			return frag{}, err
		}
		x = l
		values = append(values, r.frag)
	}
	if values == nil {
		return c.compareNull(&odata.Binary{At: e.At, Op: "eq", L: e.X, R: e.List[0]})
	}
	f := join("(", x, " IN ", list(values), ")")
	if m == exact {
		f = join("coalesce", list([]frag{f, {sql: "0"}}))
	}
	if null {
		f = join("(", f, " OR ", x, " IS NULL)")
	}
	return f, nil
}

// pair gives two operands in one form, so that SQL compares them rightly.
func (c *compiler) pair(a, b odata.Expr) (l, r operand, err error) {
	if l, err = c.operand(a); err != nil {
		return l, r, err
	}
	if r, err = c.operand(b); err != nil {
		return l, r, err
	}
	form := commonForm(l.form, r.form)
	if l.isDynamicTime(r) || r.isDynamicTime(l) {
		form = sortable
	}
	if l, err = l.as(form, a); err != nil {
		return l, r, err
	}
	r, err = r.as(form, b)
	return l, r, err
}

// isDynamicTime tells whether a value of unknown kind is compared with text
// that is a time: then times in it are compared as instants.
func (o operand) isDynamicTime(other operand) bool {
	if o.form != dynamic || other.form != literalText {
		return false
	}
	_, ok := parseTime(other.args[0].(string))
	return ok
}

// linked writes "manager/id eq 'x'" so that the links lead to the rows,
// instead of each row to its links.
func (c *compiler) linked(e *odata.Binary, m mode) (frag, bool) {
	p, isPath := e.L.(*odata.Path)
	id, isLit := e.R.(*odata.Literal)
	if m == exact || e.Op != "eq" || !isPath || !isLit || len(p.Segments) != 2 || p.Segments[1] != "id" {
		return frag{}, false
	}
	r, ok := relationOf(p.Segments[0])
	if _, shadowed := c.vars[p.Segments[0]]; !ok || shadowed || r.many {
		return frag{}, false
	}
	return join("(o.seq IN (SELECT l.src FROM links l JOIN objects m ON m.seq = l.dst WHERE l.relation = ", arg{r.name},
		" AND m.deleted IS NULL AND m.id = ", arg{id.Text}, "))"), true
}

// commonForm is the form in which two operands are compared.
func commonForm(a, b form) form {
	switch {
	case a == dynamic && b == dynamic:
		return sortable
	case a == dynamic:
		return commonForm(b, b)
	case b == dynamic:
		return commonForm(a, a)
	case a == identifier && b == literalText || a == literalText && b == identifier:
		return identifier
	case a == moment || b == moment:
		return moment
	case a == number || a == boole:
		return a
	}
	return folded
}

func sqlOperator(op string) (string, bool) {
	switch op {
	case "eq":
		return "=", true
	case "ne":
		return "<>", true
	case "gt":
		return ">", true
	case "ge":
		return ">=", true
	case "lt":
		return "<", true
	case "le":
		return "<=", true
	}
	return "", false
}

func isNull(e odata.Expr) bool {
	l, ok := e.(*odata.Literal)
	return ok && l.Kind == odata.Null
}

func isLiteral(e odata.Expr) bool {
	_, ok := e.(*odata.Literal)
	return ok
}

func truth(b bool) string {
	if b {
		return "1"
	}
	return "0"
}
