package store

import (
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// FilterError says what in $filter, $search or $orderby the store cannot
// answer.
type FilterError struct {
	Pos int // of the part, in bytes from the start of the text
	Msg string
}

// Error gives the message.
func (e *FilterError) Error() string { return e.Msg }

func unsupported(e odata.Expr, format string, args ...any) error {
	return &FilterError{e.Pos(), fmt.Sprintf(format, args...)}
}

// conditions writes what $filter and $search ask for.
func (q ListQuery) conditions(b *builder) error {
	if q.Filter != nil {
		c := &compiler{root: scope{object: "o", typ: q.edmType()}, vars: make(map[string]scope)}
		f, err := c.condition(q.Filter, loose)
		if err != nil {
			return err
		}
		b.add(" AND "+f.sql, f.args...)
	}
	if q.Search != nil {
		f, err := searchCondition(q.edmType(), q.Search)
		if err != nil {
			return err
		}
		b.add(" AND "+f.sql, f.args...)
	}
	return nil
}

// compiler turns an expression of $filter into a condition on a row of
// objects with the alias o.
type compiler struct {
	root scope
	vars map[string]scope // the variables of the lambdas around
	n    int              // aliases given so far
}

// scope is what a name refers to: a row of objects, or an item of a JSON
// array as json_each gives it. The other alias is "".
type scope struct {
	object, item string
	typ          *edm.Type // nil if it is not known
}

// edmType is the type whose names the query uses; several types share those
// of directory objects.
func (q ListQuery) edmType() *edm.Type {
	if len(q.Types) == 1 {
		return edm.Lookup(q.Types[0])
	}
	return edm.Lookup("directoryObject")
}

func (c *compiler) alias(prefix string) string {
	c.n++
	return fmt.Sprintf("%s%d", prefix, c.n)
}

// mode says what becomes of unknown (null). Where only true matters, unknown
// may stand for false, and the condition is one that indexes can answer;
// below a not it must be exact.
type mode bool

const (
	loose mode = false
	exact mode = true
)

func (c *compiler) condition(e odata.Expr, m mode) (frag, error) {
	switch e := e.(type) {
	case *odata.Binary:
		if e.Op == "and" || e.Op == "or" {
			return c.chain(e, m)
		}
		return c.compare(e, m)
	case *odata.Not:
		x, err := c.condition(e.X, exact)
		return join("NOT (", x, ")"), err
	case *odata.In:
		return c.in(e, m)
	case *odata.Lambda:
		return c.lambda(e, m)
	case *odata.Call:
		return c.test(e)
	case *odata.Path:
		x, err := c.path(e)
		return join("(", x, " = 1)"), err
	case *odata.Literal:
		switch {
		case e.Kind == odata.Bool && e.Text == "true":
			return frag{sql: "1"}, nil
		case e.Kind == odata.Bool:
			return frag{sql: "0"}, nil
		case e.Kind == odata.Null:
			return frag{sql: "NULL"}, nil
		}
	}
	return frag{}, unsupported(e, "a condition was expected, not %s", e)
}

func (c *compiler) chain(e *odata.Binary, m mode) (frag, error) {
	var parts []frag
	for _, x := range odata.Operands(e, e.Op) {
		f, err := c.condition(x, m)
		if err != nil {
			return frag{}, err
		}
		parts = append(parts, f)
	}
	return tree(strings.ToUpper(e.Op), parts), nil
}
