package graph_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/edm"
)

// TestFilterable asks for each property with each operator, as Microsoft's
// reference has them, and for those that it leaves out: these are refused, or
// answered rightly where another of Microsoft's documents offers them.
func TestFilterable(t *testing.T) {
	t.Parallel()
	s := newServerAt(t, filterableDirectory(t))
	for _, f := range append(filterables(t), unsupported(t)...) {
		for _, q := range f.queries() {
			if f.offers(q.operator) {
				q.offered(s)
			} else {
				q.refusedOrRight(s)
			}
		}
	}
}

// TestSortable is TestFilterable for $orderby.
func TestSortable(t *testing.T) {
	t.Parallel()
	s := newServerAt(t, filterableDirectory(t))
	for _, f := range append(filterables(t), unsupported(t)...) {
		typ, collection := f.typed(f.property)
		if collection || edm.Lookup(typ) != nil && edm.Lookup(typ).Kind != edm.Enum {
			continue
		}
		for _, order := range []string{" asc", " desc"} {
			f.sorted(s, order)
		}
	}
}

func (f filterable) sorted(s *server, order string) {
	s.t.Helper()
	r := s.do("GET", f.set()+"?$top=999&$select=id&$count=true&$orderby="+f.property+order, "", advanced()...)
	if isUnsupported(r) && !f.offers("orderBy") {
		return
	}
	raw, _ := f.values(f.property)
	ids := r.values("id")
	first, second := slices.Index(ids, f.ids()[0]), slices.Index(ids, f.ids()[1])
	ascending := (raw[0] < raw[1]) == (order == " asc")
	if r.status != 200 || first < 0 || second < 0 || (first < second) != ascending {
		s.t.Errorf("%s: $orderby=%s%s: %d %s", f.set(), f.property, order, r.status, r.body)
	}
}

func (f filterable) offers(operator string) bool {
	if f.property == "passwordPolicies" && operator == "ne" { // with null alone, as eq
		return false
	}
	operator, _, _ = strings.Cut(operator, " ")
	return slices.Contains(f.supports, operator)
}

// query is one condition, and which of the three objects of its type fit it.
type query struct {
	of                     filterable
	operator, option, text string
	fits                   fits
	// eager queries are never answered without the header ConsistencyLevel
	// and $count=true.
	eager bool
}

// fits are the objects that are found: that with the first value, that with
// the second, that with none.
type fits struct{ first, second, none bool }

// queries are all conditions on a property.
func (f filterable) queries() []query {
	var list []query
	for _, c := range conditions() {
		if q, ok := f.query(c); ok {
			list = append(list, q)
		}
	}
	if typ, _ := f.typed(f.property); typ != "Edm.String" {
		return list
	}
	search := func(text string, found fits) query {
		return query{f, "search", "$search", `"` + f.property + `:` + text + `"`, found, true}
	}
	return append(list, search("alder", fits{first: true}), search("birch TWO", fits{second: true}), search("lder", fits{}))
}

// condition is a filter on a property P: on each item of a collection, unless
// it is about the whole of it. A and B are the values.
type condition struct {
	operator, text string
	fits           fits
	eager, whole   bool
}

func conditions() []condition {
	return []condition{
		{operator: "eq", text: "P eq A", fits: fits{first: true}},
		{operator: "ne", text: "P ne A", fits: fits{second: true, none: true}, eager: true},
		{operator: "not", text: "P eq A", fits: fits{second: true, none: true}, eager: true},
		{operator: "in", text: "P in (B)", fits: fits{second: true}},
		{operator: "ge", text: "P ge B", fits: fits{second: true}},
		{operator: "le", text: "P le A", fits: fits{first: true}},
		{operator: "gt", text: "P gt A", fits: fits{second: true}},
		{operator: "lt", text: "P lt B", fits: fits{first: true}},
		{operator: "startsWith", text: "startswith(P,'alder')", fits: fits{first: true}},
		{operator: "endsWith", text: "endswith(P,'@B.example')", fits: fits{second: true}, eager: true},
		{operator: "contains", text: "contains(P,'two')", fits: fits{second: true}},
		{operator: "null", text: "P eq null", fits: fits{none: true}, whole: true},
		{operator: "null ne", text: "P ne null", fits: fits{first: true, second: true}, eager: true, whole: true},
		{operator: "count", text: "P/$count eq 0", fits: fits{none: true}, eager: true, whole: true},
		{operator: "count ne", text: "P/$count ne 0", fits: fits{first: true, second: true}, eager: true, whole: true},
	}
}

