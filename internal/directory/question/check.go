package question

import (
	"errors"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Check makes sure that a query makes sense at a place before it leaves, so
// that a slip is told with its place; it writes the filter canonically, gives
// names their right case, and sets q.Advanced where Graph needs that.
func (p Place) Check(q *odata.Query) error {
	for _, check := range []func(Place, *odata.Query) error{checkFilter, checkOrderBy, checkSearch, checkSelect} {
		if err := check(p, q); err != nil {
			return err
		}
	}
	return nil
}

// checkFilter parses $filter before it leaves, so that a slip is told with
// its place, and writes it canonically.
func checkFilter(p Place, q *odata.Query) error {
	if strings.TrimSpace(q.Filter) == "" {
		q.Filter = ""
		return nil
	}
	e, err := odata.ParseFilter(q.Filter)
	if err != nil {
		return slip(err)
	}
	if p.Type != nil {
		advanced, err := edm.CheckFilter(p.Type, e)
		if err != nil {
			return slip(placed("$filter", err, q.Filter))
		}
		q.Advanced = q.Advanced || advanced
	}
	q.Filter = e.String()
	return nil
}

// placed gives a refused filter or search the form of a slip, with its place
// marked.
func placed(option string, err error, text string) error {
	var refused *edm.FilterError
	if !errors.As(err, &refused) {
		return err
	}
	return &odata.SyntaxError{Option: option, Text: text, Pos: refused.Pos, Msg: refused.Error()}
}

// checkOrderBy does the same for $orderby.
func checkOrderBy(p Place, q *odata.Query) error {
	orders, err := odata.ParseOrderBy(q.OrderBy)
	if err != nil || len(orders) == 0 {
		return slip(err)
	}
	if p.Type != nil {
		advanced, err := edm.CheckOrderBy(p.Type, orders, q.Filter != "")
		if err != nil {
			return slip(err)
		}
		q.Advanced = q.Advanced || advanced
	}
	return nil
}

// checkSearch does the same for $search. It is sent as it is written.
func checkSearch(p Place, q *odata.Query) error {
	if q.Search == "" {
		return nil
	}
	e, err := odata.ParseSearch(q.Search)
	if err == nil {
		err = placed("$search", edm.CheckSearch(p.Type, e), q.Search)
	}
	return slip(err)
}

// checkSelect finds names that the type does not have, and gives the others
// their right case.
func checkSelect(p Place, q *odata.Query) error {
	if p.Type == nil || len(q.Select) == 0 {
		return nil
	}
	if err := edm.CheckSelect(p.Type, q.Select); err != nil {
		return within(p.Type, err)
	}
	names := make([]string, len(q.Select))
	for i, name := range q.Select {
		names[i] = name
		if right, ok := edm.Canonical(p.Type, name); ok {
			names[i] = right
		}
	}
	q.Select = names
	return nil
}

// within makes the error of a name that the type does not have, and says how
// what is within a property is seen.
func within(t *edm.Type, err error) error {
	var unknown *edm.NameError
	if !errors.As(err, &unknown) {
		return slip(err)
	}
	outer, _, nested := strings.Cut(unknown.Name, ".")
	p, known := t.Property(outer)
	if !nested || !known {
		return slip(err)
	}
	return apierr.As(slip(err)).WithHint("--select takes whole properties: --select " + p.Name + ", and --query or --jq picks from it")
}

// slip makes the error of a query option that makes no sense. The text with
// the place marked goes below the message.
func slip(err error) error {
	if err == nil {
		return nil
	}
	e := &apierr.Error{Kind: apierr.Invalid, Message: err.Error(), Err: err}
	var syntax *odata.SyntaxError
	if errors.As(err, &syntax) {
		e.Message += "\n" + indent(syntax.Caret())
	}
	return e
}

func indent(s string) string { return "  " + strings.ReplaceAll(s, "\n", "\n  ") }
