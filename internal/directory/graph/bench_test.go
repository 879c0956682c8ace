package graph_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	adapter "github.com/tenantctl/tenantctl/internal/directory/graph"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

const benchPages = 100

// manyPages serves 100 pages of 999 users of about 500 bytes, ready made.
func manyPages(b *testing.B) *httptest.Server {
	b.Helper()
	var list []string
	for i := range 999 {
		list = append(list, fmt.Sprintf(`{"id":"00000000-0000-4000-8000-%012d","displayName":"User %d","userPrincipalName":"user%d@contoso.onmicrosoft.com","businessPhones":["+1 425 555 0109"],"jobTitle":"Retail Manager","mail":null,"mobilePhone":null,"officeLocation":"18/2111","preferredLanguage":"en-US","surname":"Vance","givenName":"Adele","department":"Retail","streetAddress":%q}`, i, i, i, strings.Repeat("x", 150)))
	}
	body := `{"@odata.context":"c","value":[` + strings.Join(list, ",") + `]`
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := strconv.Atoi(r.URL.Query().Get("$skiptoken"))
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, body)
		if n < benchPages-1 {
			fmt.Fprintf(w, `,"@odata.nextLink":"http://%s/v1.0/users?$skiptoken=%d"`, r.Host, n+1)
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
			res, err := http.Get(srv.URL + "/v1.0/users?$skiptoken=" + strconv.Itoa(n))
			if err != nil {
				b.Fatal(err)
			}
			io.Copy(io.Discard, res.Body)
			res.Body.Close()
		}
	}
}

// BenchmarkList lists 99,900 users and writes each as JSON.
func BenchmarkList(b *testing.B) {
	srv := manyPages(b)
	base, err := url.Parse(srv.URL + "/v1.0/")
	if err != nil {
		b.Fatal(err)
	}
	a := adapter.New(graph.New(rest.Options{Base: base}))
	b.ReportAllocs()
	for b.Loop() {
		n, buf := 0, []byte(nil)
		for o, err := range a.List(b.Context(), directory.Ref{Set: "users"}, odata.Query{}) {
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

// BenchmarkCreates makes 10,000 users at a service with 50 ms latency. The
// least it can take is 10,000 / (20 x 8) x 50 ms = 3.125 s.
func BenchmarkCreates(b *testing.B) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in struct{ Requests []struct{ ID string } }
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			b.Error(err)
		}
		time.Sleep(50 * time.Millisecond)
		var out []string
		for _, m := range in.Requests {
			out = append(out, `{"id":"`+m.ID+`","status":201,"body":{"id":"x"}}`)
		}
		w.Header().Set("Content-Type", "application/json")
		io.WriteString(w, `{"responses":[`+strings.Join(out, ",")+`]}`)
	}))
	b.Cleanup(srv.Close)
	base, err := url.Parse(srv.URL + "/v1.0/")
	if err != nil {
		b.Fatal(err)
	}
	a := adapter.New(graph.New(rest.Options{Base: base}))
	for b.Loop() {
		var ops []*directory.Operation
		for i := range 10_000 {
			ops = append(ops, operation(directory.Create, "", "userPrincipalName", fmt.Sprint(i), "displayName", "x"))
		}
		for o := range a.Apply(b.Context(), ops, func([]*directory.Operation) error { return nil }) {
			if o.Err != nil {
				b.Fatal(o.Err)
			}
		}
	}
}

// BenchmarkJoins lets 100,000 members join one group at a service that answers
// at once: what remains is the choice of what may go.
func BenchmarkJoins(b *testing.B) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusNoContent) }))
	b.Cleanup(srv.Close)
	base, err := url.Parse(srv.URL + "/v1.0/")
	if err != nil {
		b.Fatal(err)
	}
	a := adapter.New(graph.New(rest.Options{Base: base}))
	var ops []*directory.Operation
	for i := range 100_000 {
		ops = append(ops, join("g", fmt.Sprintf("00000000-0000-4000-8000-%012d", i)))
	}
	for b.Loop() {
		for o := range a.Apply(b.Context(), ops, func([]*directory.Operation) error { return nil }) {
			if o.Err != nil {
				b.Fatal(o.Err)
			}
		}
	}
}
