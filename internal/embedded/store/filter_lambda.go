package store

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// lambda writes any(…) and all(…) over a JSON array or a relation.
func (c *compiler) lambda(e *odata.Lambda, m mode) (frag, error) {
	from, s, err := c.collection(e.Source)
	if err != nil {
		return frag{}, err
	}
	if e.Body == nil {
		return join("EXISTS(SELECT 1 FROM ", from, ")"), nil
	}
	outer, shadowed := c.vars[e.Var]
	c.vars[e.Var] = s
	body, err := c.condition(e.Body, m)
	delete(c.vars, e.Var)
	if shadowed {
		c.vars[e.Var] = outer
	}
	switch {
	case err != nil:
		return frag{}, err
	case m == exact:
		return quantify(e.All, from, body), nil
	case e.All:
		return join("NOT EXISTS(SELECT 1 FROM ", from, " AND NOT coalesce(", body, ", 0))"), nil
	}
	return join("EXISTS(SELECT 1 FROM ", from, " AND ", body, ")"), nil
}

// quantify gives any or all with three values: unknown if an item that might
// decide is unknown and none decides.
func quantify(all bool, from, body frag) frag {
	decided, otherwise := "max(x) = 1 THEN 1", "0"
	if all {
		decided, otherwise = "min(x) = 0 THEN 0", "1"
	}
	return join("(SELECT CASE WHEN "+decided+" WHEN count(*) > count(x) THEN NULL ELSE "+otherwise+
		" END FROM (SELECT (", body, ") AS x FROM ", from, "))")
}

// collection gives the sources and first condition of a subquery over a
// collection, and what one of its items is.
func (c *compiler) collection(p *odata.Path) (frag, scope, error) {
	s, rest := c.start(p.Segments)
	rest = s.canonical(rest)
	if len(rest) == 0 {
		return frag{}, s, unsupported(p, "%s is no collection", p)
	}
	if r, ok := relationOf(rest[0]); ok && s.object != "" {
		return c.relatives(p, s, r, rest[1:])
	}
	_, path, err := jsonPath(strings.Join(rest, "/"))
	item := c.alias("e")
	// A value that is no array would be its own only row, without a number.
	from := join("json_each("+s.json()+", ", arg{path}, ") "+item+" WHERE typeof("+item+".key) = 'integer'")
	return from, scope{item: item, typ: itemType(s.typ, rest)}, err
}

// relatives is collection for the objects at a relation's end, perhaps only
// those of a type.
func (c *compiler) relatives(p *odata.Path, s scope, r relation, rest []string) (frag, scope, error) {
	far := c.alias("m")
	from := r.from(s.object, far)
	switch {
	case len(rest) == 1 && strings.Contains(rest[0], "."):
		from = join(from, " AND isof("+far+".type, ", arg{rest[0]}, ")")
	case len(rest) > 0:
		return frag{}, s, unsupported(p, "%s goes through more than one relation", p)
	}
	return from, scope{object: far, typ: edm.Lookup("directoryObject")}, nil
}

// itemType is the type of what a path of properties leads to, or nil.
func itemType(t *edm.Type, path []string) *edm.Type {
	for _, name := range path {
		if t == nil {
			return nil
		}
		p, ok := t.Property(name)
		if !ok {
			return nil
		}
		t = edm.Lookup(p.Type)
	}
	return t
}
