package aadgraph

import (
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Filter translates a $filter in the names of Microsoft Graph into one that
// Azure AD Graph takes (facts/aadgraph.md, section 4): and, or, eq, ge, le,
// startswith and any. A membership of a list becomes comparisons, and a
// comparison with an element of businessPhones one with telephoneNumber. What
// cannot be said (ne, not, gt, lt, null, other functions) and what Azure AD
// Graph does not have is apierr.Unsupported; its target names it.
func Filter(t Type, e odata.Expr) (string, error) {
	f := filter{names: NamesOf(t)}
	return f.condition(e)
}

// OrderBy translates a $orderby: displayName of users and groups, and
// userPrincipalName of users, and never together with a $filter. Anything else
// is apierr.Unsupported.
func OrderBy(t Type, orders []odata.Order) (string, error) {
	texts := make([]string, len(orders))
	for i, o := range orders {
		ok := o.Path == "displayName" && (t == User || t == Group) || o.Path == "userPrincipalName" && t == User
		if !ok || len(orders) > 1 {
			return "", unsupported("$orderby "+o.Path, "sort the list when it is there")
		}
		texts[i] = o.String()
	}
	return strings.Join(texts, ","), nil
}

// filter translates conditions; within a lambda, element is its variable and
// the record whose members it has, or where the list is one value here, its
// name.
type filter struct {
	names    *Names
	variable string
	members  map[string]string
	value    string
}

func (f filter) condition(e odata.Expr) (string, error) {
	switch e := e.(type) {
	case *odata.Binary:
		if e.Op == "and" || e.Op == "or" {
			return f.chain(e)
		}
		return f.comparison(e)
	case *odata.In:
		return f.in(e)
	case *odata.Call:
		return f.call(e)
	case *odata.Lambda:
		return f.any(e)
	case *odata.Path:
		return f.comparison(&odata.Binary{Op: "eq", L: e, R: &odata.Literal{Kind: odata.Bool, Text: "true"}})
	case *odata.Not:
		return "", unsupported("not", "")
	}
	return "", unsupported(e.String(), "")
}

// chain joins the parts of and or or; parts that are or stand in parentheses
// within and.
func (f filter) chain(e *odata.Binary) (string, error) {
	parts := odata.Operands(e, e.Op)
	texts := make([]string, len(parts))
	for i, part := range parts {
		text, err := f.condition(part)
		if err != nil {
			return "", err
		}
		if b, ok := part.(*odata.Binary); ok && e.Op == "and" && b.Op == "or" {
			text = "(" + text + ")"
		}
		texts[i] = text
	}
	return strings.Join(texts, " "+e.Op+" "), nil
}

func (f filter) comparison(e *odata.Binary) (string, error) {
	op, left, right := e.Op, e.L, e.R
	if op != "eq" && op != "ge" && op != "le" {
		return "", unsupported(op, "")
	}
	if _, ok := left.(*odata.Literal); ok {
		left, right = right, left
		op = map[string]string{"eq": "eq", "ge": "le", "le": "ge"}[op]
	}
	path, ok := left.(*odata.Path)
	value, ok2 := right.(*odata.Literal)
	if !ok || !ok2 {
		return "", unsupported(e.String(), "compare a property with a value")
	}
	if path, value := f.audience(path, value); path != "" && op == "eq" {
		return path + " eq " + value, nil
	}
	name, err := f.path(path)
	if err != nil {
		return "", err
	}
	text, err := literal(value)
	return name + " " + op + " " + text, err
}

// audience translates a question for signInAudience into one for
// availableToOtherTenants; path is "" if it is none.
func (f filter) audience(p *odata.Path, value *odata.Literal) (path, text string) {
	known := f.names.canonical[strings.Join(p.Segments, "/")]
	if known == nil || value.Kind != odata.String {
		return "", ""
	}
	if shape, ok := known.shape.(audience); ok {
		if here, err := shape.from("", raw(value.Text)); err == nil {
			return known.wire, string(here)
		}
	}
	return "", ""
}

func (f filter) in(e *odata.In) (string, error) {
	texts := make([]string, len(e.List))
	for i, value := range e.List {
		text, err := f.comparison(&odata.Binary{At: e.At, Op: "eq", L: e.X, R: value})
		if err != nil {
			return "", err
		}
		texts[i] = text
	}
	if len(texts) == 1 {
		return texts[0], nil
	}
	return "(" + strings.Join(texts, " or ") + ")", nil
}

func (f filter) call(e *odata.Call) (string, error) {
	if e.Name != "startsWith" || len(e.Args) != 2 {
		return "", unsupported(e.Name+"()", "")
	}
	path, ok := e.Args[0].(*odata.Path)
	value, ok2 := e.Args[1].(*odata.Literal)
	if !ok || !ok2 || value.Kind != odata.String {
		return "", unsupported(e.String(), "compare a property with a text")
	}
	name, err := f.path(path)
	return "startswith(" + name + "," + value.String() + ")", err
}

func unsupported(what, hint string) error {
	if hint == "" {
		hint = "it knows and, or, eq, ge, le, startswith and any; filter the list when it is there"
	}
	return apierr.New(apierr.Unsupported, what, "Azure AD Graph cannot do this in a query").WithHint(hint)
}
