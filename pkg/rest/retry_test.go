package rest_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

func after(v string) http.Header { return http.Header{"Retry-After": {v}} }

func TestRetry(t *testing.T) {
	t.Parallel()
	ok := answer{status: 200, body: "{}"}
	dial := &net.OpError{Op: "dial", Err: errors.New("connection refused")}
	s := time.Second
	tests := []struct {
		name    string
		method  string
		read    bool
		answers []answer
		asked   int
		pauses  []time.Duration
		kind    apierr.Kind // Other: no error
		sent    bool
	}{
		{name: "429 waits as long as it says", method: "POST", answers: []answer{{status: 429, header: after("7")}, ok}, asked: 2, pauses: []time.Duration{7 * s}},
		{name: "decimal seconds", method: "GET", answers: []answer{{status: 429, header: after("2.128")}, ok}, asked: 2, pauses: []time.Duration{2128 * time.Millisecond}},
		{name: "a date", method: "GET", answers: []answer{{status: 503, header: after("Fri, 02 Jan 2026 03:04:15 GMT")}, ok}, asked: 2, pauses: []time.Duration{10 * s}},
		{name: "429 without a time backs off", method: "PATCH", answers: []answer{{status: 429}, {status: 429}, ok}, asked: 3, pauses: []time.Duration{s / 2, s}},
		{name: "503 on GET", method: "GET", answers: []answer{{status: 503}, {status: 502}, {status: 504}, ok}, asked: 4, pauses: []time.Duration{s / 2, s, 2 * s}},
		{name: "503 on PUT", method: "PUT", answers: []answer{{status: 503}, ok}, asked: 2, pauses: []time.Duration{s / 2}},
		{name: "503 on DELETE", method: "DELETE", answers: []answer{{status: 503}, ok}, asked: 2, pauses: []time.Duration{s / 2}},
		{name: "503 on POST is in doubt", method: "POST", answers: []answer{{status: 503}, ok}, asked: 1, kind: apierr.Unavailable, sent: true},
		{name: "500 on PATCH is in doubt", method: "PATCH", answers: []answer{{status: 500}, ok}, asked: 1, kind: apierr.Unavailable, sent: true},
		{name: "501 did nothing", method: "PATCH", answers: []answer{{status: 501}}, asked: 1, kind: apierr.Unsupported},
		{name: "500 on GET is final", method: "GET", answers: []answer{{status: 500}}, asked: 1, kind: apierr.Unavailable},
		{name: "a POST that only reads", method: "POST", read: true, answers: []answer{{status: 503}, ok}, asked: 2, pauses: []time.Duration{s / 2}},
		{name: "cut on GET", method: "GET", answers: []answer{{err: errors.New("reset")}, ok}, asked: 2, pauses: []time.Duration{s / 2}},
		{name: "cut on POST is in doubt", method: "POST", answers: []answer{{err: errors.New("reset")}, ok}, asked: 1, kind: apierr.Unavailable, sent: true},
		{name: "half an answer on GET", method: "GET", answers: []answer{{status: 200, body: `{"va`, cut: true}, ok}, asked: 2, pauses: []time.Duration{s / 2}},
		{name: "half an answer on PATCH", method: "PATCH", answers: []answer{{status: 200, body: `{"va`, cut: true}, ok}, asked: 1, kind: apierr.Unavailable, sent: true},
		{name: "no connection: POST was not sent", method: "POST", answers: []answer{{err: dial}, ok}, asked: 2, pauses: []time.Duration{s / 2}},
		{name: "never a connection", method: "POST", answers: []answer{{err: dial}}, asked: 3, pauses: []time.Duration{s / 2, s}, kind: apierr.Unavailable},
		{name: "DELETE gone after a lost answer", method: "DELETE", answers: []answer{{status: 503}, {status: 404}}, asked: 2, pauses: []time.Duration{s / 2}, kind: apierr.NotFound, sent: true},
		{name: "404 is final", method: "GET", answers: []answer{{status: 404}}, asked: 1, kind: apierr.NotFound},
		{name: "too long a wait", method: "GET", answers: []answer{{status: 429, header: after("3600")}}, asked: 1, kind: apierr.Throttled},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := &fake{answers: tt.answers}
			c, clock := newClient(t, f, nil)
			body := []byte(`{"a":1}`)
			_, err := c.Do(t.Context(), &rest.Request{Method: tt.method, Path: "users", Body: body, Read: tt.read})
			if len(f.asked) != tt.asked || !reflect.DeepEqual(clock.pauses, tt.pauses) {
				t.Errorf("asked %d times with pauses %v, want %d and %v", len(f.asked), clock.pauses, tt.asked, tt.pauses)
			}
			if slices.ContainsFunc(f.bodies, func(b string) bool { return b != string(body) }) {
				t.Errorf("bodies %q, want the whole one each time", f.bodies)
			}
			if tt.kind == apierr.Other {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if e := wantKind(t, err, tt.kind); e.Sent != tt.sent {
				t.Errorf("Sent is %v, want %v", e.Sent, tt.sent)
			}
		})
	}
}

