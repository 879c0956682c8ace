package aadgraph

import (
	"encoding/hex"
	"net/url"
	"strconv"
	"strings"
)

// pageState is what a $skiptoken holds: the place and options of the listing,
// in the client's own words, which are read as if they came from the client,
// Graph's token, and how many pages are before it.
func (x *exchange) pageState(t *target, token string, pages int) url.Values {
	v := url.Values{"p": {t.place()}, "t": {token}, "k": {strconv.Itoa(pages)}}
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
func (x *exchange) nextLink(t *target, token string, pages int) string {
	if token == "" {
		return ""
	}
	return x.relative(t) + "?$skiptoken=X'" + strings.ToUpper(hex.EncodeToString([]byte(x.pageState(t, token, pages).Encode()))) + "'"
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
	if x.skipToken == "" && x.previous {
		return badRequest("To page back, a $skiptoken is needed.")
	}
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
	if x.pages, err = strconv.Atoi(v.Get("k")); err != nil || x.pages < 1 {
		return expiredToken()
	}
	if n := v.Get("n"); n != "" {
		x.top, err = parseTop(n)
	}
	return err
}

// listBack answers with the page that ends where the token's begins
// (previous-page=true). Its link leads further back. Graph does not page back,
// so the pages before are walked over, by their ids only.
func (x *exchange) listBack(t *target, q *request) error {
	walk := *q
	walk.query = url.Values{"$select": {"id"}}
	for _, name := range []string{"$filter", "$orderby", "$top"} {
		if v := q.query.Get(name); v != "" {
			walk.query.Set(name, v)
		}
	}
	token := ""
	for range x.pages - 1 {
		page, err := x.fetch(&walk)
		if err != nil {
			return err
		}
		if token = tokenOf(page.NextLink); token == "" {
			return expiredToken()
		}
		walk.query.Set("$skiptoken", token)
	}
	q.query.Del("$skiptoken")
	if token != "" {
		q.query.Set("$skiptoken", token)
	}
	page, err := x.fetch(q)
	if err != nil {
		return err
	}
	return x.entities(t.entity, page.Value, x.nextLink(t, token, x.pages-1))
}
