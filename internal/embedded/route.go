package embedded

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tenantctl/tenantctl/internal/embedded/aadgraph"
	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/oauth"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func isGraphPath(path string) bool {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return strings.EqualFold(first, "v1.0") || strings.EqualFold(first, "beta")
}

// isAADGraph tells whether a path is Azure AD Graph's: it begins with an alias
// or with what names a tenant, an id or a domain, and does not go on with a
// part of sign-in. Whether there is such a tenant, the service says.
func isAADGraph(u *url.URL) bool {
	first, rest, more := strings.Cut(strings.Trim(u.Path, "/"), "/")
	switch {
	case isGraphPath(u.Path):
		return false
	case strings.EqualFold(first, "myorganization"), strings.EqualFold(first, "me"):
		return true
	case !odata.IsGUID(first) && !strings.Contains(first, "."), !more && !strings.Contains(u.RawQuery, "api-version="):
		return false
	}
	second, _, _ := strings.Cut(rest, "/")
	return !slices.ContainsFunc([]string{"oauth2", "v2.0", ".well-known", "discovery", "userrealm"},
		func(part string) bool { return strings.EqualFold(part, second) })
}

// serveAADGraph answers a request as the caller that its token names. Only
// $metadata needs none.
func (s *Server) serveAADGraph(w *recorder, r *http.Request) {
	if aadgraph.IsMetadata(r) {
		s.aadgraph.ServeHTTP(w, r)
		return
	}
	caller, err := s.oauth.CallerFor(r, oauth.AADGraph)
	if err != nil {
		var e *core.Error
		if errors.As(err, &e) && e.Status == http.StatusUnauthorized {
			w.Header().Set("WWW-Authenticate", fmt.Sprintf(
				`Bearer authorization_uri="https://%s/%s/oauth2/authorize", resource_id="00000002-0000-0000-c000-000000000000"`, r.Host, tenantID))
		}
		w.refused = err.Error()
		s.aadgraph.Refuse(w, r, err)
		return
	}
	w.caller = caller.ID
	s.aadgraph.ServeHTTP(w, r.WithContext(core.WithCaller(r.Context(), caller)))
}
