package aadgraph

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// links answers requests on .../$links/manager and .../$links/members.
func (x *exchange) links(t *target) error {
	switch x.r.Method {
	case http.MethodGet, http.MethodHead:
		return x.getLinks(t)
	case http.MethodPost, http.MethodPut:
		return x.setLink(t)
	case http.MethodDelete:
		return x.removeLink(t)
	}
	return notAllowed()
}

func (x *exchange) getLinks(t *target) error {
	if err := x.refuse("$filter", "$orderby", "$top", "$expand", "deltaLink"); err != nil {
		return err
	}
	q := url.Values{"$select": {"id"}}
	if t.single {
		o, err := x.graph(request{method: http.MethodGet, path: t.path, query: q, entity: t.entity})
		if err != nil {
			return x.absent(t, err)
		}
		answer := x.envelope(x.linksFragment(t))
		answer.Set("url", x.location(x.entityIn(t, o), o))
		return x.json(http.StatusOK, answer.AppendJSON(nil))
	}
	list, err := x.all(t, q)
	if err != nil {
		return err
	}
	urls := make([]*odata.Object, len(list))
	for i, o := range list {
		urls[i] = odata.NewObject("url", x.location(x.entityIn(t, o), o))
	}
	return x.value(x.linksFragment(t), urls)
}

// linksFragment is "directoryObjects/$links/manager", as in the samples.
func (x *exchange) linksFragment(t *target) string {
	return "directoryObjects/$links/" + t.relation.name
}

// all reads a whole relation: lists of links have no pages (facts/aadgraph.md,
// section 4).
func (x *exchange) all(t *target, q url.Values) ([]*odata.Object, error) {
	var list []*odata.Object
	q.Set("$top", "999")
	for {
		page, err := x.graphPage(request{method: http.MethodGet, path: t.path, query: q, entity: t.entity})
		if err != nil {
			return nil, err
		}
		list = append(list, page.Value...)
		token := tokenOf(page.NextLink)
		if token == "" {
			return list, nil
		}
		q.Set("$skiptoken", token)
	}
}

// tokenOf gives the token in a link to a next page, "" if there is none.
func tokenOf(link string) string {
	u, err := url.Parse(link)
	if err != nil {
		return ""
	}
	return u.Query().Get("$skiptoken")
}

// setLink sets the link of a single relation, or adds one.
func (x *exchange) setLink(t *target) error {
	put := x.r.Method == http.MethodPut
	if !t.relation.writes || t.related != "" || put != t.relation.single {
		return notAllowed()
	}
	o, err := x.body()
	if err != nil {
		return err
	}
	id, err := x.linked(o)
	if err != nil {
		return err
	}
	body := odata.NewObject("@odata.id", "http://"+innerHost+"/v1.0/directoryObjects/"+url.PathEscape(id))
	if _, err := x.graph(request{method: x.r.Method, path: t.path + "/$ref", body: body, entity: t.entity}); err != nil {
		return err
	}
	return x.noContent()
}

func (x *exchange) removeLink(t *target) error {
	if !t.relation.writes || !t.single {
		return notAllowed()
	}
	if _, err := x.graph(request{method: http.MethodDelete, path: t.path + "/$ref", entity: t.entity}); err != nil {
		return x.absent(t, err)
	}
	return x.noContent()
}

// linked gives the id of the object that a body {"url": ...} names: an address
// of this tenant, .../directoryObjects/{id}, perhaps with its type behind it,
// or of a set.
func (x *exchange) linked(o *odata.Object) (string, error) {
	text := o.String("url")
	if text == "" {
		return "", badRequest("A link is an object with 'url', the address of what is linked.")
	}
	refused := badRequest("Invalid URL format specified in payload: '%s'.", text)
	u, err := url.Parse(text)
	if err != nil || u.RawQuery != "" || u.Fragment != "" || u.User != nil || u.Host != "" && !x.isHost(u) {
		return "", refused
	}
	segments, err := parsePath(u.EscapedPath())
	if err != nil || len(segments) < 2 {
		return "", refused
	}
	if u.Host != "" || strings.HasPrefix(u.Path, "/") {
		if ok, err := x.isTenant(segments[0].text); err != nil {
			return "", err
		} else if !ok {
			return "", refused
		}
		segments = segments[1:]
	}
	t := new(target)
	rest, err := x.start(t, segments)
	switch {
	case err != nil || t.function != nil || !t.single || t.entity.plain || len(rest) > 1:
		return "", refused
	case len(rest) == 1 && !isTypeName(rest[0].text):
		return "", refused
	case t.set.path == "directoryObjects" && odata.IsGUID(t.key):
		return t.key, nil
	}
	found, err := x.graph(request{method: http.MethodGet, path: t.path, query: url.Values{"$select": {"id"}}, entity: t.entity})
	if err != nil {
		return "", err
	}
	return found.ID(), nil
}

// isTypeName tells whether a segment is the name of a type in the namespace of
// any version: clients give back what older answers had.
func isTypeName(text string) bool {
	return strings.HasPrefix(text, version15.namespace()+".") || strings.HasPrefix(text, version201311.namespace()+".")
}

// isHost tells whether a URL's host is a root of the service: the one that the
// client reached, or one of the clouds' (facts/aadgraph.md, section 1).
func (x *exchange) isHost(u *url.URL) bool {
	hosts := []string{x.r.Host, "graph.windows.net", "graph.microsoftazure.us", "graph.cloudapi.de", "graph.chinacloudapi.cn"}
	return (u.Scheme == "https" || u.Scheme == "http") &&
		slices.ContainsFunc(hosts, func(h string) bool { return strings.EqualFold(h, u.Host) })
}
