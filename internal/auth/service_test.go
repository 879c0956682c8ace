package auth_test

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/auth"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// service is a sign-in service that gives tokens "token-1", "token-2", ..., or
// a prepared answer, and keeps what it was asked.
type service struct {
	mu     sync.Mutex
	life   int // seconds; 0 is 3600
	status int
	answer string
	kind   string // Content-Type of answer, JSON if empty
	urls   []string
	forms  []url.Values
}

// RoundTrip implements http.RoundTripper.
func (s *service) RoundTrip(r *http.Request) (*http.Response, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, err
	}
	s.urls, s.forms = append(s.urls, r.Method+" "+r.URL.String()), append(s.forms, form)
	res := &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Request: r}
	text := fmt.Sprintf(`{"token_type":"Bearer","expires_in":%d,"access_token":"token-%d"}`, max(s.life, 1), len(s.forms))
	if s.life == 0 {
		text = strings.Replace(text, `"expires_in":1,`, `"expires_in":3600,`, 1)
	}
	if s.status != 0 {
		res.StatusCode, text = s.status, s.answer
	}
	if s.kind != "" {
		res.Header.Set("Content-Type", s.kind)
	}
	res.Body = io.NopCloser(strings.NewReader(text))
	return res, nil
}

func (s *service) asked() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.forms)
}

// setUp is a program's surroundings in a test.
type setUp struct {
	service *service
	env     map[string]string
	now     time.Time
	store   auth.Store
	method  string
	debug   io.Writer
}

func newSetUp(env ...string) *setUp {
	u := &setUp{service: &service{}, env: map[string]string{}, now: time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)}
	for i := 0; i+1 < len(env); i += 2 {
		u.env[env[i]] = env[i+1]
	}
	return u
}

func (u *setUp) config() auth.Config {
	return auth.Config{
		Name: "profile lab", Authority: "https://login.test/", Tenant: "contoso.onmicrosoft.com", ClientID: "app-1",
		Resource: "https://graph.microsoft.com", Method: u.method, Env: func(name string) string { return u.env[name] },
		Transport: u.service, Store: u.store, Debug: u.debug, Now: func() time.Time { return u.now },
		Sleep: func(context.Context, time.Duration) error { return nil },
	}
}

func (u *setUp) open(t *testing.T) *auth.Source {
	t.Helper()
	s, err := auth.New(u.config())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// header signs a request in and gives its header Authorization.
func header(t *testing.T, s *auth.Source) (string, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://graph.test/", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	err = s.Authorize(t.Context(), r)
	return r.Header.Get("Authorization"), err
}

func wantHeader(t *testing.T, s *auth.Source, want string) {
	t.Helper()
	if got, err := header(t, s); err != nil || got != want {
		t.Errorf("Authorization is %q (%v), want %q", got, err, want)
	}
}

// wantError checks an error's kind, and parts of its text with its hint.
func wantError(t *testing.T, err error, kind apierr.Kind, parts ...string) {
	t.Helper()
	e := apierr.As(err)
	if e == nil || e.Kind != kind {
		t.Fatalf("got %v (%v), want kind %v", err, apierr.KindOf(err), kind)
	}
	for _, part := range parts {
		if !strings.Contains(e.Error()+" | "+e.Hint, part) {
			t.Errorf("%q, hint %q: does not say %q", e.Error(), e.Hint, part)
		}
	}
}

// jwtOf makes a token with claims and no signature.
func jwtOf(t *testing.T, claims map[string]any) string {
	t.Helper()
	text, err := json.Marshal(claims)
	if err != nil {
		t.Fatal(err)
	}
	encode := base64.RawURLEncoding.EncodeToString
	return encode([]byte(`{"alg":"RS256"}`)) + "." + encode(text) + ".c2ln"
}

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}
