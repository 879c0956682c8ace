package aadgraph

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// list answers with a page of a set or relation.
func (x *exchange) list(t *target) error {
	if x.delta {
		return x.differential(t)
	}
	if err := x.checkListing(t); err != nil {
		return err
	}
	q, err := x.listing(t)
	if err != nil {
		return err
	}
	if x.previous {
		return x.listBack(t, q)
	}
	page, err := x.fetch(q)
	if err != nil {
		return err
	}
	return x.entities(t.entity, page.Value, x.nextLink(t, tokenOf(page.NextLink), x.pages+1))
}

// fetch asks for a page. Graph filters by some properties only with its
// advanced query capabilities, a distinction that this protocol does not make.
func (x *exchange) fetch(q *request) (*odata.Page, error) {
	page, err := x.graphPage(*q)
	if x.filter == "" || !isUnsupported(err) {
		return page, err
	}
	q.advanced = true
	q.query.Set("$count", "true")
	return x.graphPage(*q)
}

// checkListing reads the page token, which brings the options of the first
// page, and refuses options that the place does not take.
func (x *exchange) checkListing(t *target) error {
	if err := x.readToken(t); err != nil {
		return err
	}
	switch {
	case t.set != nil && t.set.whole && t.relation == nil:
		return x.refuse("$top", "$filter", "$orderby")
	case t.relation != nil:
		return x.refuse("$filter", "$orderby", "$expand")
	case x.filter != "" && x.orderBy != "":
		return unsupported("The query options '$filter' and '$orderby' cannot be used together.")
	}
	return nil
}

// listing makes Graph's request for a page.
func (x *exchange) listing(t *target) (*request, error) {
	q, err := x.selecting(t)
	if err != nil {
		return nil, err
	}
	if x.top > 0 {
		q.Set("$top", strconv.Itoa(x.top))
	}
	if x.filter != "" {
		filter, err := x.translateFilter(t.entity, x.filter)
		if err != nil {
			return nil, err
		}
		q.Set("$filter", filter)
	}
	order, err := x.order(t)
	if err != nil {
		return nil, err
	}
	if order != "" {
		q.Set("$orderby", order)
	}
	if err := x.expanding(t, q); err != nil {
		return nil, err
	}
	if x.skipToken != "" {
		q.Set("$skiptoken", x.skipToken)
	}
	return &request{method: http.MethodGet, path: t.path, query: q, entity: t.entity}, nil
}

// order translates $orderby. Users come by userPrincipalName by default
// (facts/aadgraph.md, section 4).
func (x *exchange) order(t *target) (string, error) {
	isUser := t.entity.name == "User" && t.relation == nil
	if x.orderBy == "" {
		if isUser && x.filter == "" {
			return "userPrincipalName", nil
		}
		return "", nil
	}
	list, err := odata.ParseOrderBy(x.orderBy)
	if err != nil {
		return "", badRequest("Invalid sort clause: %v", err)
	}
	by := list[0].String()
	name, _, _ := strings.Cut(by, " ")
	sortable := strings.EqualFold(name, "displayName") && (isUser || t.entity.name == "Group") || strings.EqualFold(name, "userPrincipalName") && isUser
	if len(list) > 1 || !sortable {
		return "", unsupported(fmt.Sprintf("Unsupported sort property '%s' for '%s'.", x.orderBy, t.entity.name))
	}
	return by, nil
}

// expanding translates $expand, one relation of the objects.
func (x *exchange) expanding(t *target, q url.Values) error {
	if x.expand == "" {
		return nil
	}
	r := x.findRelation(t.entity, x.expand)
	switch {
	case strings.ContainsAny(x.expand, ",/") || t.relation != nil:
		return unsupported("Only one navigation property can be expanded in a request.")
	case r == nil:
		return badRequest("Invalid property '%s'.", x.expand)
	}
	names := x.s.model().selected
	if to := x.s.model().entityOf(r.to); to.name != "DirectoryObject" {
		names = to.selected
	}
	q.Set("$expand", r.graph+"($select="+strings.Join(names, ",")+")")
	return nil
}

func expiredToken() error {
	return &core.Error{Status: http.StatusBadRequest, Code: "Directory_ExpiredPageToken",
		Message: "The specified page token value has expired and can no longer be included in your request."}
}

func isUnsupported(err error) bool {
	var e *core.Error
	return errors.As(err, &e) && e.Status == http.StatusBadRequest && e.Code == codeUnsupported
}
