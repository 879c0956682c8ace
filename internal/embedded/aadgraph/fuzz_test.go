package aadgraph_test

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
		{"GET", "/users('a')/manager?$expand=directReports", ""},
		{"GET", "/users?$filter=startswith(telephoneNumber,'A') and otherMails/any(x:x eq 'y')&$top=1", ""},
		{"GET", "/users?$filter=assignedLicenses/any(l:l/skuId eq guid'00000000-0000-0000-0000-000000000000') or lastDirSyncTime ge datetime'2020-01-01T00:00:00Z'", ""},
		{"GET", "/directoryObjects/$/Microsoft.DirectoryServices.User?$skiptoken=X'703D757365727326743D78'", ""},
		{"GET", "/directoryObjects?deltaLink=&$filter=isof('Microsoft.DirectoryServices.User')&$select=User/mobile,x", ""},
		{"GET", "/users?deltaLink=eyJwIjoidXNlcnMiLCJzIjpbeyJuIjoidXNlcnMiLCJ0IjoieCJ9XSwicSI6MX0", ""},
		{"POST", "/users", `{"accountEnabled":true,"passwordProfile":{"password":[]},"telephoneNumber":["x"],"signInNames":[{"type":1}]}`},
		{"PATCH", "/me", `{"telephoneNumber":{},"mobile":[],"passwordProfile":[],"assignedLicenses":[null]}`},
		{"PATCH", "/applications/x", `{"oauth2AllowImplicitFlow":true,"keyCredentials":[null],"informationalUrls":1,"availableToOtherTenants":"x"}`},
		{"POST", "/groups/x/$links/members", `{"url":{}}`},
		{"PUT", "/me/$links/manager", `{"url":"https://graph.windows.net/myorganization/users('')"}`},
		{"POST", "/getObjectsByObjectIds", `{"objectIds":[null],"types":[null]}`},
		{"POST", "/isMemberOf", `{"groupId":1,"memberId":[]}`},
		{"POST", "/applications/x/addKey", `{"keyCredential":[],"proof":{}}`},
		{"POST", "/deletedApplications/x/restore", `{"identifierUris":[{}]}`},
		{"GET", "/domains('x')/verificationDnsRecords/", ""},
	} {
		f.Add(seed[0], seed[1], seed[2], "application/json")
	}
	f.Add("POST", "/$batch", "--b\r\n\r\nGET /me?api-version=1.6\r\n\r\n\r\n--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n\r\nPATCH /me?api-version=1.6 HTTP/1.1\r\n\r\n{}\r\n--c--\r\n--b--",
		"multipart/mixed; boundary=b")
	f.Fuzz(func(t *testing.T, method, target, body, contentType string) {
		u, err := url.Parse(root + target)
		if err != nil || !strings.HasPrefix(target, "/") {
			t.Skip("not a path that a client could send")
		}
		if u.RawQuery != "" {
			u.RawQuery += "&"
		}
		u.RawQuery += "api-version=1.6"
		r := httptest.NewRequestWithContext(t.Context(), "GET", "/", strings.NewReader(body))
		r.Method, r.URL, r.Host = method, u, u.Host
		r.Header.Set("Content-Type", contentType)
		answer, err := transport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		data := make([]byte, 32)
		n, _ := answer.Body.Read(data)
		answer.Body.Close()
		if answer.StatusCode == http.StatusInternalServerError {
			t.Fatalf("%s %s %s: 500", method, target, body)
		}
		if answer.StatusCode >= 400 && !strings.HasPrefix(string(data[:n]), `{"odata.error":{"code"`) {
			t.Fatalf("%s %s: %d %s", method, target, answer.StatusCode, data[:n])
		}
	})
}
