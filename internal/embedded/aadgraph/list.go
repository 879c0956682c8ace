package aadgraph

import (
	"encoding/hex"
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
	page, err := x.graphPage(*q)
	if x.filter != "" && isUnsupported(err) {
		// Graph filters by some properties only with its advanced query
		// capabilities, a distinction that this protocol does not make.
		q.advanced = true
		q.query.Set("$count", "true")
		page, err = x.graphPage(*q)
	}
	if err != nil {
		return err
	}
	return x.entities(t.entity, page.Value, x.nextLink(t, tokenOf(page.NextLink)))
}

// checkListing reads the page token, which brings the options of the first
// page, and refuses options that the place does not take.
func (x *exchange) checkListing(t *target) error {
	if x.previous {
		return unsupported("Paging back is not supported: begin anew.")
	}
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

// pageState is what a $skiptoken holds: the place and options of the listing,
// in the client's own words, which are read as if they came from the client,
// and Graph's token.
func (x *exchange) pageState(t *target, token string) url.Values {
	v := url.Values{"p": {t.place()}, "t": {token}}
	for name, value := range map[string]string{"f": x.filter, "o": x.orderBy, "e": x.expand} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if x.top > 0 {
		v.Set("n", strconv.Itoa(x.top))
	}
	return v
}

// place names what is listed, whatever the address was.
func (t *target) place() string {
	if t.relation == nil {
		return t.set.path
	}
	return t.set.path + "/" + strings.ToLower(t.key) + "/" + t.relation.name
}

// nextLink is the value of odata.nextLink: relative to the tenant, without
// api-version.
func (x *exchange) nextLink(t *target, token string) string {
	if token == "" {
		return ""
	}
	return x.relative(t) + "?$skiptoken=X'" + strings.ToUpper(hex.EncodeToString([]byte(x.pageState(t, token).Encode()))) + "'"
}

// relative is the address of a listing below the tenant.
func (x *exchange) relative(t *target) string {
	typed := x.version.namespace() + "."
	switch set := x.setOf(t.entity); {
	case t.relation != nil:
		return t.set.path + "/" + url.PathEscape(t.key) + "/" + t.relation.name
	case set == t.set && !t.entity.plain && t.entity.name != "DirectoryObject":
		return "directoryObjects/$/" + typed + t.entity.name
	}
	return t.set.path
}

// readToken takes a $skiptoken apart.
func (x *exchange) readToken(t *target) error {
	if x.skipToken == "" {
		return nil
	}
	text, ok := strings.CutPrefix(x.skipToken, "X'")
	data, err := hex.DecodeString(strings.TrimSuffix(text, "'"))
	if !ok || err != nil {
		return expiredToken()
	}
	v, err := url.ParseQuery(string(data))
	if err != nil || v.Get("p") != t.place() || v.Get("t") == "" {
		return expiredToken()
	}
	x.skipToken, x.filter, x.orderBy, x.expand = v.Get("t"), v.Get("f"), v.Get("o"), v.Get("e")
	if n := v.Get("n"); n != "" {
		x.top, err = parseTop(n)
	}
	return err
}

func expiredToken() error {
	return &core.Error{Status: http.StatusBadRequest, Code: "Directory_ExpiredPageToken",
		Message: "The specified page token value has expired and can no longer be included in your request."}
}

func isUnsupported(err error) bool {
	var e *core.Error
	return errors.As(err, &e) && e.Status == http.StatusBadRequest && e.Code == codeUnsupported
}
