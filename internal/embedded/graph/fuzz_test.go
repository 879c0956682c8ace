package graph_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/testkit/served"
)

// No request, however odd, is answered with 500 or with what is no error
// body.
func FuzzServe(f *testing.F) {
	transport := served.Open(f, filepath.Join(f.TempDir(), "directory.db"), nil).Transport()
	for _, seed := range [][3]string{
		{"GET", "/v1.0/users('a')/manager?$expand=manager($select=id)", ""},
		{"GET", "/v1.0/groups/delta?$deltatoken=eyJzIjoiZ3JvdXBzIn0", ""},
		{"GET", "/v1.0/users?$filter=startswith(displayName,'A')&$orderby=displayName&$count=true", ""},
		{"POST", "/v1.0/users", `{"accountEnabled":true,"passwordProfile":{"password":[]},"manager@odata.bind":1}`},
		{"PATCH", "/v1.0/me", `{"onPremisesExtensionAttributes":{"extensionAttribute1":null},"businessPhones":{}}`},
		{"POST", "/v1.0/$batch", `{"requests":[{"id":{},"method":"GET","url":"/me","dependsOn":[{}]},null]}`},
		{"POST", "/v1.0/groups", `{"members@odata.bind":[null],"groupTypes":[1]}`},
		{"POST", "/v1.0/directoryObjects/getByIds", `{"ids":[null],"types":[null]}`},
		{"PUT", "/v1.0/me/manager/$ref", `{"@odata.id":{}}`},
		{"DELETE", "/v1.0/directory/deletedItems/microsoft.graph.user/(", ""},
		{"GET", "/beta/directoryRoles/roleTemplateId=1/members/$count/$ref", ""},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, method, target, body string) {
		u, err := url.Parse(target)
		if err != nil || !strings.HasPrefix(target, "/") {
			t.Skip("not a path that a client could send")
		}
		u.Scheme, u.Host = "http", "directory.local"
		r := httptest.NewRequestWithContext(t.Context(), "GET", "/", strings.NewReader(body))
		r.Method, r.URL, r.Host = method, u, u.Host
		r.Header.Set("ConsistencyLevel", "eventual")
		answer, err := transport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		data := make([]byte, 16)
		n, _ := answer.Body.Read(data)
		answer.Body.Close()
		if answer.StatusCode == http.StatusInternalServerError {
			t.Fatalf("%s %s %s: 500", method, target, body)
		}
		if answer.StatusCode >= 400 && !strings.HasPrefix(string(data[:n]), `{"error":{"code"`) {
			t.Fatalf("%s %s: %d %s", method, target, answer.StatusCode, data[:n])
		}
	})
}
