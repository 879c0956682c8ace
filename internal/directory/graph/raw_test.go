package graph_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/directory"
	adapter "github.com/tenantctl/tenantctl/internal/directory/graph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// echo keeps what it is asked, as it is on the wire, and answers.
type echo struct {
	asked  []string
	answer string
	kind   string
	status int
}

// RoundTrip implements http.RoundTripper.
func (e *echo) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	e.asked = append(e.asked, strings.TrimSpace(r.Method+" "+r.URL.String()+" "+string(body)))
	return &http.Response{
		StatusCode: max(e.status, 200), Header: http.Header{"Content-Type": {e.kind}}, Request: r,
		Body: io.NopCloser(strings.NewReader(e.answer)),
	}, nil
}

// rawAdapter makes an adapter whose service stands below a path of its host.
func rawAdapter(t *testing.T, e *echo) *adapter.Adapter {
	t.Helper()
	base, err := url.Parse("https://graph.test/prefix/v1.0/")
	if err != nil {
		t.Fatal(err)
	}
	a := adapter.New(graph.New(rest.Options{Base: base, Transport: e}))
	a.Root = graph.New(rest.Options{Base: base.JoinPath(".."), Transport: e})
	return a
}

func TestAskAsWritten(t *testing.T) {
	t.Parallel()
	tests := []struct{ path, want string }{
		{"/users", "/v1.0/users"},
		{"users?$top=5", "/v1.0/users?$top=5"},
		{"/v1.0/users", "/v1.0/users"},
		{"/BETA/me", "/BETA/me"},
		{"beta", "/beta"},
		{"/users?$filter=displayName eq 'Müller & \"Co\"'", "/v1.0/users?$filter=displayName%20eq%20'M%C3%BCller%20&%20%22Co%22'"},
		{"/users?$filter=a%20eq%20'x%2By'", "/v1.0/users?$filter=a%20eq%20'x%2By'"},
		{"/users/lee_x.com#EXT#@contoso.com", "/v1.0/users/lee_x.com%23EXT%23@contoso.com"},
		{"/users/100%", "/v1.0/users/100%25"},
		{"https://graph.test/prefix/v1.0/users?$skiptoken=a%3Db", "/v1.0/users?$skiptoken=a%3Db"},
		{"HTTPS://GRAPH.test/prefix/beta/me", "/beta/me"},
		{"/users?$filter=startswith(mail,'https://x')", "/v1.0/users?$filter=startswith(mail,'https://x')"},
	}
	for _, test := range tests {
		e := &echo{answer: `{"b":1,"a":2}`, kind: "application/json; charset=utf-8"}
		got, err := rawAdapter(t, e).Ask(t.Context(), &directory.RawRequest{Method: "GET", Path: test.path})
		if err != nil {
			t.Errorf("%s: %v", test.path, err)
			continue
		}
		if diff := cmp.Diff([]string{"GET https://graph.test/prefix" + test.want}, e.asked); diff != "" {
			t.Errorf("%s: %s", test.path, diff)
		}
		if string(got.Body) != e.answer || got.Type != "application/json" || got.Status != 200 {
			t.Errorf("%s: answer %+v", test.path, got)
		}
	}
}

func TestAskRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		method, path string
		kind         apierr.Kind
	}{
		{"POST", "/users", apierr.Invalid},
		{"GET", "https://graph.example.com/v1.0/users", apierr.Usage},
		{"GET", "https://graph.test.evil.example/prefix/v1.0/users", apierr.Usage},
		{"GET", "https://graph.test@evil.example/prefix/v1.0/users", apierr.Usage},
		{"GET", "http://graph.test/prefix/v1.0/users", apierr.Usage},
		{"GET", "https://graph.test/elsewhere", apierr.Usage},
		{"GET", "/users/../../elsewhere", apierr.Invalid},
		{"GET", "/users/%2e%2e/%2e%2e/elsewhere", apierr.Invalid},
	}
	for _, test := range tests {
		e := &echo{}
		_, err := rawAdapter(t, e).Ask(t.Context(), &directory.RawRequest{Method: test.method, Path: test.path})
		if apierr.KindOf(err) != test.kind || len(e.asked) > 0 {
			t.Errorf("%s %s: %v, asked %v", test.method, test.path, err, e.asked)
		}
	}
}

