package store

import (
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// searchCondition writes $search as a condition on the row o of a type.
func searchCondition(t *edm.Type, e odata.SearchExpr) (frag, error) {
	switch e := e.(type) {
	case *odata.SearchBinary:
		l, err := searchCondition(t, e.L)
		if err != nil {
			return frag{}, err
		}
		r, err := searchCondition(t, e.R)
		return join("(", l, " "+e.Op+" ", r, ")"), err
	case *odata.SearchNot:
		x, err := searchCondition(t, e.X)
		return join("NOT coalesce(", x, ", 0)"), err
	case *odata.Term:
		property := e.Property
		if name, ok := edm.Canonical(t, property); ok && t != nil {
			property = name
		}
		return term(property, e)
	}
	return frag{}, &FilterError{Msg: "this $search is not supported"}
}

// term writes one clause. displayName and description are searched by the
// beginnings of their words, other properties (and the items of lists) by
// their own. A clause without a property looks where Graph does.
func term(property string, t *odata.Term) (frag, error) {
	switch property {
	case "displayName":
		return words("o.displayName", "displayName", t.Text), nil
	case "description":
		return words("fold(json_extract(o.props, '$.description'))", "description", t.Text), nil
	case "":
		return tree("OR", []frag{
			words("o.displayName", "displayName", t.Text),
			startsWith(operand{frag{sql: "o.mail"}, folded}, fold(t.Text)),
			startsWith(operand{frag{sql: "o.userPrincipalName"}, folded}, fold(t.Text)),
		}), nil
	}
	if c, ok := hot(property); ok && c.kind == text {
		return startsWith(operand{frag{sql: "o." + c.name}, folded}, fold(t.Text)), nil
	}
	_, path, err := jsonPath(property)
	if err != nil {
		return frag{}, &FilterError{t.At, err.Error()}
	}
	value := operand{frag{sql: "fold(e.value)"}, folded}
	return join("EXISTS(SELECT 1 FROM json_each(o.props, ", arg{path}, ") e WHERE ",
		startsWith(value, fold(t.Text)), ")"), nil
}

// words writes that each word of the text begins a word of the property. The
// folded column leaves out most rows before the words are looked for.
func words(column, property, text string) frag {
	var parts []frag
	for word := range strings.FieldsSeq(fold(text)) {
		parts = append(parts, join("(instr("+column+", ", arg{word}, ") > 0 AND wordstart(json_extract(o.props, '$."+
			property+"'), ", arg{word}, "))"))
	}
	if parts == nil {
		return frag{sql: "0"}
	}
	return tree("AND", parts)
}
