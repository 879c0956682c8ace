package graph_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/testkit/served"
)

const root = "http://directory.local/v1.0"

// server is a fresh directory whose exchanges are recorded for the checker
// of contracts.
type server struct {
	t      *testing.T
	client *http.Client
	clock  *clock
}

// clock is the server's time, which a test may move on.
type clock struct{ offset time.Duration }

func (c *clock) now() time.Time { return time.Now().Add(c.offset) }

func newServer(t *testing.T) *server {
	t.Helper()
	return newServerAt(t, filepath.Join(t.TempDir(), "directory.db"))
}

func newServerAt(t *testing.T, path string) *server {
	t.Helper()
	c := new(clock)
	s := served.Open(t, path, c.now)
	return &server{t: t, clock: c, client: &http.Client{Transport: recording{s.Transport()}}}
}

// reply is what a request was answered.
type reply struct {
	status int
	header http.Header
	body   string
}

// do sends a request. target is a path below the version root or a whole URL;
// headers are "Name: value".
func (s *server) do(method, target, body string, headers ...string) reply {
	s.t.Helper()
	if !strings.HasPrefix(target, "http") {
		target = root + target
	}
	a := served.Send(s.t, s.client, method, target, body, headers...)
	return reply{a.Status, a.Header, a.Body}
}

// must sends a request and fails the test unless it is answered with status.
func (s *server) must(status int, method, target, body string, headers ...string) reply {
	s.t.Helper()
	r := s.do(method, target, body, headers...)
	if r.status != status {
		s.t.Fatalf("%s %s: status %d, want %d: %s", method, target, r.status, status, r.body)
	}
	return r
}

func (r reply) answer() served.Answer {
	return served.Answer{Status: r.status, Header: r.header, Body: r.body}
}

// get reads a member of a JSON answer, by its path.
func (r reply) get(path ...string) any { return r.answer().Get(path...) }

func (r reply) id() string {
	id, _ := r.get("id").(string)
	return id
}

// values gives one member of each object of a list.
func (r reply) values(name string) []string { return r.answer().Values(name) }

// user creates a user with this local part and gives its id.
func (s *server) user(name string, more ...string) string {
	s.t.Helper()
	extra := strings.Join(append(more, ""), ",")
	return s.must(http.StatusCreated, "POST", "/users", `{`+extra+`"accountEnabled":true,"displayName":"`+name+
		`","mailNickname":"`+name+`","userPrincipalName":"`+name+`@contoso.onmicrosoft.com",
		"passwordProfile":{"password":"`+longPassword+`"}}`).id()
}

// longPassword is hashed fast.
const longPassword = "correct-Horse-battery-staple-7-and-some-more"

// group creates a security group and gives its id.
func (s *server) group(name string) string {
	s.t.Helper()
	return s.must(http.StatusCreated, "POST", "/groups", `{"displayName":"`+name+`","mailNickname":"`+name+
		`","mailEnabled":false,"securityEnabled":true}`).id()
}

// unified creates a Microsoft 365 group and gives its id.
func (s *server) unified(name string) string {
	s.t.Helper()
	return s.must(http.StatusCreated, "POST", "/groups", `{"displayName":"`+name+`","mailNickname":"`+name+
		`","mailEnabled":true,"securityEnabled":false,"groupTypes":["Unified"]}`).id()
}

func reference(id string) string {
	return `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/` + id + `"}`
}

// step is a request with its answer: fragments that the body holds, and with
// a leading "!" those that it does not.
type step struct {
	method, target, body string
	headers              []string
	status               int
	fragments            []string
}

func (s *server) run(steps []step) {
	s.t.Helper()
	for _, step := range steps {
		r := s.do(step.method, step.target, step.body, step.headers...)
		r.answer().Is(s.t, step.method+" "+step.target, served.Want{Status: step.status, Fragments: step.fragments})
	}
}

func advanced() []string { return []string{"ConsistencyLevel: eventual"} }
