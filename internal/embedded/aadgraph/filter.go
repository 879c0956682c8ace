package aadgraph

import (
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// translation turns a $filter into Graph's, by its tree.
type translation struct {
	x        *exchange
	entity   *entity
	variable string // of the lambda around, "" for none
	element  *entity
}

// translateFilter reads a $filter and gives it in canonical terms. What the
// service does not support is refused (facts/aadgraph.md, section 4): only
// and, or, eq, ge, le, startswith and any, and no null.
func (x *exchange) translateFilter(e *entity, text string) (string, error) {
	expr, err := odata.ParseFilter(text)
	if err != nil {
		return "", badRequest("Invalid filter clause: %v", err)
	}
	f := &translation{x: x, entity: e}
	out, err := f.condition(expr)
	if err != nil {
		return "", err
	}
	return out.String(), nil
}

func (f *translation) condition(e odata.Expr) (odata.Expr, error) {
	switch e := e.(type) {
	case *odata.Binary:
		if e.Op == "and" || e.Op == "or" {
			return f.join(e)
		}
		return f.comparison(e)
	case *odata.Call:
		return f.call(e)
	case *odata.Lambda:
		return f.lambda(e)
	case *odata.Path:
		return f.comparison(&odata.Binary{At: e.At, Op: "eq", L: e, R: &odata.Literal{At: e.At, Kind: odata.Bool, Text: "true"}})
	case *odata.Not:
		return nil, unsupportedClause("the operator 'not'")
	}
	return nil, unsupportedClause("an expression of this kind")
}

// join translates the parts of a chain, which may be long.
func (f *translation) join(e *odata.Binary) (odata.Expr, error) {
	var out odata.Expr
	for _, part := range odata.Operands(e, e.Op) {
		c, err := f.condition(part)
		if err != nil {
			return nil, err
		}
		if out == nil {
			out = c
			continue
		}
		out = &odata.Binary{At: e.At, Op: e.Op, L: out, R: c}
	}
	return out, nil
}

func (f *translation) comparison(e *odata.Binary) (odata.Expr, error) {
	if !slices.Contains([]string{"eq", "ge", "le"}, e.Op) {
		return nil, unsupportedClause("the operator '" + e.Op + "'")
	}
	path, ok := e.L.(*odata.Path)
	literal, constant := e.R.(*odata.Literal)
	if !ok || !constant {
		return nil, unsupportedClause("a comparison of other than a property with a value")
	}
	if literal.Kind == odata.Null {
		return nil, unsupportedClause("null")
	}
	p, to, err := f.property(path)
	switch {
	case err != nil:
		return nil, err
	case p != nil && p.audience:
		return audienceIs(to, e.Op, literal)
	}
	return f.within(p, to, func(at *odata.Path) odata.Expr {
		return &odata.Binary{At: e.At, Op: e.Op, L: at, R: f.literal(p, to, literal)}
	}), nil
}

func (f *translation) call(e *odata.Call) (odata.Expr, error) {
	if !strings.EqualFold(e.Name, "startsWith") || len(e.Args) != 2 {
		return nil, unsupportedClause("the function '" + e.Name + "'")
	}
	path, ok := e.Args[0].(*odata.Path)
	literal, constant := e.Args[1].(*odata.Literal)
	if !ok || !constant || literal.Kind != odata.String {
		return nil, unsupportedClause("startswith on other than a property and a string")
	}
	p, to, err := f.property(path)
	if err != nil {
		return nil, err
	}
	return f.within(p, to, func(at *odata.Path) odata.Expr {
		return &odata.Call{At: e.At, Name: e.Name, Args: []odata.Expr{at, literal}}
	}), nil
}

// within makes a condition on a property; where the canonical one is a list,
// on any of its elements.
func (f *translation) within(p *property, to *odata.Path, make func(*odata.Path) odata.Expr) odata.Expr {
	if p == nil || len(p.path) == 0 || p.path[len(p.path)-1].element == "" {
		return make(to)
	}
	const element = "element"
	return &odata.Lambda{At: to.At, Source: to, Var: element, Body: make(&odata.Path{At: to.At, Segments: []string{element}})}
}

func (f *translation) lambda(e *odata.Lambda) (odata.Expr, error) {
	if e.All || e.Body == nil || f.variable != "" {
		return nil, unsupportedClause("other than any() with a condition")
	}
	p, to, err := f.property(e.Source)
	if err != nil {
		return nil, err
	}
	if p == nil || !p.list {
		return nil, badRequest("Invalid filter clause: '%s' is no collection.", e.Source)
	}
	inner := &translation{x: f.x, entity: f.entity, variable: e.Var, element: p.complex}
	body, err := inner.condition(e.Body)
	if err != nil {
		return nil, err
	}
	return &odata.Lambda{At: e.At, Source: to, Var: e.Var, Body: body}, nil
}

// property translates a path. The property is nil for objectId, extensions
// and the lambda's variable itself.
func (f *translation) property(path *odata.Path) (*property, *odata.Path, error) {
	segments, owner := path.Segments, f.entity
	var prefix []string
	if f.variable != "" && segments[0] == f.variable {
		if len(segments) == 1 {
			return nil, path, nil
		}
		prefix, segments, owner = segments[:1], segments[1:], f.element
	} else if len(segments) == 1 && !owner.plain {
		if strings.EqualFold(segments[0], "objectId") {
			return nil, &odata.Path{At: path.At, Segments: []string{"id"}}, nil
		}
		if isExtension(segments[0]) {
			return nil, path, nil
		}
	}
	unknown := badRequest("Invalid property '%s'.", path)
	if owner == nil || len(segments) != 1 {
		return nil, nil, unknown
	}
	p := owner.property(segments[0], f.x.version)
	switch {
	case p == nil:
		return nil, nil, unknown
	case len(p.path) == 0:
		return nil, nil, unsupportedClause("the property '" + p.name + "'")
	}
	to := slices.Clone(prefix)
	for _, s := range p.path {
		to = append(to, s.name)
	}
	return p, &odata.Path{At: path.At, Segments: to}, nil
}

// literal gives a value as the canonical property's type has it: identifiers
// are text in one model and GUIDs in the other.
func (f *translation) literal(p *property, to *odata.Path, l *odata.Literal) *odata.Literal {
	c := *l
	if f.variable == "" && len(to.Segments) == 1 {
		if known, ok := edm.Lookup(f.entity.canonical).Property(to.Segments[0]); ok && known.Type == "Edm.String" && l.Kind == odata.GUID {
			c.Kind = odata.String
			return &c
		}
	}
	if p != nil && p.typ == "Edm.Guid" && l.Kind == odata.String && odata.IsGUID(l.Text) {
		if known, ok := edm.Lookup(f.entity.canonical).Property(to.Segments[0]); !ok || known.Type != "Edm.String" {
			c.Kind, c.Text = odata.GUID, strings.ToLower(l.Text)
		}
	}
	return &c
}

// audienceIs translates availableToOtherTenants eq true.
func audienceIs(to *odata.Path, op string, l *odata.Literal) (odata.Expr, error) {
	if op != "eq" || l.Kind != odata.Bool {
		return nil, badRequest("Invalid filter clause: availableToOtherTenants is true or false.")
	}
	operator := "eq"
	if l.Text == "true" {
		operator = "ne"
	}
	return &odata.Binary{At: to.At, Op: operator, L: to, R: &odata.Literal{At: to.At, Kind: odata.String, Text: "AzureADMyOrg"}}, nil
}

func unsupportedClause(what string) error {
	return unsupported("Unsupported Query: " + what + " is not supported in $filter.")
}
