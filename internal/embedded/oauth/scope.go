package oauth

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// asked is what a client asks for: permissions of one resource.
type asked struct {
	resource string   // as the client wrote it; it becomes the token's audience (exchange.audience)
	names    []string // of permissions; ".default" among them is in whole
	whole    bool     // .default: all that was granted
	openID   []string // openid, profile, email, offline_access
	prefixed bool     // the client wrote the resource before the permission
}

// offline tells whether a refresh token is asked for.
func (a asked) offline() bool { return slices.Contains(a.openID, "offline_access") }

// parseAsked reads what a token request asks for: "resource" of the older
// endpoint, else "scope". The order of scopes is kept.
func parseAsked(form url.Values) (asked, error) {
	if resource := form.Get("resource"); resource != "" {
		return asked{resource: resource, whole: true, prefixed: true, openID: []string{"openid", "offline_access"}}, nil
	}
	scope := form.Get("scope")
	var a asked
	for _, s := range strings.Fields(scope) {
		if err := a.add(s); err != nil {
			return asked{}, err
		}
	}
	if a.whole && len(a.names) > 0 {
		return asked{}, &failure{status: http.StatusBadRequest, kind: "invalid_scope", code: 70011,
			text: "The provided value for the input parameter 'scope' is not valid: .default scope can't be combined with resource-specific scopes."}
	}
	if a.resource == "" {
		a.resource = MicrosoftGraph.appID()
	}
	return a, nil
}

func (a *asked) add(s string) error {
	switch s {
	case "openid", "profile", "email", "offline_access":
		a.openID = append(a.openID, s)
		return nil
	}
	resource, name := MicrosoftGraph.appID(), s
	if i := strings.LastIndexByte(s, '/'); i >= 0 {
		resource, name = s[:i], s[i+1:]
		a.prefixed = true
	}
	switch {
	case name == "" || resource == "":
		return invalidScope(s)
	case a.resource == "":
		a.resource = resource
	case !strings.EqualFold(a.resource, resource) && !sameAPI(a.resource, resource):
		return &failure{status: http.StatusBadRequest, kind: "invalid_request", code: 28000,
			text: "Provided value for the input parameter scope is not valid because it contains more than one resource. Scope " + s + " is not valid."}
	}
	if name == ".default" {
		a.whole = true
	} else if !slices.Contains(a.names, name) {
		a.names = append(a.names, name)
	}
	return nil
}

// answered is the "scope" of a token answer, in the form in which the client
// asked: clients look tokens up by it.
func (a asked) answered(granted []string) string {
	prefix := ""
	if a.prefixed {
		prefix = a.resource + "/"
	}
	var all []string
	for _, g := range granted {
		all = append(all, prefix+g)
	}
	if a.whole {
		all = append(all, prefix+".default")
	}
	for _, name := range a.openID {
		if name != "offline_access" {
			all = append(all, name)
		}
	}
	return strings.Join(all, " ")
}
