package graph_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// always gives every request the same answer.
type always string

func (a always) RoundTrip(*http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}},
		ContentLength: int64(len(a)), Body: io.NopCloser(strings.NewReader(string(a))),
	}, nil
}

// BenchmarkBatch writes a batch of 20 new people and reads its answer.
func BenchmarkBatch(b *testing.B) {
	const person = `{"id":"f5f2c6b2-1c4e-4c3a-9a55-0d1f4c6f2a11","displayName":"Gustav Schwarzkopf",` +
		`"userPrincipalName":"gustav.schwarzkopf.0@contoso.onmicrosoft.com","businessPhones":["(0481) 383521150"]}`
	var answers []string
	var members []graph.BatchRequest
	for i := range graph.MaxBatch {
		answers = append(answers, fmt.Sprintf(`{"id":"%d","status":201,"headers":{"Content-Type":"application/json"},"body":%s}`, i+1, person))
		body, err := odata.ParseObject([]byte(person))
		if err != nil {
			b.Fatal(err)
		}
		members = append(members, graph.BatchRequest{Method: "POST", Path: "users", Body: body})
	}
	c := graph.New(rest.Options{
		Base:      &url.URL{Scheme: "https", Host: "directory.example", Path: "/v1.0/"},
		Transport: always(`{"responses":[` + strings.Join(answers, ",") + `]}`),
	})
	b.ReportAllocs()
	for b.Loop() {
		if got, err := c.Batch(b.Context(), members); err != nil || got[19].Object == nil {
			b.Fatal(got, err)
		}
	}
}
