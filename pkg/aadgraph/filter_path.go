package aadgraph

import (
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// any translates a condition on the elements of a list.
func (f filter) any(e *odata.Lambda) (string, error) {
	if e.All || e.Body == nil {
		return "", unsupported(e.String(), "ask for any element with a condition")
	}
	path := strings.Join(e.Source.Segments, "/")
	known := f.names.canonical[path]
	if f.variable != "" || known == nil && !strings.HasPrefix(path, "extension_") {
		return "", lacking(path, "")
	}
	inner := filter{names: f.names, variable: e.Var}
	wire := path
	if known != nil {
		wire = known.wire
		switch shape := known.shape.(type) {
		case single:
			inner.value = wire
			text, err := inner.condition(e.Body)
			return "(" + text + ")", err
		case record:
			inner.members = shape.here
		}
	}
	body, err := inner.condition(e.Body)
	return wire + "/any(" + e.Var + ":" + body + ")", err
}

// path translates the way to a property.
func (f filter) path(p *odata.Path) (string, error) {
	if f.variable == "" {
		path := strings.Join(p.Segments, "/")
		name, ok := f.names.Property(path)
		if !ok {
			return "", lacking(path, "")
		}
		return name, nil
	}
	switch {
	case p.Segments[0] != f.variable || len(p.Segments) > 2:
		return "", unsupported(p.String(), "compare the element of the list")
	case len(p.Segments) == 1 && f.value != "":
		return f.value, nil
	case len(p.Segments) == 1:
		return f.variable, nil
	}
	member := p.Segments[1]
	if here, ok := f.members[member]; ok {
		member = here
	}
	return f.variable + "/" + member, nil
}

// literal gives a value in OData 3's form.
func literal(value *odata.Literal) (string, error) {
	switch value.Kind {
	case odata.String, odata.Bool, odata.Int:
		return value.String(), nil
	case odata.GUID:
		return "guid'" + value.Text + "'", nil
	case odata.DateTime:
		return "datetime'" + value.Text + "'", nil
	case odata.Date:
		return "datetime'" + value.Text + "T00:00:00Z'", nil
	}
	return "", unsupported("a value of the type "+value.Kind.String(), "")
}
