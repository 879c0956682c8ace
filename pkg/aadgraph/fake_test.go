package aadgraph_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// service is a scripted Azure AD Graph below a path of its own: each request
// takes the next reply, the last one stays. "BASE" in a reply stands for the
// service's own root.
type service struct {
	mu      sync.Mutex
	replies []reply
	asked   []string // "METHOD path?query" below the root, as it came
	header  []http.Header
	bodies  []string
	base    string
}

type reply struct {
	status int
	body   string
	kind   string // Content-Type; empty is the service's, "-" none
	header http.Header
}

func ok(body string) reply { return reply{status: 200, body: body} }

func none() reply { return reply{status: 204, kind: "-"} }

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	s.asked = append(s.asked, r.Method+" "+strings.TrimPrefix(r.RequestURI, "/any/prefix/"))
	s.header, s.bodies = append(s.header, r.Header), append(s.bodies, string(body))
	a := s.replies[0]
	if len(s.replies) > 1 {
		s.replies = s.replies[1:]
	}
	for name, values := range a.header {
		w.Header()[name] = values
	}
	switch a.kind {
	case "":
		w.Header().Set("Content-Type", "application/json;odata=minimalmetadata;streaming=true;charset=utf-8")
	case "-":
	default:
		w.Header().Set("Content-Type", a.kind)
	}
	w.WriteHeader(a.status)
	io.WriteString(w, strings.ReplaceAll(a.body, "BASE", s.base))
}

// serve starts a service and gives a client of it.
func serve(t *testing.T, replies ...reply) (*service, *aadgraph.Client) {
	t.Helper()
	return serveWith(t, aadgraph.Options{}, replies...)
}

func serveWith(t *testing.T, o aadgraph.Options, replies ...reply) (*service, *aadgraph.Client) {
	t.Helper()
	s := &service{replies: replies}
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	s.base = srv.URL + "/any/prefix"
	base, err := url.Parse(s.base)
	if err != nil {
		t.Fatal(err)
	}
	o.Base, o.Retry = base, rest.Retry{Attempts: 2, Base: time.Microsecond}
	return s, aadgraph.New(o)
}

func (s *service) want(t *testing.T, requests ...string) {
	t.Helper()
	if got, want := strings.Join(s.asked, "\n"), strings.Join(requests, "\n"); got != want {
		t.Errorf("requests:\n%s\nwant:\n%s", got, want)
	}
}

func wantKind(t *testing.T, err error, kind apierr.Kind) *apierr.Error {
	t.Helper()
	e := apierr.As(err)
	if e == nil || e.Kind != kind {
		t.Fatalf("error is %v (%v), want kind %v", err, apierr.KindOf(err), kind)
	}
	return e
}

func object(t *testing.T, text string) *odata.Object {
	t.Helper()
	o, err := odata.ParseObject([]byte(text))
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return o
}
