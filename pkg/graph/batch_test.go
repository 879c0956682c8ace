package graph_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func responses(members ...string) reply {
	return ok(`{"responses":[` + strings.Join(members, ",") + `]}`)
}

// A member's error does not repeat the secret of its request.
func TestBatchHidesEchoes(t *testing.T) {
	t.Parallel()
	_, c := serve(t, responses(`{"id":"1","status":400,"body":`+graphError("Request_BadRequest", "'hush-hush' is too short")+`}`))
	body := odata.NewObject("passwordProfile", odata.NewObject("password", "hush-hush"))
	answers, err := c.Batch(t.Context(), []graph.BatchRequest{{Method: "POST", Path: "users", Body: body}})
	if err != nil || answers[0].Err == nil || answers[0].Err.Error() != "'***' is too short" {
		t.Errorf("%+v, %v", answers, err)
	}
}

func posts(n int) []graph.BatchRequest {
	list := make([]graph.BatchRequest, n)
	for i := range list {
		list[i] = graph.BatchRequest{Method: "POST", Path: "users", Body: odata.NewObject("n", i)}
	}
	return list
}

func TestBatch(t *testing.T) {
	t.Parallel()
	const good1, good2 = `{"id":"1","status":201,"body":{"id":"a"}}`, `{"id":"2","status":204}`
	tests := []struct {
		name string
		r    reply
		want string // per member: status, kind of the error, ! for in doubt, id of the object
	}{
		{"both", responses(good1, good2), "201 a; 204"},
		{"in any order", responses(good2, good1), "201 a; 204"},
		{"ids as numbers", responses(`{"id":2,"status":204}`, `{"id":1,"status":204}`), "204; 204"},
		{"one refused", responses(`{"id":"1","status":400,"body":`+graphError("Request_BadRequest", "m")+`}`, good2), "400 invalid; 204"},
		{"one throttled", responses(good1, `{"id":"2","status":429,"headers":{"Retry-After":"7"},"body":`+graphError("TooManyRequests", "m")+`}`), "201 a; 429 throttled"},
		{"one failed", responses(good1, `{"id":"2","status":503}`), "201 a; 503 unavailable!"},
		{"one that surely failed", responses(good1, `{"id":"2","status":500,"body":`+graphError("directoryReadOnly", "m")+`}`), "201 a; 500 other"},
		{"one missing", responses(good1), "201 a; 0 unavailable!"},
		{"none", ok(`{"responses":[]}`), "0 unavailable!; 0 unavailable!"},
		{"no list", ok(`{}`), "0 unavailable!; 0 unavailable!"},
		{"an answer to nobody", responses(good1, good2, `{"id":"3","status":500}`, `{"id":"x","status":500}`, `{"status":500}`), "201 a; 204"},
		{"the same twice", responses(good1, good2, good2), "201 a; 204"},
		{"two answers to one", responses(good1, good2, `{"id":"2","status":400}`), "201 a; 0 unavailable!"},
		{"no status", responses(good1, `{"id":"2"}`), "201 a; 0 other!"},
		{"not JSON", reply{Status: 200, Body: "<html>", Kind: "text/html"}, "0 unavailable!; 0 unavailable!"},
		{"half of it", ok(`{"responses":[{"id":"1","sta`), "0 unavailable!; 0 unavailable!"},
		{"refused as a whole", reply{Status: 400, Body: graphError("BadRequest", "m")}, "0 invalid; 0 invalid"},
		{"failed as a whole", reply{Status: 503}, "0 unavailable!; 0 unavailable!"},
		{"throttled as a whole", reply{Status: 429, Header: http.Header{"Retry-After": {"0.001"}}}, "0 throttled; 0 throttled"},
		{"body in base64", responses(`{"id":"1","status":200,"body":"eyJpZCI6ImIifQ=="}`, good2), "200 b; 204"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			_, c := serve(t, tt.r)
			answers, _ := c.Batch(t.Context(), posts(2))
			var got []string
			for _, a := range answers {
				got = append(got, shown(a))
			}
			if g := strings.Join(got, "; "); g != tt.want {
				t.Errorf("%s, want %s", g, tt.want)
			}
		})
	}
}