// query puts a condition on the property; ok is false if it would make no
// sense on a property of its type.
func (f filterable) query(c condition) (q query, ok bool) {
	leaf := f.leaf(c.operator)
	typ, collection := f.typed(leaf)
	_, value := f.values(leaf)
	q = query{f, c.operator, "$filter", c.text, c.fits, c.eager}
	path, part, item := leaf, "", leaf
	if collection {
		path, part, _ = strings.Cut(leaf, "/")
		item = strings.TrimSuffix("x/"+part, "/")
	}
	if c.whole {
		item = path
	}
	name, rest, _ := strings.Cut(c.text, "P")
	q.text = name + item + strings.NewReplacer("A", value[0], "B", value[1]).Replace(rest)
	if c.operator == "endsWith" || c.operator == "contains" || c.operator == "startsWith" {
		q.text = name + item + rest
	}
	if collection && !c.whole {
		q.text = path + "/any(x:" + q.text + ")"
		q.fits.none = c.fits.none && c.operator == "not"
	}
	if c.operator == "not" {
		q.text = "not(" + q.text + ")"
	}
	return f.special(q), f.makesSense(c, typ, collection)
}

func (f filterable) makesSense(c condition, typ string, collection bool) bool {
	switch c.operator {
	case "ge", "le", "gt", "lt":
		return typ != "Edm.Boolean"
	case "startsWith", "endsWith", "contains":
		return typ == "Edm.String" && f.property != "id"
	case "null", "null ne":
		return !collection && f.property != "id" || f.property == "identities" && c.operator == "null"
	case "count", "count ne":
		return collection
	}
	return true
}

// special mends what the reference says of one property alone.
func (f filterable) special(q query) query {
	switch {
	case f.property == "passwordPolicies" && q.operator == "not":
		q.text, q.fits = "not(passwordPolicies eq null)", fits{first: true, second: true}
	case f.property == "identities" && q.operator == "null":
		q.text, q.fits = "identities/any(x:x/issuerAssignedId eq null)", fits{}
	case f.property == "deletedDateTime": // of live objects it is always null
		q.fits.none = false
	}
	return q
}

// ask sends the query, with what advanced queries need or without.
func (q query) ask(s *server, advance bool) reply {
	target, headers := q.of.set()+"?$top=999&$select=id&"+q.option+"="+url.QueryEscape(q.text), []string(nil)
	if advance {
		target, headers = target+"&$count=true", advanced()
	}
	return s.do("GET", target, "", headers...)
}

// isRight tells whether an answer has the objects that it must have.
func (q query) isRight(r reply) bool {
	ids, want := r.values("id"), q.of.ids()
	has := func(i int) bool { return slices.Contains(ids, want[i]) }
	n, counted := r.get("@odata.count").(float64)
	return r.status == 200 && fits{has(0), has(1), has(2)} == q.fits && (!counted || int(n) == len(ids))
}

func isUnsupported(r reply) bool {
	return r.status == 400 && r.get("error", "code") == "Request_UnsupportedQuery"
}

func (q query) offered(s *server) {
	s.t.Helper()
	if r := q.ask(s, true); !q.isRight(r) {
		s.t.Errorf("%s %s: %s=%s: %d %s", q.of.typ, q.operator, q.option, q.text, r.status, r.body)
	}
	plain := q.ask(s, false)
	if q.eager && !isUnsupported(plain) || !isUnsupported(plain) && !q.isRight(plain) {
		s.t.Errorf("%s %s without the header: %s=%s: %d %s", q.of.typ, q.operator, q.option, q.text, plain.status, plain.body)
	}
}

func (q query) refusedOrRight(s *server) {
	s.t.Helper()
	r := q.ask(s, true)
	never := slices.Contains([]string{"gt", "lt", "contains"}, q.operator)
	if q.option == "$search" && r.status == 400 { // not on every collection is it an option
		return
	}
	if !isUnsupported(r) && (never || !q.isRight(r)) {
		s.t.Errorf("%s %s, which the reference does not name: %s=%s: %d %s", q.of.typ, q.operator, q.option, q.text, r.status, r.body)
	}
}
