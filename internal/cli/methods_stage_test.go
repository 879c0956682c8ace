package cli_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/cli"
	"github.com/tenantctl/tenantctl/internal/embedded"
	"github.com/tenantctl/tenantctl/internal/iostreams"
)

// stage is a directory in which every method has something to work on: an
// application "rich" with all that it can have, a "bare" one, a "lone" one
// without a service principal, and a deleted one. Each line plays on a copy.
type stage struct {
	file   string
	values map[string]string // that commands name as $NAME
	// tokens are those of three applications: "none" has no permission,
	// "stranger" has the one of the list, and "owner" owns the objects too. The
	// key that signed them is in the directory: making one takes longer than
	// all else.
	tokens map[string]string
}

// request is a request that was sent, or kept back, and its answer.
type request struct {
	method, version, path, query string
	body, answer                 string
	status                       int // 0 if it was kept back
}

func (r request) String() string {
	return fmt.Sprintf("%s %s%s (%d)", r.method, r.version, r.path, r.status)
}

// writes says that a request changes something, which some POSTs do not.
func (r request) writes() bool {
	return r.method != http.MethodGet && !strings.HasSuffix(r.path, "/getByIds") && !strings.HasSuffix(r.path, "/getPasswordSingleSignOnCredentials")
}

// owned says that a request is about an object, which an application with the
// permission has to own: not if it only reads, or makes a new one.
func (r request) owned() bool {
	return r.method != http.MethodGet && r.path != "/applications" && !strings.HasPrefix(r.path, "/applicationTemplates/")
}

// newStage makes the directory, and the keys beside it.
func newStage(t *testing.T) *stage {
	t.Helper()
	folder := t.TempDir()
	s := &stage{file: filepath.Join(folder, "directory.db"), values: map[string]string{"folder": folder}, tokens: map[string]string{}}
	server, err := embedded.Open(t.Context(), embedded.Options{Path: s.file})
	if err != nil {
		t.Fatal(err)
	}
	(&decorator{t, s, server.Transport()}).decorate()
	for _, name := range []string{"none", "stranger", "owner"} {
		if s.tokens[name], err = server.IssueToken(t.Context(), "", s.values[name+"AppId"]); err != nil {
			t.Fatal(err)
		}
	}
	if err := server.Close(); err != nil {
		t.Fatal(err)
	}
	return s
}

// copy makes a home with a copy of the directory.
func (s *stage) copy(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	data, err := os.ReadFile(s.file)
	if err == nil {
		err = os.WriteFile(filepath.Join(folder, "directory.db"), data, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

// run runs a line's command at a home, and gives the requests that it sent
// and kept back.
func (s *stage) run(t *testing.T, home string, m method, more ...string) ([]request, error) {
	var args []string
	for word := range strings.FieldsSeq(m.command) {
		args = append(args, os.Expand(word, func(name string) string {
			if name == "home" {
				return home
			}
			return s.values[name]
		}))
	}
	streams, _, out, problems := iostreams.Test()
	seen := &witness{}
	code := cli.Run(t.Context(), cli.Options{
		Args: append(args, more...), IO: streams, Now: time.Now,
		Env:  func(name string) string { return map[string]string{"TENANTCTL_HOME": home}[name] },
		Wrap: func(next http.RoundTripper) http.RoundTripper { seen.next = next; return seen },
	})
	if code != 0 {
		return nil, fmt.Errorf("exit code %d: %s", code, problems)
	}
	if len(more) == 0 {
		return seen.list, nil
	}
	if strings.Contains(out.String(), `"eyJ`) {
		return nil, errors.New("the proof is shown")
	}
	if i := slices.IndexFunc(seen.list, request.writes); i >= 0 {
		return nil, fmt.Errorf("%s was sent", seen.list[i])
	}
	return append(seen.list, keptBack(out.Bytes())...), nil
}

// keptBack reads what a dry run prints.
func keptBack(data []byte) []request {
	var printed []struct{ Method, URL string }
	if json.Unmarshal(data, &printed) != nil {
		return nil
	}
	var list []request
	for _, p := range printed {
		if u, err := url.Parse(p.URL); err == nil && p.Method != "" {
			list = append(list, requestOf(p.Method, u))
		}
	}
	return list
}

func requestOf(method string, u *url.URL) request {
	version, path, _ := strings.Cut(strings.TrimPrefix(u.EscapedPath(), "/"), "/")
	if plain, err := url.PathUnescape(path); err == nil {
		path = plain
	}
	return request{method: method, version: version, path: "/" + path, query: u.RawQuery}
}

// witness is a transport that keeps what goes through it.
type witness struct {
	next http.RoundTripper
	mu   sync.Mutex
	list []request
}

// RoundTrip implements http.RoundTripper.
func (w *witness) RoundTrip(r *http.Request) (*http.Response, error) {
	seen := requestOf(r.Method, r.URL)
	if r.Body != nil {
		data, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		seen.body = string(data)
		r = r.Clone(r.Context())
		r.Body = io.NopCloser(strings.NewReader(seen.body))
	}
	answer, err := w.next.RoundTrip(r)
	if err == nil {
		data, readErr := io.ReadAll(answer.Body)
		answer.Body.Close()
		answer.Body = io.NopCloser(bytes.NewReader(data))
		seen.status, seen.answer, err = answer.StatusCode, string(data), readErr
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.list = append(w.list, seen)
	return answer, err
}

// answer is what the directory says to a request from outside.
type answer struct {
	status int
	body   string
}

// kept looks for the secrets of an exchange in the files at a home, but for the
// directory's own: the journal and the like.
func (s *stage) kept(home string, r request) error {
	secrets := regexp.MustCompile(`"(?:secretText|proof)":"([^"]+)"`).FindAllStringSubmatch(r.body+r.answer, -1)
	if len(secrets) == 0 && strings.HasSuffix(r.path, "/addPassword") {
		return errors.New("no password was made")
	}
	return filepath.WalkDir(home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), "directory.db") {
			return err
		}
		data, err := os.ReadFile(path)
		for _, secret := range secrets {
			if strings.Contains(string(data), secret[1]) {
				return fmt.Errorf("%s holds a secret", path)
			}
		}
		return err
	})
}

// asker opens a copy of the directory and gives a way to ask it with a token.
func (s *stage) asker(t *testing.T, folder string) func(request, string) answer {
	t.Helper()
	server, err := embedded.Open(t.Context(), embedded.Options{Path: filepath.Join(folder, "directory.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	public := server.Public(nil)
	return func(r request, token string) answer {
		target := (&url.URL{Scheme: "https", Host: "localhost", Path: "/" + r.version + r.path, RawQuery: r.query}).String()
		asked := httptest.NewRequestWithContext(t.Context(), r.method, target, strings.NewReader(r.body))
		asked.Header.Set("Authorization", "Bearer "+token)
		asked.Header.Set("ConsistencyLevel", "eventual")
		if r.body != "" {
			asked.Header.Set("Content-Type", "application/json")
		}
		w := httptest.NewRecorder()
		public.ServeHTTP(w, asked)
		return answer{w.Code, w.Body.String()}
	}
}
