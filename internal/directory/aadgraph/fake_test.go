package aadgraph_test

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	adapter "github.com/tenantctl/tenantctl/internal/directory/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// service is an Azure AD Graph that answers from a table: "METHOD path?query",
// or as much of its beginning as is unique. What is not in it is answered 204
// (changes) or 404.
type service struct {
	t       *testing.T
	answers []scripted
	hold    func(request string) // runs while a request is on its way

	mu    sync.Mutex
	asked []string // "METHOD path?query body", without the address and api-version
}

type scripted struct {
	request string
	status  int
	body    string
}

const root = "https://graph.test/prefix/"

// RoundTrip implements http.RoundTripper.
func (s *service) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	address, err := url.QueryUnescape(strings.ReplaceAll(r.URL.String(), "+", "%2B"))
	if err != nil {
		return nil, err
	}
	if !strings.Contains(address, "api-version=1.6") {
		s.t.Errorf("%s has no api-version", address)
	}
	address = strings.NewReplacer("?api-version=1.6&", "?", "?api-version=1.6", "", "&api-version=1.6", "").Replace(address)
	request := strings.TrimSpace(r.Method + " " + strings.TrimPrefix(address, root) + " " + string(body))
	s.mu.Lock()
	s.asked = append(s.asked, request)
	s.mu.Unlock()
	if s.hold != nil {
		s.hold(request)
	}
	a := s.answer(r.Method, request)
	return &http.Response{
		StatusCode: a.status, Header: http.Header{"Content-Type": {"application/json;odata=minimalmetadata"}}, Request: r,
		Body: io.NopCloser(strings.NewReader(a.body)),
	}, nil
}

func (s *service) answer(method, request string) scripted {
	for _, a := range s.answers {
		if strings.HasPrefix(request, a.request) {
			return a
		}
	}
	if method == http.MethodGet {
		return scripted{status: 404, body: refusal("Request_ResourceNotFound", "Resource '"+request+"' does not exist or one of its queried reference-property objects are not present.")}
	}
	return scripted{status: 204}
}

func refusal(code, message string) string {
	return fmt.Sprintf(`{"odata.error":{"code":%q,"message":{"lang":"en","value":%q},"values":null}}`, code, message)
}

func page(objects ...string) string {
	return `{"odata.metadata":"x","value":[` + strings.Join(objects, ",") + `]}`
}

func person(name, more string) string {
	return fmt.Sprintf(`{"odata.type":"Microsoft.DirectoryServices.User","objectType":"User","objectId":"id-%s","displayName":%q,"jobTitle":null%s}`, name, name, more)
}

// serve makes an adapter of a service.
func serve(t *testing.T, set func(*rest.Options), answers ...scripted) (*service, *adapter.Adapter) {
	t.Helper()
	s := &service{t: t, answers: answers}
	base, err := url.Parse(root)
	if err != nil {
		t.Fatal(err)
	}
	o := rest.Options{Base: base, Transport: s, Retry: rest.Retry{Attempts: 1}}
	if set != nil {
		set(&o)
	}
	return s, adapter.New(aadgraph.New(aadgraph.Options{Options: o, Tenant: "contoso.com"}))
}

// names reads a list and gives the displayName of its objects; an error comes
// as its last element.
func names(t *testing.T, a *adapter.Adapter, ref directory.Ref, q odata.Query) string {
	t.Helper()
	var list []string
	for o, err := range a.List(t.Context(), ref, q) {
		if err != nil {
			list = append(list, apierr.KindOf(err).Error())
			break
		}
		list = append(list, o.String("displayName"))
	}
	return strings.Join(list, " ")
}

// outcomes carries operations out and gives their outcomes, sorted: "target
// ok|already|KIND[!]"; ! is in doubt.
func outcomes(t *testing.T, a *adapter.Adapter, ops ...*directory.Operation) []string {
	t.Helper()
	var list []string
	for o := range a.Apply(t.Context(), ops, func([]*directory.Operation) error { return nil }) {
		what := "ok"
		if e := apierr.As(o.Err); e != nil {
			what = e.Kind.Error()
			if e.Sent {
				what += "!"
			}
		} else if o.Already {
			what = "already"
		}
		list = append(list, o.Op.Target+" "+what)
	}
	slices.Sort(list)
	return list
}

func operation(verb directory.Verb, ref directory.Ref, body ...any) *directory.Operation {
	op := &directory.Operation{Verb: verb, Ref: ref, Target: ref.Key}
	if len(body) > 0 {
		op.Body = odata.NewObject(body...)
	}
	return op
}

func to(op *directory.Operation, other string) *directory.Operation {
	op.Other = directory.Ref{Set: "directoryObjects", Key: other}
	return op
}
