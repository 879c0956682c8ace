package aadgraph

import (
	"strings"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// sieve is a query at an address, in two parts: what the service does (wire),
// and what is done here with what it gives.
type sieve struct {
	at   address
	wire odata.Query

	match  []odata.Expr     // all of them must be true
	search odata.SearchExpr // nil: none
	orders []odata.Order
	names  []string // of $select; nil for all properties
	expand *odata.Expand

	translator *aadgraph.Translator
	filter     odata.Expr // the whole $filter
}

// sift says who does what of a query that question.Place has checked.
func (at address) sift(q odata.Query) (*sieve, error) {
	s := &sieve{at: at, names: q.Select, translator: new(aadgraph.Translator)}
	var err error
	if q.Filter != "" {
		if s.filter, err = odata.ParseFilter(q.Filter); err != nil {
			return nil, err
		}
	}
	if q.Search != "" {
		if s.search, err = odata.ParseSearch(q.Search); err != nil {
			return nil, err
		}
	}
	if s.orders, err = odata.ParseOrderBy(q.OrderBy); err != nil {
		return nil, err
	}
	if err := s.checkLacking(); err != nil {
		return nil, err
	}
	if err := s.expands(q.Expand); err != nil {
		return nil, err
	}
	s.delegate(q.Top)
	return s, nil
}

// delegate gives the service what it takes: the conditions of the filter that
// it knows, an order where there is no condition, and the size of pages.
func (s *sieve) delegate(top int) {
	s.match = nil
	if s.filter != nil {
		s.match = odata.Operands(s.filter, "and")
	}
	if s.at.filters() {
		s.wire.Filter, s.match = pushed(s.at.of, s.match)
		if order, err := aadgraph.OrderBy(s.at.of, s.orders); err == nil && s.wire.Filter == "" && len(s.orders) > 0 {
			s.wire.OrderBy, s.orders = order, nil
		}
	}
	if s.at.pages() {
		s.wire.Top = aadgraph.MaxTop
		if top > 0 && !s.local() {
			s.wire.Top = min(top, aadgraph.MaxTop)
		}
	}
}

// alone takes back what the service refused: everything is done here.
func (s *sieve) alone() {
	s.wire.Filter = ""
	s.match = []odata.Expr{s.filter}
}

// local tells whether objects that the service gives may be left out here.
func (s *sieve) local() bool {
	return len(s.match) > 0 || s.search != nil || len(s.orders) > 0 || s.at.cast != ""
}

// pushed writes the conditions that the service takes, and gives the others.
func pushed(t aadgraph.Type, conditions []odata.Expr) (string, []odata.Expr) {
	var sent []string
	var rest []odata.Expr
	for _, e := range conditions {
		text, err := aadgraph.Filter(t, e)
		if err != nil {
			rest = append(rest, e)
			continue
		}
		sent = append(sent, text)
	}
	if len(sent) > 1 {
		for i := range sent {
			sent[i] = "(" + sent[i] + ")"
		}
	}
	return strings.Join(sent, " and "), rest
}

// filters tells whether a list takes $filter and $orderby: the large sets do
// (facts/aadgraph.md, section 4).
func (at address) filters() bool {
	switch at.set {
	case "users", "groups", "contacts", "applications", "servicePrincipals", "devices":
		return at.key == "" && !at.single
	}
	return false
}

// pages tells whether a list takes $top: the large sets do, and relations of
// their objects to directory objects.
func (at address) pages() bool {
	switch {
	case at.filters():
		return true
	case at.set == "deletedApplications", at.set == "oauth2PermissionGrants":
		return at.key == ""
	case at.set == "directoryRoles", at.set == "domains":
		return false
	}
	return at.below != "" && at.of == "" && !at.single
}

// expands reads $expand: the service takes one relation as a whole, and of
// its objects the properties are chosen here.
func (s *sieve) expands(text string) error {
	list, err := odata.ParseExpand(text)
	if err != nil || len(list) == 0 {
		return err
	}
	e := list[0]
	plain := odata.Query{Select: e.Query.Select}
	r, ok := relationOf(s.at.of, e.Name)
	switch {
	case len(list) > 1:
		return lacks("$expand of several relations at once", "ask for one; the others are lists of their own")
	case !ok || e.Ref || e.Count || e.Levels != 0 || e.Query.Encode() != plain.Encode():
		return apierr.New(apierr.Unsupported, "", "Azure AD Graph has no $expand="+text).
			WithHint("it expands one of its relations, with $select at most: manager($select=id)")
	}
	s.wire.Expand, s.expand = r.name, &e
	return nil
}