func shown(a graph.BatchResponse) string {
	s := fmt.Sprint(a.Status)
	if e := apierr.As(a.Err); e != nil {
		kind := e.Kind.Error()
		if e.Kind == apierr.Other {
			kind = "other"
		}
		s += " " + kind
		if e.Sent {
			s += "!"
		}
	}
	if a.Object != nil {
		s += " " + a.Object.ID()
	}
	return s
}

func TestBatchRetryAfter(t *testing.T) {
	t.Parallel()
	_, c := serve(t, responses(`{"id":"1","status":429,"headers":{"retry-after":"2.5"}}`))
	answers, err := c.Batch(t.Context(), posts(1))
	if err != nil {
		t.Fatal(err)
	}
	if e := apierr.As(answers[0].Err); e == nil || e.RetryAfter != 2500*time.Millisecond {
		t.Errorf("%+v", answers[0].Err)
	}
}

func TestBatchIsSplit(t *testing.T) {
	t.Parallel()
	var all []string
	for i := range 20 {
		all = append(all, fmt.Sprintf(`{"id":"%d","status":204}`, i+1))
	}
	refused := reply{Status: 400, Body: graphError("BadRequest", "m")}
	s, c := serve(t, responses(all...), refused)
	answers, err := c.Batch(t.Context(), posts(45))
	if err == nil || len(answers) != 45 || len(s.Asked) != 2 {
		t.Fatalf("%d answers, %d requests, %v", len(answers), len(s.Asked), err)
	}
	for i, want := range map[int]apierr.Kind{20: apierr.Invalid, 39: apierr.Invalid, 40: apierr.Interrupted, 44: apierr.Interrupted} {
		wantKind(t, answers[i].Err, want)
	}
	var sent struct {
		Requests []struct {
			ID, Method, URL string
			Headers         map[string]string
		}
	}
	if err := json.Unmarshal([]byte(s.Bodies[0]), &sent); err != nil {
		t.Fatal(err)
	}
	if n := len(sent.Requests); n != 20 || sent.Requests[19].ID != "20" {
		t.Errorf("first request has %d members", n)
	}
}

func TestBatchMembers(t *testing.T) {
	t.Parallel()
	s, c := serve(t, responses(`{"id":"1","status":200}`, `{"id":"2","status":204}`))
	_, err := c.Batch(t.Context(), []graph.BatchRequest{
		{Method: "GET", Path: "users", Query: odata.Query{Filter: "a", Advanced: true}},
		{Method: "PATCH", Path: "users/a%23b", Body: odata.NewObject("x", "<日>"), Header: http.Header{"If-Match": {"*"}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"requests":[{"id":"1","method":"GET","url":"/users?$filter=a&$count=true","headers":{"ConsistencyLevel":"eventual"}},` +
		`{"id":"2","method":"PATCH","url":"/users/a%23b","headers":{"Content-Type":"application/json","If-Match":"*"},"body":{"x":"<日>"}}]}`
	if got := s.Bodies[0]; got != want {
		t.Errorf("body\n%s\nwant\n%s", got, want)
	}
}

func TestBatchOfReadsIsRepeated(t *testing.T) {
	t.Parallel()
	reads := []graph.BatchRequest{{Method: "GET", Path: "users/1"}, {Method: "POST", Path: "users/1/getMemberGroups", Read: true}}
	s, c := serve(t, reply{Status: 503}, responses(`{"id":"1","status":200}`, `{"id":"2","status":200}`))
	if _, err := c.Batch(t.Context(), reads); err != nil || len(s.Asked) != 2 {
		t.Errorf("%v after %d requests", err, len(s.Asked))
	}
}
