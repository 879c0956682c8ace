package edm

import (
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// CheckSearch checks a $search on a collection of type t: that the properties
// that clauses name exist and, on types whose rules the model knows, that the
// service searches them. A clause without a property is left alone. Where t is
// nil nothing is known, and nothing is refused. The error is a *FilterError.
func CheckSearch(t *Type, e odata.SearchExpr) error {
	if t == nil {
		return nil
	}
	switch e := e.(type) {
	case *odata.SearchBinary:
		if err := CheckSearch(t, e.L); err != nil {
			return err
		}
		return CheckSearch(t, e.R)
	case *odata.SearchNot:
		return CheckSearch(t, e.X)
	case *odata.Term:
		return t.checkTerm(e)
	}
	return nil
}

func (t *Type) checkTerm(e *odata.Term) error {
	if e.Property == "" {
		return nil
	}
	p, err := t.resolve(strings.Split(e.Property, "/"))
	if err != nil {
		return &FilterError{Pos: e.At, Msg: err.Error()}
	}
	if p.relation || p.at != nil && p.at.Kind != Enum {
		return &FilterError{Pos: e.At, Path: p.path, Msg: "only a property that is a text can be searched"}
	}
	ruled := t.HasFilterRules() || t.Name == "directoryObject"
	if ruled && p.typ != "" && !p.owner.Rule(p.path).Search {
		return &FilterError{Pos: e.At, Path: p.path, Unsupported: true,
			Msg: "the service does not search this property; it searches " + strings.Join(p.owner.searchable(), ", ")}
	}
	return nil
}

// searchable gives the names of the properties that $search is offered on.
func (t *Type) searchable() []string {
	var names []string
	for p := range t.AllProperties() {
		if t.Rule(p.Name).Search {
			names = append(names, p.Name)
		}
	}
	return names
}
