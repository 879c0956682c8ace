package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	adapter "github.com/tenantctl/tenantctl/internal/directory/graph"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

func TestSmoke(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1.0/users", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Query().Get("$skiptoken") == "" {
			fmt.Fprintf(w, `{"value":[{"id":"1"},{"id":"2"}],"@odata.nextLink":"http://%s/v1.0/users?$skiptoken=x"}`, r.Host)
			return
		}
		fmt.Fprint(w, `{"value":[{"id":"3"}]}`)
	})
	mux.HandleFunc("POST /v1.0/$batch", func(w http.ResponseWriter, r *http.Request) {
		var in struct {
			Requests []struct {
				ID, Method, URL string
				Body            json.RawMessage
			}
		}
		json.NewDecoder(r.Body).Decode(&in)
		var out []string
		for _, m := range in.Requests {
			if strings.Contains(string(m.Body), `bind`) && strings.Contains(string(m.Body), "bad") {
				out = append(out, fmt.Sprintf(`{"id":"%s","status":400,"body":{"error":{"code":"Request_BadRequest","message":"no bad"}}}`, m.ID))
				continue
			}
			out = append(out, fmt.Sprintf(`{"id":"%s","status":204}`, m.ID))
		}
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"responses":[%s]}`, strings.Join(out, ","))
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(404)
		fmt.Fprint(w, `{"error":{"code":"Request_ResourceNotFound","message":"Resource 'x' does not exist"}}`)
	})
	srv := httptest.NewServer(mux)
	defer srv.Close()
	base, _ := url.Parse(srv.URL + "/v1.0/")
	a := adapter.New(graph.New(rest.Options{Base: base}))
	n := 0
	for o, err := range a.List(t.Context(), directory.Ref{Set: "users"}, odata.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		t.Log(o.ID())
		n++
	}
	if n != 3 {
		t.Fatal(n)
	}
	_, err := a.Get(t.Context(), directory.Ref{Set: "users", Key: "no#body"}, odata.Query{})
	t.Log(err)
	var ops []*directory.Operation
	for i := range 1000 {
		id := fmt.Sprint("m", i)
		if i%100 == 7 {
			id = "bad" + id
		}
		ops = append(ops, &directory.Operation{Verb: directory.Link, Ref: directory.Ref{Set: "groups", Key: "g", Path: "members"}, Other: directory.Ref{Set: "users", Key: id}, Target: id})
	}
	sent, failed := 0, 0
	for out := range a.Apply(t.Context(), ops, func(o []*directory.Operation) error { sent++; return nil }) {
		if out.Err != nil {
			failed++
			t.Log(out.Op.Target, out.Err)
		}
		n++
	}
	t.Log(sent, n, failed)
}
