package embedded

import (
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
)

// TestRoutes: who answers which path on a socket. Sign-in stays below the
// tenant too, where Azure AD Graph has everything else.
func TestRoutes(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), Options{Path: filepath.Join(t.TempDir(), "directory.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	public := s.Public(nil)
	for path, who := range map[string]string{
		"/v1.0/me": "graph", "/beta/me": "graph", "/V1.0/users": "graph",
		"/myorganization/users?api-version=1.6":                   "aadgraph",
		"/MYORGANIZATION":                                         "aadgraph",
		"/me?api-version=1.6":                                     "aadgraph",
		"/" + tenantID + "/users":                                 "aadgraph",
		"/" + tenantID + "?api-version=1.6":                       "aadgraph",
		"/contoso.onmicrosoft.com/users":                          "aadgraph",
		"/fabrikam.com/users?api-version=1.6":                     "aadgraph",
		"/myorganization/%2e%2e/users":                            "aadgraph",
		"/v1.0/%2e%2e/users":                                      "graph",
		"/" + tenantID + "/v2.0/.well-known/openid-configuration": "oauth",
		"/" + tenantID + "/.well-known/openid-configuration":      "oauth",
		"/" + tenantID + "/oauth2/v2.0/token":                     "oauth",
		"/contoso.onmicrosoft.com/oauth2/token":                   "oauth",
		"/contoso.onmicrosoft.com/OAuth2/token":                   "oauth",
		"/" + tenantID + "/discovery/v2.0/keys":                   "oauth",
		"/fabrikam.com/v2.0/.well-known/openid-configuration":     "oauth",
		"/common/users":                                           "oauth",
		"/favicon.ico":                                            "oauth",
		"/subscriptions?api-version=2016-06-01":                   "oauth",
	} {
		w := httptest.NewRecorder()
		public.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		got := "oauth"
		switch body := w.Body.String(); {
		case strings.HasPrefix(body, `{"odata.error":`):
			got = "aadgraph"
		case strings.HasPrefix(body, `{"error":{`) && strings.HasPrefix(strings.ToLower(path), "/v1.0") || strings.HasPrefix(path, "/beta"):
			got = "graph"
		}
		if got != who {
			t.Errorf("%s: %s answered, want %s: %d %s", path, got, who, w.Code, w.Body)
		}
	}
}
