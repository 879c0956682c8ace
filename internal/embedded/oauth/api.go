package oauth

import (
	"net/http"
	"strings"
)

// API is a service of the directory that takes access tokens. A token for one
// is refused by the other.
type API uint8

// The services of the directory.
const (
	MicrosoftGraph API = iota
	AADGraph           // Azure AD Graph
)

// names are the URL and the application id, the same everywhere, that a
// service goes by in requests for tokens and as their audience.
func (a API) names() (url, appID string) {
	if a == AADGraph {
		return "https://graph.windows.net", "00000002-0000-0000-c000-000000000000"
	}
	return "https://graph.microsoft.com", "00000003-0000-0000-c000-000000000000"
}

// url is the name of a service that is an address.
func (a API) url() string {
	url, _ := a.names()
	return url
}

// appID is a service's application id.
func (a API) appID() string {
	_, id := a.names()
	return id
}

// goesBy tells whether a name, with or without a slash at its end, is one of
// the service's.
func (a API) goesBy(name string) bool {
	name = strings.TrimSuffix(name, "/")
	return strings.EqualFold(name, a.url()) || strings.EqualFold(name, a.appID())
}

// apiNamed gives the service that goes by a name; ok is false if none does.
func apiNamed(name string) (a API, ok bool) {
	for _, a := range []API{MicrosoftGraph, AADGraph} {
		if a.goesBy(name) {
			return a, true
		}
	}
	return 0, false
}

// apiOf gives the service that a client asks a token for: by a name, or by
// the address at which it reached this host, which is Microsoft Graph's for
// clients with an endpoint of their own. No service principal of the tenant
// can take such a name for itself.
func apiOf(resource string, r *http.Request) (a API, ok bool) {
	if a, ok = apiNamed(resource); ok {
		return a, ok
	}
	return MicrosoftGraph, strings.EqualFold(strings.TrimSuffix(resource, "/"), baseOf(r))
}

// sameAPI tells whether two names are of one service of the directory.
func sameAPI(a, b string) bool {
	of, ok := apiNamed(a)
	other, also := apiNamed(b)
	return ok && also && of == other
}
