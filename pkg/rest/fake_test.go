package rest_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// answer is one reply of a fake directory; err stands for a broken transport.
type answer struct {
	status int
	header http.Header
	body   string
	cut    bool // the body breaks off
	err    error
}

// fake is a transport that gives prepared answers, the last one again and
// again, and keeps what it was asked.
type fake struct {
	mu      sync.Mutex
	answers []answer
	asked   []*http.Request
	bodies  []string
}

func (f *fake) RoundTrip(r *http.Request) (*http.Response, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	f.asked, f.bodies = append(f.asked, r), append(f.bodies, string(body))
	a := f.answers[0]
	if len(f.answers) > 1 {
		f.answers = f.answers[1:]
	}
	if a.err != nil {
		return nil, a.err
	}
	res := &http.Response{StatusCode: a.status, Header: a.header, ContentLength: -1, Request: r}
	if res.Header == nil {
		res.Header = http.Header{}
	}
	res.Body = io.NopCloser(strings.NewReader(a.body))
	if a.cut {
		res.Body = io.NopCloser(io.MultiReader(strings.NewReader(a.body), cutReader{}))
	}
	return res, nil
}

type cutReader struct{}

func (cutReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// clock is a fake clock; Sleep moves it and keeps the pauses.
type clock struct {
	now    time.Time
	pauses []time.Duration
}

func (c *clock) Now() time.Time { return c.now }

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.pauses = append(c.pauses, d)
	c.now = c.now.Add(d)
	return ctx.Err()
}

func newClock() *clock { return &clock{now: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)} }

func mustURL(t *testing.T, s string) *url.URL {
	t.Helper()
	u, err := url.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// newClient makes a client over a fake, with a base that has a path, and with
// full pauses instead of random ones.
func newClient(t *testing.T, f *fake, set func(*rest.Options)) (*rest.Client, *clock) {
	t.Helper()
	c := newClock()
	o := rest.Options{
		Base: mustURL(t, "https://graph.test/prefix/v1.0"), Transport: f, Now: c.Now, Sleep: c.Sleep,
		Retry: rest.Retry{Rand: func() float64 { return 1 }},
	}
	if set != nil {
		set(&o)
	}
	return rest.New(o), c
}

func wantKind(t *testing.T, err error, kind apierr.Kind) *apierr.Error {
	t.Helper()
	e := apierr.As(err)
	if e == nil || !errors.Is(err, kind) {
		t.Fatalf("error is %v (%v), want kind %v", err, apierr.KindOf(err), kind)
	}
	return e
}
