// Package resttest is a scripted directory on a socket, for the tests of the
// clients that are built on package rest: it answers what it was told to, and
// keeps what it was asked.
package resttest

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Service answers each request with the next reply; the last one stays. It is
// safe for concurrent use; what it keeps is to be read when nothing is asked
// any more.
type Service struct {
	// Base is its root, with which it takes the place of "BASE" in replies.
	Base   string
	Asked  []string // "METHOD path?query" below the root, as it came
	Header []http.Header
	Bodies []string

	mu      sync.Mutex
	kind    string
	below   string
	replies []Reply
}

// Reply is an answer to a request.
type Reply struct {
	Status int
	Body   string
	Kind   string // Content-Type; empty is the service's, "-" none
	Header http.Header
}

// OK is a reply with a body.
func OK(body string) Reply { return Reply{Status: http.StatusOK, Body: body} }

// Start starts a service below a path, such as "/any/prefix", whose answers are
// of a media type unless they say otherwise. It ends with the test.
func Start(t testing.TB, path, kind string, replies []Reply) (*Service, *url.URL) {
	t.Helper()
	s := &Service{kind: kind, below: path + "/", replies: replies}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.Base = server.URL + path
	base, err := url.Parse(s.Base)
	if err != nil {
		t.Fatal(err)
	}
	return s, base
}

// ServeHTTP implements http.Handler.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	s.Asked = append(s.Asked, r.Method+" "+strings.TrimPrefix(r.RequestURI, s.below))
	s.Header, s.Bodies = append(s.Header, r.Header), append(s.Bodies, string(body))
	a := s.replies[0]
	if len(s.replies) > 1 {
		s.replies = s.replies[1:]
	}
	for name, values := range a.Header {
		w.Header()[name] = values
	}
	switch a.Kind {
	case "":
		w.Header().Set("Content-Type", s.kind)
	case "-":
	default:
		w.Header().Set("Content-Type", a.Kind)
	}
	w.WriteHeader(a.Status)
	io.WriteString(w, strings.ReplaceAll(a.Body, "BASE", s.Base))
}

// Want fails the test unless these, "METHOD path?query", were asked.
func (s *Service) Want(t testing.TB, requests ...string) {
	t.Helper()
	if got, want := strings.Join(s.Asked, "\n"), strings.Join(requests, "\n"); got != want {
		t.Errorf("requests:\n%s\nwant:\n%s", got, want)
	}
}

// WantKind fails the test unless an error is one of apierr of a kind, and gives
// it.
func WantKind(t testing.TB, err error, kind apierr.Kind) *apierr.Error {
	t.Helper()
	e := apierr.As(err)
	if e == nil || e.Kind != kind {
		t.Fatalf("error is %v (%v), want kind %v", err, apierr.KindOf(err), kind)
	}
	return e
}
