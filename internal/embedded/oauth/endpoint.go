package oauth

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// noEndpoint tells a path that is none from a method that is none of it.
func (x *exchange) noEndpoint(parts []string) error {
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		if _, ok := find(tenantEndpoints(), parts, method); !ok {
			continue
		}
		x.w.Header().Set("Allow", method)
		return &failure{status: http.StatusMethodNotAllowed, kind: "invalid_request", code: 900561,
			text: fmt.Sprintf("The endpoint only accepts %s requests. Received a %s request.", method, x.r.Method)}
	}
	return noEndpoint(x.r)
}

// endpoint is one path below the root or a tenant. "*" stands for any part.
type endpoint struct {
	method, path string
	serve        func(*exchange) error
}

func rootEndpoints() []endpoint {
	return []endpoint{
		{"GET", "discovery/keys", (*exchange).keySet},
		{"GET", "devicelogin", (*exchange).deviceForm},
		{"POST", "devicelogin", (*exchange).devicePost},
		{"GET", "subscriptions", (*exchange).emptyList},
		{"GET", "tenants", (*exchange).emptyList},
	}
}

func tenantEndpoints() []endpoint {
	return []endpoint{
		{"POST", "oauth2/v2.0/token", (*exchange).token},
		{"POST", "oauth2/token", (*exchange).token},
		{"GET", "v2.0/.well-known/openid-configuration", (*exchange).openID},
		{"GET", ".well-known/openid-configuration", (*exchange).openIDv1},
		{"GET", "discovery/v2.0/keys", (*exchange).keySet},
		{"GET", "discovery/keys", (*exchange).keySet},
		{"GET", "discovery/instance", (*exchange).instance},
		{"GET", "userrealm/*", (*exchange).userRealm},
		{"POST", "oauth2/v2.0/devicecode", (*exchange).deviceCode},
		{"POST", "oauth2/devicecode", (*exchange).deviceCode},
		{"GET", "oauth2/deviceauth", (*exchange).deviceForm},
		{"POST", "oauth2/deviceauth", (*exchange).devicePost},
		{"GET", "oauth2/v2.0/authorize", (*exchange).authorize},
		{"GET", "oauth2/authorize", (*exchange).authorize},
	}
}

// find gives the endpoint of a path. HEAD is as GET.
func find(list []endpoint, parts []string, method string) (endpoint, bool) {
	if method == http.MethodHead {
		method = http.MethodGet
	}
	for _, e := range list {
		if e.method == method && e.matches(parts) {
			return e, true
		}
	}
	return endpoint{}, false
}

func (e endpoint) matches(parts []string) bool {
	want := strings.Split(e.path, "/")
	if len(want) != len(parts) {
		return false
	}
	for i, p := range parts {
		if want[i] != "*" && !strings.EqualFold(want[i], p) {
			return false
		}
	}
	return true
}

// split gives the decoded parts of an escaped path.
func split(escaped string) ([]string, error) {
	var parts []string
	for part := range strings.SplitSeq(strings.Trim(escaped, "/"), "/") {
		text, err := url.PathUnescape(part)
		if err != nil {
			return nil, &failure{status: http.StatusBadRequest, kind: "invalid_request", code: 900144, text: "The path cannot be read."}
		}
		if parts = append(parts, text); len(parts) > 8 {
			break // none of ours is as long
		}
	}
	return parts, nil
}