// applyOne carries one operation out.
func applyOne(t *testing.T, a *adapter.Adapter, op *directory.Operation, sending func([]*directory.Operation) error) directory.Outcome {
	t.Helper()
	var all []directory.Outcome
	for out := range a.Apply(t.Context(), []*directory.Operation{op}, sending) {
		all = append(all, out)
	}
	if len(all) != 1 {
		t.Fatalf("%d outcomes", len(all))
	}
	return all[0]
}

func announced(n *int) func([]*directory.Operation) error {
	return func(ops []*directory.Operation) error { *n += len(ops); return nil }
}

func request(r *directory.RawRequest, body *odata.Object) *directory.Operation {
	return &directory.Operation{Verb: directory.Request, Request: r, Body: body, Target: r.Target()}
}

func TestRequestIsApplied(t *testing.T) {
	t.Parallel()
	e, sent := &echo{answer: `{"id":"7"}`, kind: "application/json", status: 201}, 0
	out := applyOne(t, rawAdapter(t, e), request(&directory.RawRequest{Method: "POST", Path: "/users?x=1"}, odata.NewObject("a", 1)), announced(&sent))
	if out.Err != nil || out.Object.ID() != "7" || string(out.Answer.Body) != e.answer || sent != 1 {
		t.Errorf("%+v, announced %d", out, sent)
	}
	if diff := cmp.Diff([]string{`POST https://graph.test/prefix/v1.0/users?x=1 {"a":1}`}, e.asked); diff != "" {
		t.Error(diff)
	}
}

func TestRequestWithContent(t *testing.T) {
	t.Parallel()
	e, sent := &echo{status: 204}, 0
	r := &directory.RawRequest{Method: "PUT", Path: "/me/photo/$value", Headers: map[string]string{"Content-Type": "image/png"}, Content: []byte("picture"), Size: 7}
	if out := applyOne(t, rawAdapter(t, e), request(r, nil), announced(&sent)); out.Err != nil {
		t.Fatal(out.Err)
	}
	if diff := cmp.Diff([]string{"PUT https://graph.test/prefix/v1.0/me/photo/$value picture"}, e.asked); diff != "" {
		t.Error(diff)
	}
	// What a resume finds in the journal has no content: an empty picture must not go.
	r.Content = nil
	out := applyOne(t, rawAdapter(t, e), request(r, nil), announced(&sent))
	if apierr.KindOf(out.Err) != apierr.Invalid || len(e.asked) != 1 {
		t.Errorf("%v, asked %v", out.Err, e.asked)
	}
}

func TestRequestThatFails(t *testing.T) {
	t.Parallel()
	e, sent := &echo{status: 404, kind: "application/json", answer: `{"error":{"code":"Request_ResourceNotFound","message":"no"}}`}, 0
	out := applyOne(t, rawAdapter(t, e), request(&directory.RawRequest{Method: "DELETE", Path: "/users/x?y=1"}, nil), announced(&sent))
	if got := apierr.As(out.Err); got == nil || got.Kind != apierr.NotFound || got.Target != "DELETE /users/x" || out.Already {
		t.Errorf("%+v", out)
	}
	refused := apierr.New(apierr.Other, "", "the journal is full")
	e.asked = nil
	out = applyOne(t, rawAdapter(t, e), request(&directory.RawRequest{Method: "DELETE", Path: "/users/x"}, nil), func([]*directory.Operation) error { return refused })
	if out.Err == nil || len(e.asked) > 0 {
		t.Errorf("%v, asked %v", out.Err, e.asked)
	}
	out = applyOne(t, rawAdapter(t, e), request(&directory.RawRequest{Method: "DELETE", Path: "/groups/g/members/m"}, nil), announced(&sent))
	if apierr.KindOf(out.Err) != apierr.Invalid || len(e.asked) > 0 {
		t.Errorf("%v, asked %v", out.Err, e.asked)
	}
}
