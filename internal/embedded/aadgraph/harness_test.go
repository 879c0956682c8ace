package aadgraph_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/testkit/served"
)

const (
	host   = "http://directory.local"
	root   = host + "/myorganization"
	domain = "contoso.onmicrosoft.com"
)

// server is a fresh directory, reached in process as the administrator.
type server struct {
	t        *testing.T
	client   *http.Client
	embedded *embedded.Server
	clock    *clock
	base     string // where it is reached
}

// clock is the server's time, which a test may move on.
type clock struct{ offset time.Duration }

func (c *clock) now() time.Time { return time.Now().Add(c.offset) }

func newServer(t *testing.T) *server {
	t.Helper()
	return newServerAt(t, filepath.Join(t.TempDir(), "directory.db"))
}

// newServerAt is a server on a file.
func newServerAt(t *testing.T, path string) *server {
	t.Helper()
	c := new(clock)
	s := served.Open(t, path, c.now)
	return &server{t: t, clock: c, embedded: s, base: host, client: &http.Client{Transport: s.Transport()}}
}

// reply is what a request was answered.
type reply struct {
	status int
	header http.Header
	body   string
}

// do sends a request. target is a path below /myorganization, to which
// api-version=1.6 is added where it has none, or a whole URL; headers are
// "Name: value".
func (s *server) do(method, target, body string, headers ...string) reply {
	s.t.Helper()
	if !strings.HasPrefix(target, "http") {
		target = s.base + "/myorganization" + target
		if !strings.Contains(target, "api-version") {
			mark := "?"
			if strings.Contains(target, "?") {
				mark = "&"
			}
			target += mark + "api-version=1.6"
		}
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
	id, _ := r.get("objectId").(string)
	return id
}

// values gives one member of each object of a list.
func (r reply) values(name string) []string { return r.answer().Values(name) }

// longPassword is hashed fast.
const longPassword = "correct-Horse-battery-staple-7-and-some-more"

// user creates a user with this local part and gives its id.
func (s *server) user(name string, more ...string) string {
	s.t.Helper()
	extra := strings.Join(append(more, ""), ",")
	return s.must(http.StatusCreated, "POST", "/users", `{`+extra+`"accountEnabled":true,"displayName":"`+name+
		`","mailNickname":"`+name+`","userPrincipalName":"`+name+`@contoso.onmicrosoft.com",
		"passwordProfile":{"password":"`+longPassword+`","forceChangePasswordNextLogin":false}}`).id()
}

// group creates a security group and gives its id.
func (s *server) group(name string) string {
	s.t.Helper()
	return s.must(http.StatusCreated, "POST", "/groups", `{"displayName":"`+name+`","mailNickname":"`+name+
		`","mailEnabled":false,"securityEnabled":true}`).id()
}

// link is the body that names an object in $links.
func link(id string) string {
	return `{"url":"https://graph.windows.net/myorganization/directoryObjects/` + id + `"}`
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
