package aadgraph

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// sortRedirects puts the replyUrls of an application, which the translation
// has put under web, where they belong canonically: each stays with the kind
// of client that it is of, and a new one is of a public client if the
// application is one.
func (x *exchange) sortRedirects(t *target, body *odata.Object) error {
	const name = "redirectUris"
	given := body.Object("web")
	if t.entity.name != "Application" || !given.Has(name) {
		return nil
	}
	var uris []string
	if given.Decode(name, &uris) != nil {
		return nil // Graph refuses what is no list of strings
	}
	now, err := x.redirects(t)
	if err != nil {
		return err
	}
	fresh := "web"
	if public, said := body.Bool("isFallbackPublicClient"); public {
		fresh = "publicClient"
	} else if public, _ = now.Bool("isFallbackPublicClient"); public && !said {
		fresh = "publicClient"
	}
	kinds := []string{"web", "spa", "publicClient"}
	of := map[string][]string{}
	for _, uri := range uris {
		kind := fresh
		if i := slices.IndexFunc(kinds, func(k string) bool { return slices.Contains(now.Object(k).Strings(name), uri) }); i >= 0 {
			kind = kinds[i]
		}
		of[kind] = append(of[kind], uri)
	}
	for _, kind := range kinds {
		if kind != "web" && len(of[kind])+len(now.Object(kind).Strings(name)) == 0 {
			continue
		}
		client := body.Object(kind)
		if client == nil {
			client = new(odata.Object)
		}
		client.Set(name, append([]string{}, of[kind]...))
		body.Set(kind, client)
	}
	return nil
}

// redirects reads what an application has of redirect URIs; a new one has
// none.
func (x *exchange) redirects(t *target) (*odata.Object, error) {
	if !t.single {
		return new(odata.Object), nil
	}
	return x.graph(request{method: http.MethodGet, path: t.path, entity: t.entity,
		query: url.Values{"$select": {"id,isFallbackPublicClient,web,spa,publicClient"}}})
}
