package store

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// path gives a property's value: a column, a part of the JSON, or what a
// relation leads to.
func (c *compiler) path(p *odata.Path) (operand, error) {
	s, rest := c.start(p.Segments)
	return c.walk(p, s, s.canonical(rest))
}

// canonical gives a path's names as the model spells them, if it knows them.
func (s scope) canonical(rest []string) []string {
	if s.typ == nil || len(rest) == 0 {
		return rest
	}
	path, ok := edm.Canonical(s.typ, strings.Join(rest, "/"))
	if !ok {
		return rest
	}
	return strings.Split(path, "/")
}

// start finds what the first segment refers to.
func (c *compiler) start(segments []string) (scope, []string) {
	if s, ok := c.vars[segments[0]]; ok {
		return s, segments[1:]
	}
	if segments[0] == "$it" {
		return c.root, segments[1:]
	}
	return c.root, segments
}

func (c *compiler) walk(p *odata.Path, s scope, rest []string) (operand, error) {
	switch {
	case len(rest) > 0 && strings.Contains(rest[0], ".") && s.object != "":
		return c.cast(p, s, rest)
	case len(rest) > 0 && rest[len(rest)-1] == "$count":
		return c.count(p, s, rest[:len(rest)-1])
	case len(rest) == 0 && s.item != "":
		return operand{frag{sql: s.item + ".value"}, dynamic}, nil
	case len(rest) == 0:
		return operand{}, unsupported(p, "%s is an object, not a value", p)
	case s.object != "":
		return c.property(p, s.object, rest)
	}
	_, path, err := jsonPath(strings.Join(rest, "/"))
	return operand{join("json_extract(", s.json(), ", ", arg{path}, ")"), dynamic}, err
}

// json is the JSON text of what a variable stands for; NULL for an item that
// is no object, which SQLite would take for broken JSON.
func (s scope) json() string {
	if s.object != "" {
		return s.object + ".props"
	}
	return "CASE " + s.item + ".type WHEN 'object' THEN " + s.item + ".value END"
}

func (c *compiler) property(p *odata.Path, object string, rest []string) (operand, error) {
	if r, ok := relationOf(rest[0]); ok {
		return c.related(p, object, r, rest[1:])
	}
	if len(rest) == 1 {
		switch rest[0] {
		case "id":
			return operand{frag{sql: object + ".id"}, identifier}, nil
		case "deletedDateTime":
			return operand{frag{sql: object + ".deleted"}, moment}, nil
		}
		if col, ok := hot(rest[0]); ok {
			return operand{frag{sql: object + "." + col.name}, col.form()}, nil
		}
	}
	_, path, err := jsonPath(strings.Join(rest, "/"))
	return operand{join("json_extract("+object+".props, ", arg{path}, ")"), dynamic}, err
}

func (c column) form() form {
	switch c.kind {
	case boolean:
		return boole
	case instant:
		return moment
	}
	return folded
}

// cast follows a type's name in a path: null if the object is not of it.
func (c *compiler) cast(p *odata.Path, s scope, rest []string) (operand, error) {
	o, err := c.walk(p, s, rest[1:])
	if o.form == identifier {
		o, err = o.as(folded, p)
	}
	o.frag = join("CASE WHEN isof("+s.object+".type, ", arg{rest[0]}, ") THEN ", o, " END")
	return o, err
}

// related follows a relation to the one object at its end.
func (c *compiler) related(p *odata.Path, object string, r relation, rest []string) (operand, error) {
	if r.many {
		return operand{}, unsupported(p, "%s is a collection: any(…) and all(…) look into it", p)
	}
	far := c.alias("m")
	o, err := c.walk(p, scope{object: far}, rest)
	if err != nil {
		return o, err
	}
	if o.form == identifier {
		o, err = o.as(folded, p)
	}
	o.frag = join("(SELECT ", o, " FROM ", r.from(object, far), " LIMIT 1)")
	return o, err
}

// count gives the number of items of a collection.
func (c *compiler) count(p *odata.Path, s scope, rest []string) (operand, error) {
	if len(rest) == 0 {
		return operand{}, unsupported(p, "$count stands behind a collection")
	}
	if r, ok := relationOf(rest[0]); ok && s.object != "" && len(rest) == 1 {
		return operand{join("(SELECT count(*) FROM ", r.from(s.object, c.alias("m")), ")"), number}, nil
	}
	_, path, err := jsonPath(strings.Join(rest, "/"))
	return operand{join("coalesce(json_array_length("+s.json()+", ", arg{path}, "), 0)"), number}, err
}

// relation says how a navigation property is kept as links.
type relation struct {
	name          string // of the links
	reverse, many bool
}

func relationOf(navigation string) (relation, bool) {
	switch navigation {
	case "manager", "createdOnBehalfOf":
		return relation{name: navigation}, true
	case "members", "owners", "extensionProperties", "federatedIdentityCredentials":
		return relation{name: navigation, many: true}, true
	case "memberOf":
		return relation{name: "members", reverse: true, many: true}, true
	case "ownedObjects":
		return relation{name: "owners", reverse: true, many: true}, true
	case "directReports":
		return relation{name: "manager", reverse: true, many: true}, true
	}
	return relation{}, false
}

// from gives the live objects, with the alias far, at the relation's end.
func (r relation) from(object, far string) frag {
	v := Via{Reverse: r.reverse}
	here, there := v.columns()
	l := far + "l"
	return join("links "+l+" JOIN objects "+far+" ON "+far+".seq = "+l+"."+there+
		" WHERE "+l+"."+here+" = "+object+".seq AND "+l+".relation = ", arg{r.name}, " AND "+far+".deleted IS NULL")
}
