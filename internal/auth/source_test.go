package auth_test

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/auth"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// memory is a store.
type memory map[string][]byte

// Load implements auth.Store.
func (m memory) Load(_ context.Context, key string) []byte { return m[key] }

// Save implements auth.Store.
func (m memory) Save(_ context.Context, key string, value []byte) { m[key] = value }

func TestTokenIsReplacedAhead(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		life  int
		after time.Duration
		want  string
	}{
		{"an hour's, new", 3600, 0, "Bearer token-1"},
		{"an hour's, long before its end", 3600, 54 * time.Minute, "Bearer token-1"},
		{"an hour's, shortly before its end", 3600, 56 * time.Minute, "Bearer token-2"},
		{"one of 4 minutes, in its first half", 240, 119 * time.Second, "Bearer token-1"},
		{"one of 4 minutes, in its second half", 240, 121 * time.Second, "Bearer token-2"},
	}
	for _, test := range tests {
		u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
		u.service.life = test.life
		s := u.open(t)
		wantHeader(t, s, "Bearer token-1")
		u.now = u.now.Add(test.after)
		t.Run(test.name, func(t *testing.T) { wantHeader(t, s, test.want) })
	}
}

func TestOldTokenServesWhileServiceIsAway(t *testing.T) {
	t.Parallel()
	u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
	s := u.open(t)
	wantHeader(t, s, "Bearer token-1")
	u.now = u.now.Add(57 * time.Minute)
	u.service.status, u.service.answer = 503, "away"
	wantHeader(t, s, "Bearer token-1")
	u.now = u.now.Add(3 * time.Minute)
	_, err := header(t, s)
	wantError(t, err, apierr.Unavailable, "503")
}

func TestStoredToken(t *testing.T) {
	t.Parallel()
	u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
	u.store = memory{}
	wantHeader(t, u.open(t), "Bearer token-1")
	wantHeader(t, u.open(t), "Bearer token-1") // another run
	u.env["TENANTCTL_CLIENT_SECRET"] = "other"
	wantHeader(t, u.open(t), "Bearer token-2")
	u.env["TENANTCTL_CLIENT_SECRET"] = "hush"
	wantHeader(t, u.open(t), "Bearer token-1")
	c := u.config()
	c.Tenant = "fabrikam.com"
	other, err := auth.New(c)
	if err != nil {
		t.Fatal(err)
	}
	wantHeader(t, other, "Bearer token-3")
	u.now = u.now.Add(time.Hour)
	wantHeader(t, u.open(t), "Bearer token-4")
	for _, value := range u.store.(memory) {
		if text := string(value); len(text) > 0 && text[0] != '{' {
			t.Errorf("stored %q", text)
		}
	}
}

func TestDamagedStore(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "{", `{"access":""}`, `[]`, `{"access":1}`} {
		u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
		m := memory{}
		u.store = m
		wantHeader(t, u.open(t), "Bearer token-1")
		for key := range m {
			m[key] = []byte(text)
		}
		wantHeader(t, u.open(t), "Bearer token-2")
	}
}

// refusing is a directory that takes one token only. Where there is a gate, it
// refuses when all who are to be refused have asked.
type refusing struct {
	takes string
	gate  *sync.WaitGroup
}

// RoundTrip implements http.RoundTripper.
func (d refusing) RoundTrip(r *http.Request) (*http.Response, error) {
	res := &http.Response{StatusCode: 200, Header: http.Header{}, Body: http.NoBody, Request: r}
	if r.Header.Get("Authorization") == d.takes {
		return res, nil
	}
	res.StatusCode = 401
	if d.gate != nil {
		d.gate.Done()
		d.gate.Wait()
	}
	return res, nil
}

func TestRefusedTogetherRenewOnce(t *testing.T) {
	t.Parallel()
	u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
	s := u.open(t)
	var gate, all sync.WaitGroup
	gate.Add(8)
	c := rest.New(rest.Options{
		Base: mustURL(t, "https://graph.test/"), Transport: refusing{"Bearer token-2", &gate},
		Authorize: s.Authorize, Renew: s.Renew,
	})
	for range 8 {
		all.Go(func() {
			if _, err := c.Do(t.Context(), &rest.Request{Method: "POST", Path: "users", Body: []byte("{}")}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := u.service.asked(); n != 2 {
		t.Errorf("%d tokens were asked for, want the first and one new one", n)
	}
}

func TestRenewTakesWhatAnotherProcessGot(t *testing.T) {
	t.Parallel()
	u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
	u.store = memory{}
	first, second := u.open(t), u.open(t)
	wantHeader(t, first, "Bearer token-1")
	wantHeader(t, second, "Bearer token-1")
	for _, s := range []*auth.Source{first, second} {
		if _, err := send(t, s, "Bearer token-2"); err != nil {
			t.Error(err)
		}
	}
	if n := u.service.asked(); n != 2 {
		t.Errorf("%d tokens were asked for, want 2", n)
	}
}

// A stored token may be older than a permission: one new one is got. A token
// that was got just now permits no more when it is got again.
func TestPermitReplacesAStoredTokenOnce(t *testing.T) {
	t.Parallel()
	u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
	u.store = memory{}
	first, second := u.open(t), u.open(t)
	wantHeader(t, first, "Bearer token-1")
	wantHeader(t, second, "Bearer token-1")
	if err := first.Permit(t.Context()); !errors.Is(err, rest.ErrNoRenewal) {
		t.Errorf("of a token that was got just now: %v", err)
	}
	if err := second.Permit(t.Context()); err != nil {
		t.Fatal(err)
	}
	wantHeader(t, second, "Bearer token-2")
	if err := second.Permit(t.Context()); !errors.Is(err, rest.ErrNoRenewal) {
		t.Errorf("a second time: %v", err)
	}
	wantHeader(t, u.open(t), "Bearer token-2")
}

func TestRefusedForGood(t *testing.T) {
	t.Parallel()
	u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
	_, err := send(t, u.open(t), "Bearer none")
	if apierr.KindOf(err) != apierr.Unauthenticated || u.service.asked() != 2 {
		t.Errorf("%v after %d tokens, want one new one", err, u.service.asked())
	}
}

func TestGivenTokenIsRefused(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "token")
	write := func(text string) {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("old\n")
	u := newSetUp("TENANTCTL_ACCESS_TOKEN_FILE", file)
	s := u.open(t)
	_, err := send(t, s, "Bearer new")
	wantError(t, err, apierr.Unauthenticated, "401")
	write("new\n")
	if _, err := send(t, s, "Bearer new"); err != nil {
		t.Errorf("the file's new token was not taken: %v", err)
	}
	if hint := s.Hint(); hint != "put a new access token for https://graph.microsoft.com into "+file {
		t.Errorf("hint %q", hint)
	}
}

// send asks a directory that takes one token only.
func send(t *testing.T, s *auth.Source, takes string) (*rest.Response, error) {
	t.Helper()
	c := rest.New(rest.Options{
		Base: mustURL(t, "https://graph.test/"), Transport: refusing{takes: takes},
		Authorize: s.Authorize, Renew: s.Renew,
	})
	return c.Do(t.Context(), &rest.Request{Method: "GET", Path: "users"})
}

func TestCancelledSignIn(t *testing.T) {
	t.Parallel()
	u := newSetUp("TENANTCTL_CLIENT_SECRET", "hush")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "https://graph.test/", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	if err := u.open(t).Authorize(ctx, r); !errors.Is(err, apierr.Interrupted) {
		t.Errorf("got %v", err)
	}
}
