package graph

import (
	"errors"
	"strings"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// hasOptions says that there is an option that a cast allows in an advanced
// query only: any (facts/graph.md, section 3) but $select, with which hamilton
// asks for memberOf/microsoft.graph.administrativeUnit (facts/clients.md).
func (x *exchange) hasOptions() bool {
	q := x.query
	return q.Filter != "" || q.OrderBy != "" || q.Search != "" || q.Count || q.Expand != "" || q.Top > 0
}

// advanced says that the request asks for advanced query capabilities
// (facts/graph.md, section 3).
func (x *exchange) advanced() bool { return x.eventual && x.query.Count }

func needsAdvanced(what string) error {
	return unsupportedQuery(what + " without advanced query capabilities: add the header 'ConsistencyLevel: eventual' and $count=true.")
}

// filter reads $filter, checks what the properties offer, and puts it into
// the query.
func (x *exchange) filter(q *store.ListQuery, p *place) error {
	if x.query.Filter == "" {
		return nil
	}
	expr, err := odata.ParseFilter(x.query.Filter)
	if err != nil {
		return badFilter(err)
	}
	if err := x.checkFilter(p.element(), expr); err != nil {
		return err
	}
	if strings.Contains(strings.ToLower(x.query.Filter), "identities") {
		expr = signInIdentities(expr)
	}
	q.Filter = expr
	return nil
}

func (x *exchange) checkFilter(t *edm.Type, expr odata.Expr) error {
	advanced, err := edm.CheckFilter(t, expr)
	if err != nil {
		return err
	}
	if advanced && !x.advanced() {
		return needsAdvanced("Unsupported or invalid query filter clause: an operator of it is not supported")
	}
	return nil
}

func badFilter(err error) error {
	var s *odata.SyntaxError
	if errors.As(err, &s) {
		return invalidQuery("Invalid filter clause: " + s.Error())
	}
	return invalidQuery("Invalid filter clause: " + err.Error())
}

func (x *exchange) orderBy(q *store.ListQuery, p *place) error {
	if x.query.OrderBy == "" {
		return nil
	}
	orders, err := odata.ParseOrderBy(x.query.OrderBy)
	if err != nil {
		return invalidQuery("Invalid $orderby clause: " + err.Error())
	}
	advanced, err := edm.CheckOrderBy(p.element(), orders, x.query.Filter != "")
	if err != nil {
		return err
	}
	if (advanced || p.relation != nil && p.directoryData()) && !x.advanced() {
		return needsAdvanced("Sorting not supported for current query")
	}
	q.OrderBy = orders
	return nil
}

// search reads $search, which needs the header alone.
func (x *exchange) search(q *store.ListQuery, p *place) error {
	if x.query.Search == "" {
		return nil
	}
	if !x.eventual {
		return unsupportedQuery("Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'")
	}
	if !p.directoryData() {
		return invalidQuery("The query option '$search' cannot be applied to the requested resource.")
	}
	expr, err := odata.ParseSearch(x.query.Search)
	if err != nil {
		return invalidQuery("Invalid $search clause: " + err.Error())
	}
	if err := edm.CheckSearch(p.element(), expr); err != nil {
		return err
	}
	q.Search = expr
	return nil
}
