package graph_test

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	adapter "github.com/tenantctl/tenantctl/internal/directory/graph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// service is a Graph that is told by the ids it meets what to answer:
// "bad…" is refused, "old…" is there already, "none…" is not there, "busy…"
// is throttled, "down…" fails, "lost…" has no answer in its batch. It watches
// that no two requests on their way, nor two members of one batch, touch the
// same user or group.
type service struct {
	t        *testing.T
	root     string
	pause    time.Duration
	crowd    int    // answers wait until so many requests have been there at once
	whole    int    // status of every $batch, if not 0
	group    string // answer for the group itself: "denied", "missing"
	mu       sync.Mutex
	requests []string // "METHOD path", members of batches indented
	done     []string // what took effect
	flying   map[string]bool
	now, max int
}

type wire struct {
	ID, Method, URL string
	Body            json.RawMessage
}

type answer struct {
	ID      string            `json:"id"`
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers,omitempty"`
	Body    json.RawMessage   `json:"body,omitempty"`
}

func (s *service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	one := wire{Method: r.Method, URL: strings.TrimPrefix(r.RequestURI, "/v1.0"), Body: body}
	members := []wire{one}
	batch := one.URL == "/$batch"
	if batch {
		var in struct{ Requests []wire }
		json.Unmarshal(body, &in)
		members = in.Requests
	}
	s.enter(one, members, batch)
	time.Sleep(s.pause)
	s.await()
	answers := s.leave(members)
	if batch && s.whole != 0 {
		w.WriteHeader(s.whole)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	if batch {
		json.NewEncoder(w).Encode(map[string]any{"responses": answers})
		return
	}
	for name, value := range answers[0].Headers {
		w.Header().Set(name, value)
	}
	w.WriteHeader(answers[0].Status)
	w.Write(answers[0].Body)
}

func (s *service) enter(one wire, members []wire, batch bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, one.Method+" "+one.URL)
	s.now++
	s.max = max(s.max, s.now)
	for _, m := range members {
		if batch {
			s.requests = append(s.requests, "  "+m.Method+" "+m.URL)
		}
		if object := touched(m); object != "" {
			if s.flying[object] {
				s.t.Errorf("two requests on their way touch %s", object)
			}
			s.flying[object] = true
		}
	}
}

// await holds an answer back until the crowd is there, ten seconds at most.
func (s *service) await() {
	for range 10_000 {
		s.mu.Lock()
		there := s.max >= s.crowd
		s.mu.Unlock()
		if there {
			return
		}
		time.Sleep(time.Millisecond)
	}
}

// touched names the user or the group that a request changes.
func touched(m wire) string {
	for _, set := range []string{"/users/", "/groups/"} {
		if id, ok := strings.CutPrefix(m.URL, set); ok {
			id, _, _ = strings.Cut(id, "/")
			return id
		}
	}
	return ""
}

func (s *service) leave(members []wire) []answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now--
	var answers []answer
	for _, m := range members {
		delete(s.flying, touched(m))
		a := s.answer(m)
		if a.ID = m.ID; a.Status != 0 {
			answers = append(answers, a)
		}
		if a.Status > 0 && a.Status < 300 {
			s.done = append(s.done, m.Method+" "+m.URL+" "+string(m.Body))
		}
	}
	return answers
}

// effects gives what has taken effect so far.
func (s *service) effects() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.done...)
}

// waiting is the number of requests without an answer.
func (s *service) waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

func (s *service) answer(m wire) answer {
	text := m.URL + string(m.Body)
	add := strings.Contains(text, "@odata.bind") || strings.HasSuffix(m.URL, "members/$ref")
	switch {
	case s.group == "denied":
		return refusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
	case s.group == "missing":
		return refusal(404, "Request_ResourceNotFound", "Resource 'G' does not exist or one of its queried reference-property objects are not present.")
	case strings.Contains(text, "bad"):
		return refusal(404, "Request_ResourceNotFound", "Resource 'bad' does not exist or one of its queried reference-property objects are not present.")
	case strings.Contains(text, "old") && add:
		return refusal(400, "Request_BadRequest", "One or more added object references already exist for the following modified properties: 'members'.")
	case strings.Contains(text, "NoneSuch"):
		return refusal(404, "Request_ResourceNotFound", "Resource 'nonesuch' does not exist or one of its queried reference-property objects are not present.")
	case strings.Contains(text, "none"):
		return refusal(404, "Request_ResourceNotFound", "Resource 'none' does not exist.")
	case strings.Contains(text, "html"):
		return answer{Status: 404, Body: json.RawMessage(`"<html>"`)}
	case strings.Contains(text, "busy"):
		a := refusal(429, "TooManyRequests", "later")
		a.Headers = map[string]string{"Retry-After": "3"}
		return a
	case strings.Contains(text, "down"):
		return refusal(503, "serviceNotAvailable", "down")
	case strings.Contains(text, "lost"):
		return answer{}
	case m.Method == "POST" && m.URL == "/users":
		return answer{Status: 201, Body: json.RawMessage(`{"@odata.context":"x","id":"new"}`)}
	}
	return answer{Status: 204}
}

func refusal(status int, code, message string) answer {
	return answer{Status: status, Body: json.RawMessage(fmt.Sprintf(`{"error":{"code":%q,"message":%q}}`, code, message))}
}

func serve(t *testing.T, set func(*rest.Options)) (*service, *adapter.Adapter) {
	t.Helper()
	s := &service{t: t, flying: map[string]bool{}}
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	s.root = srv.URL + "/v1.0"
	base, err := url.Parse(s.root)
	if err != nil {
		t.Fatal(err)
	}
	o := rest.Options{Base: base, Retry: rest.Retry{Attempts: 1}}
	if set != nil {
		set(&o)
	}
	return s, adapter.New(graph.New(o))
}

// shown writes an outcome as "target ok|already|KIND[!]"; ! is in doubt.
func shown(o directory.Outcome) string {
	what := "ok"
	if e := apierr.As(o.Err); e != nil {
		what = e.Kind.Error()
		if e.Sent {
			what += "!"
		}
	} else if o.Already {
		what = "already"
	}
	return o.Op.Target + " " + what
}

func join(group, member string) *directory.Operation {
	return &directory.Operation{
		Name: "join", Verb: directory.Link, Target: member,
		Ref:   directory.Ref{Set: "groups", Key: group, Path: "members"},
		Other: directory.Ref{Set: "users", Key: member},
	}
}

func operation(verb directory.Verb, id string, body ...any) *directory.Operation {
	return &directory.Operation{Verb: verb, Ref: directory.Ref{Set: "users", Key: id}, Target: id, Body: object(body)}
}
