package store

import (
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// lambda writes any(…) and all(…) over a JSON array or a relation.
func (c *compiler) lambda(e *odata.Lambda) (frag, error) {
	from, s, err := c.collection(e.Source)
	if err != nil {
		return frag{}, err
	}
	if e.Body == nil {
		return join("EXISTS(SELECT 1 FROM ", from, ")"), nil
	}
	outer, shadowed := c.vars[e.Var]
	c.vars[e.Var] = s
	body, err := c.condition(e.Body, mode(e.All))
	delete(c.vars, e.Var)
	if shadowed {
		c.vars[e.Var] = outer
	}
	if err != nil {
		return frag{}, err
	}
	if e.All {
		return join("NOT EXISTS(SELECT 1 FROM ", from, " AND NOT coalesce(", body, ", 0))"), nil
	}
	return join("EXISTS(SELECT 1 FROM ", from, " AND ", body, ")"), nil
}

// collection gives the sources and first condition of a subquery over a
// collection, and what one of its items is.
func (c *compiler) collection(p *odata.Path) (frag, scope, error) {
	s, rest := c.start(p.Segments)
	if len(rest) == 0 {
		return frag{}, s, unsupported(p, "%s is no collection", p)
	}
	if r, ok := relationOf(rest[0]); ok && s.object != "" {
		far := c.alias("m")
		from := r.from(s.object, far)
		if len(rest) == 2 && strings.Contains(rest[1], ".") {
			from = join(from, " AND isof("+far+".type, ", arg{rest[1]}, ")")
		} else if len(rest) > 1 {
			return frag{}, s, unsupported(p, "%s goes through more than one relation", p)
		}
		return from, scope{object: far}, nil
	}
	_, path, err := jsonPath(strings.Join(rest, "/"))
	item := c.alias("e")
	// A value that is no array would be its own only row, without a number.
	from := join("json_each("+s.json()+", ", arg{path}, ") "+item+" WHERE typeof("+item+".key) = 'integer'")
	return from, scope{item: item}, err
}
