package graph_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// exampleServer stands for Microsoft Graph: two pages of users and nothing else.
func exampleServer() *httptest.Server {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /v1.0/users", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Query().Get("$skiptoken") == "" {
			fmt.Fprintf(w, `{"value":[{"displayName":"Lee Gu"}],"@odata.nextLink":"http://%s/v1.0/users?$skiptoken=2"}`, r.Host)
			return
		}
		fmt.Fprint(w, `{"value":[{"displayName":"Siobhán O'Brien"}]}`)
	})
	mux.HandleFunc("GET /v1.0/users/{id}", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"error":{"code":"Request_ResourceNotFound","message":"Resource 'nobody' does not exist."}}`)
	})
	return httptest.NewServer(mux)
}

func Example() {
	server := exampleServer()
	defer server.Close()
	base, _ := url.Parse(server.URL + "/v1.0/")
	client := graph.New(rest.Options{Base: base, Authorize: func(_ context.Context, r *http.Request) error {
		r.Header.Set("Authorization", "Bearer TOKEN")
		return nil
	}})
	ctx := context.Background()

	for user, err := range client.List(ctx, "users", odata.Query{Select: []string{"displayName"}}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(user.String("displayName"))
	}
	_, err := client.Get(ctx, "users/nobody", odata.Query{})
	fmt.Println(errors.Is(err, apierr.NotFound), apierr.As(err).Code)
	// Output:
	// Lee Gu
	// Siobhán O'Brien
	// true Request_ResourceNotFound
}
