package aadgraph_test

import (
	"encoding/json"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded"
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
	s, err := embedded.Open(t.Context(), embedded.Options{Path: path, Now: c.now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
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
	r, err := http.NewRequestWithContext(s.t.Context(), method, strings.ReplaceAll(target, " ", "%20"), strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		r.Header.Set(name, value)
	}
	answer, err := s.client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return reply{answer.StatusCode, answer.Header, string(data)}
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

// get reads a member of a JSON answer, by its path.
func (r reply) get(path ...string) any {
	var v any
	_ = json.Unmarshal([]byte(r.body), &v)
	for _, name := range path {
		o, ok := v.(map[string]any)
		if !ok {
			return nil
		}
		v = o[name]
	}
	return v
}

func (r reply) id() string {
	id, _ := r.get("objectId").(string)
	return id
}

// values gives one member of each object of a list.
func (r reply) values(name string) []string {
	list, _ := r.get("value").([]any)
	out := make([]string, 0, len(list))
	for _, v := range list {
		o, ok := v.(map[string]any)
		if !ok {
			continue
		}
		s, _ := o[name].(string)
		out = append(out, s)
	}
	return out
}

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
		if r.status != step.status {
			s.t.Errorf("%s %s: status %d, want %d: %s", step.method, step.target, r.status, step.status, r.body)
			continue
		}
		for _, f := range step.fragments {
			absent := strings.HasPrefix(f, "!")
			if strings.Contains(r.body, strings.TrimPrefix(f, "!")) == absent {
				s.t.Errorf("%s %s: fragment %s: body %s", step.method, step.target, f, r.body)
			}
		}
	}
}
