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

// Lists users and looks at the kind of an error.
func Example() {
	service := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if r.URL.Path == "/v1.0/users" {
			fmt.Fprint(w, `{"value":[{"id":"1","displayName":"Lee Gu"}]}`)
			return
		}
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"error":{"code":"Request_ResourceNotFound","message":"Resource '2' does not exist."}}`)
	}))
	defer service.Close()

	base, err := url.Parse(service.URL + "/v1.0/") // https://graph.microsoft.com/v1.0/
	if err != nil {
		fmt.Println(err)
		return
	}
	c := graph.New(rest.Options{Base: base})
	ctx := context.Background()
	for user, err := range c.List(ctx, "users", odata.Query{Select: []string{"id", "displayName"}}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(user.ID(), user.String("displayName"))
	}
	_, err = c.Get(ctx, odata.KeyPath("users", "2"), odata.Query{})
	fmt.Println(errors.Is(err, apierr.NotFound), err)
	// Output:
	// 1 Lee Gu
	// true Resource '2' does not exist
}
