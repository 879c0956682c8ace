package aadgraph_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	adapter "github.com/tenantctl/tenantctl/internal/directory/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

const benchPages = 100

// manyPages serves 100 pages of 999 users, ready made, whole as the service
// gives them.
func manyPages(b *testing.B) *httptest.Server {
	b.Helper()
	var more strings.Builder
	for i := range 30 {
		fmt.Fprintf(&more, `,"extension_0_%d":null`, i)
	}
	var list []string
	for i := range 999 {
		list = append(list, person(fmt.Sprint("u", i), fmt.Sprintf(`,"mobile":"1","telephoneNumber":"+1 425 555 0109","userPrincipalName":"user%d@contoso.onmicrosoft.com"`, i)+more.String()))
	}
	body := page(list...)
	body = body[:len(body)-1]
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(strings.Trim(r.URL.Query().Get("$skiptoken"), "X'"))
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, body)
		if n < benchPages-1 {
			fmt.Fprintf(w, `,"odata.nextLink":"directoryObjects/$/Microsoft.DirectoryServices.User?$skiptoken=X'%d'"`, n+1)
		}
		io.WriteString(w, "}")
	}))
	b.Cleanup(srv.Close)
	return srv
}

// BenchmarkListRaw is the measure for BenchmarkList: the same pages, read and
// thrown away as they come.
func BenchmarkListRaw(b *testing.B) {
	srv := manyPages(b)
	for b.Loop() {
		for n := range benchPages {
			res, err := http.Get(srv.URL + "/myorganization/users?$skiptoken=" + strconv.Itoa(n))
			if err != nil {
				b.Fatal(err)
			}
			io.Copy(io.Discard, res.Body)
			res.Body.Close()
		}
	}
}

// BenchmarkList lists 99,900 users as `user list` does, and writes each as
// JSON.
func BenchmarkList(b *testing.B) {
	srv := manyPages(b)
	base, err := url.Parse(srv.URL)
	if err != nil {
		b.Fatal(err)
	}
	a := adapter.New(aadgraph.New(aadgraph.Options{Options: rest.Options{Base: base}}))
	q := odata.Query{Select: []string{"id", "userPrincipalName", "displayName", "jobTitle", "department", "mobilePhone", "businessPhones", "city"}}
	b.ReportAllocs()
	for b.Loop() {
		n, buf := 0, []byte(nil)
		for o, err := range a.List(b.Context(), directory.Ref{Set: "users"}, q) {
			if err != nil {
				b.Fatal(err)
			}
			buf = o.AppendJSON(buf[:0])
			n++
		}
		if n != 999*benchPages {
			b.Fatal(n)
		}
	}
}