func TestRetryIsBounded(t *testing.T) {
	t.Parallel()
	f := &fake{answers: []answer{{status: 429}}}
	c, clock := newClient(t, f, nil)
	_, err := c.Do(t.Context(), &rest.Request{Method: "GET", Path: "users"})
	wantKind(t, err, apierr.Throttled)
	if len(f.asked) != 10 {
		t.Errorf("asked %d times, want 10", len(f.asked))
	}
	if last := clock.pauses[len(clock.pauses)-1]; last != time.Minute {
		t.Errorf("last pause %v, want the cap of 1m", last)
	}
	f = &fake{answers: []answer{{status: 429, header: after("100")}}}
	c, _ = newClient(t, f, nil)
	_, err = c.Do(t.Context(), &rest.Request{Method: "GET", Path: "users"})
	if e := wantKind(t, err, apierr.Throttled); e.RetryAfter != 100*time.Second {
		t.Errorf("RetryAfter %v, want 1m40s", e.RetryAfter)
	}
	if len(f.asked) != 7 {
		t.Errorf("asked %d times, want 7: ten minutes of waiting in all", len(f.asked))
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := newClock().now
	for value, want := range map[string]time.Duration{
		"":                              0,
		"3":                             3 * time.Second,
		" 0.5 ":                         500 * time.Millisecond,
		"-4":                            0,
		"NaN":                           0,
		"1e300":                         24 * time.Hour,
		"soon":                          0,
		"Fri, 02 Jan 2026 03:05:05 GMT": time.Minute,
		"Fri, 02 Jan 2025 03:05:05 GMT": 0,
	} {
		if got := rest.RetryAfter(after(value), now); got != want {
			t.Errorf("%q is %v, want %v", value, got, want)
		}
	}
}

func TestContextEnds(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		kind apierr.Kind
		make func() (context.Context, context.CancelFunc)
	}{
		{"canceled", apierr.Interrupted, func() (context.Context, context.CancelFunc) {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			return ctx, cancel
		}},
		{"deadline", apierr.Unavailable, func() (context.Context, context.CancelFunc) {
			return context.WithDeadline(context.Background(), time.Unix(0, 0))
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := tt.make()
			defer cancel()
			f := &fake{answers: []answer{{status: 200}}}
			c, _ := newClient(t, f, nil)
			_, err := c.Do(ctx, &rest.Request{Method: "POST", Path: "users", Body: []byte("{}")})
			if e := wantKind(t, err, tt.kind); e.Sent || len(f.asked) != 0 {
				t.Errorf("Sent %v after %d requests, want nothing sent", e.Sent, len(f.asked))
			}
		})
	}
}

func TestContextEndsDuringAnswer(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	transport := roundTripper(func(r *http.Request) (*http.Response, error) {
		cancel()
		return nil, fmt.Errorf("stopped: %w", r.Context().Err())
	})
	c := rest.New(rest.Options{Base: mustURL(t, "https://graph.test/"), Transport: transport})
	_, err := c.Do(ctx, &rest.Request{Method: "POST", Path: "users", Body: []byte("{}")})
	if e := wantKind(t, err, apierr.Interrupted); !e.Sent {
		t.Error("Sent is false: the directory may have carried the request out")
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestNoWaitBeyondDeadline(t *testing.T) {
	t.Parallel()
	f := &fake{answers: []answer{{status: 429, header: after("60")}}}
	c, clock := newClient(t, f, nil)
	clock.now = time.Now()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	_, err := c.Do(ctx, &rest.Request{Method: "GET", Path: "users"})
	wantKind(t, err, apierr.Throttled)
	if len(clock.pauses) != 0 {
		t.Errorf("waited %v for an answer that the deadline rules out", clock.pauses)
	}
}
