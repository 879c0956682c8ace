package rest_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

func TestHeaders(t *testing.T) {
	t.Parallel()
	f := &fake{answers: []answer{{status: 429}, {status: 200}}}
	c, _ := newClient(t, f, func(o *rest.Options) { o.UserAgent = "tenantctl/1" })
	for range 2 {
		_, err := c.Do(t.Context(), &rest.Request{Method: "POST", Path: "x", Body: []byte("{}"), Header: http.Header{"Prefer": {"a"}}})
		if err != nil {
			t.Fatal(err)
		}
	}
	h := f.asked[0].Header
	for name, want := range map[string]string{"Accept": "application/json", "Content-Type": "application/json", "User-Agent": "tenantctl/1", "Prefer": "a"} {
		if h.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, h.Get(name), want)
		}
	}
	ids := []string{h.Get("client-request-id"), f.asked[1].Header.Get("client-request-id"), f.asked[2].Header.Get("client-request-id")}
	if len(ids[0]) != 36 || ids[0] != ids[1] || ids[0] == ids[2] {
		t.Errorf("client-request-ids %q: one for each request, the same for its attempts", ids)
	}
}

func TestGzipAndBound(t *testing.T) {
	t.Parallel()
	pack := func(s string) string {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write([]byte(s))
		z.Close()
		return b.String()
	}
	packed := http.Header{"Content-Encoding": {"gzip"}}
	tests := []struct {
		name string
		a    answer
		want string
		kind apierr.Kind
	}{
		{"plain", answer{status: 200, body: "{}"}, "{}", 0},
		{"gzip", answer{status: 200, body: pack(`{"a":1}`), header: packed}, `{"a":1}`, 0},
		{"gzip of nothing", answer{status: 204, header: packed}, "", 0},
		{"at the bound", answer{status: 200, body: strings.Repeat("x", 1000)}, strings.Repeat("x", 1000), 0},
		{"too large", answer{status: 200, body: strings.Repeat("x", 1001)}, "", apierr.Other},
		{"a bomb", answer{status: 200, body: pack(strings.Repeat("x", 1<<20)), header: packed}, "", apierr.Other},
		{"broken gzip", answer{status: 200, body: "no gzip at all", header: packed}, "", apierr.Unavailable},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c, _ := newClient(t, &fake{answers: []answer{tt.a}}, func(o *rest.Options) { o.MaxBody = 1000 })
			res, err := c.Do(t.Context(), &rest.Request{Method: "PATCH", Path: "x"})
			if tt.want != "" || err == nil {
				if err != nil || string(res.Body) != tt.want {
					t.Fatalf("%v, %v", res, err)
				}
				return
			}
			if e := wantKind(t, err, tt.kind); !e.Sent {
				t.Error("a change whose answer cannot be read must be in doubt")
			}
		})
	}
}

func TestRenew(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name    string
		answers []answer
		renewal error
		asked   int
		kind    apierr.Kind
	}{
		{"once", []answer{{status: 401}, {status: 200}}, nil, 2, apierr.Other},
		{"not twice", []answer{{status: 401}}, nil, 2, apierr.Unauthenticated},
		{"not possible", []answer{{status: 401}}, errors.New("no refresh token"), 1, apierr.Unauthenticated},
		{"no other credentials", []answer{{status: 401}}, rest.ErrNoRenewal, 1, apierr.Unauthenticated},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f, token := &fake{answers: tt.answers}, 0
			c, _ := newClient(t, f, func(o *rest.Options) {
				o.Authorize = func(_ context.Context, h *http.Request) error {
					h.Header.Set("Authorization", fmt.Sprint("Bearer ", token))
					return nil
				}
				o.Renew = func(context.Context) error { token++; return tt.renewal }
			})
			_, err := c.Do(t.Context(), &rest.Request{Method: "POST", Path: "x", Body: []byte("{}")})
			if tt.kind != apierr.Other {
				wantKind(t, err, tt.kind)
			} else if err != nil {
				t.Fatal(err)
			}
			if len(f.asked) != tt.asked {
				t.Fatalf("asked %d times, want %d", len(f.asked), tt.asked)
			}
			if last := f.asked[tt.asked-1].Header.Get("Authorization"); last != fmt.Sprint("Bearer ", tt.asked-1) {
				t.Errorf("last request had %q", last)
			}
		})
	}
}

// A 403 is answered by new credentials where there are some, once.
func TestPermit(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		answers []answer
		permit  error
		asked   int
		kind    apierr.Kind
	}{
		"once":             {[]answer{{status: 403}, {status: 200}}, nil, 2, apierr.Other},
		"not twice":        {[]answer{{status: 403}}, nil, 2, apierr.Forbidden},
		"not possible":     {[]answer{{status: 403}}, errors.New("the service is away"), 1, apierr.Forbidden},
		"nothing else had": {[]answer{{status: 403}}, rest.ErrNoRenewal, 1, apierr.Forbidden},
		"not for a 401":    {[]answer{{status: 401}}, nil, 1, apierr.Unauthenticated},
	} {
		f := &fake{answers: tt.answers}
		c, _ := newClient(t, f, func(o *rest.Options) { o.Permit = func(context.Context) error { return tt.permit } })
		_, err := c.Do(t.Context(), &rest.Request{Method: "POST", Path: "x", Body: []byte("{}")})
		if tt.kind != apierr.Other {
			wantKind(t, err, tt.kind)
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(f.asked) != tt.asked {
			t.Errorf("%s: asked %d times, want %d", name, len(f.asked), tt.asked)
		}
	}
}

func TestSignInFails(t *testing.T) {
	t.Parallel()
	f := &fake{answers: []answer{{status: 200}}}
	c, _ := newClient(t, f, func(o *rest.Options) {
		o.Authorize = func(context.Context, *http.Request) error { return errors.New("no account") }
	})
	_, err := c.Do(t.Context(), &rest.Request{Method: "GET", Path: "x"})
	wantKind(t, err, apierr.Unauthenticated)
	if len(f.asked) != 0 {
		t.Error("a request left without credentials")
	}
}

// TestSignInIsNotRepeated: the sign-in repeats by itself what is worth it, and
// its own 401 is no reason to sign in again.
func TestSignInIsNotRepeated(t *testing.T) {
	t.Parallel()
	for _, failure := range []*apierr.Error{
		{Kind: apierr.Unauthenticated, Status: 401, Message: "wrong secret"},
		{Kind: apierr.Unavailable, Status: 503, Message: "away"},
		{Kind: apierr.Throttled, Status: 429, Message: "slowly"},
	} {
		tried, renewed := 0, 0
		f := &fake{answers: []answer{{status: 200}}}
		c, _ := newClient(t, f, func(o *rest.Options) {
			o.Authorize = func(context.Context, *http.Request) error { tried++; return failure }
			o.Renew = func(context.Context) error { renewed++; return nil }
		})
		_, err := c.Do(t.Context(), &rest.Request{Method: "GET", Path: "x"})
		if e := wantKind(t, err, failure.Kind); e.Message != failure.Message || e.Status != failure.Status {
			t.Errorf("the failure became %+v", e)
		}
		if tried != 1 || renewed != 0 || len(f.asked) != 0 {
			t.Errorf("%v: tried %d times, renewed %d, sent %d", failure, tried, renewed, len(f.asked))
		}
	}
}

func TestRenewKnowsWhatWasRefused(t *testing.T) {
	t.Parallel()
	f := &fake{answers: []answer{{status: 401}, {status: 200}}}
	var refused string
	c, _ := newClient(t, f, func(o *rest.Options) {
		o.Authorize = func(_ context.Context, h *http.Request) error {
			h.Header.Set("Authorization", "Bearer old")
			return nil
		}
		o.Renew = func(ctx context.Context) error { refused = rest.Refused(ctx); return nil }
	})
	if _, err := c.Do(t.Context(), &rest.Request{Method: "GET", Path: "x"}); err != nil || refused != "Bearer old" {
		t.Errorf("refused %q, %v", refused, err)
	}
}

func TestErrorIsCompleted(t *testing.T) {
	t.Parallel()
	f := &fake{answers: []answer{{status: 403, header: http.Header{"Request-Id": {"r-1"}, "Retry-After": {"2"}}, body: "no"}}}
	c, _ := newClient(t, f, func(o *rest.Options) {
		o.Decode = func(res *http.Response, body []byte) error {
			return &apierr.Error{Kind: apierr.Forbidden, Code: string(body)}
		}
	})
	_, err := c.Do(t.Context(), &rest.Request{Method: "GET", Path: "users", Query: "$search=secret"})
	e := wantKind(t, err, apierr.Forbidden)
	got := fmt.Sprint(e.Method, " ", e.URL, " ", e.Status, " ", e.RequestID, " ", e.RetryAfter, " ", e.Code)
	if want := "GET https://graph.test/prefix/v1.0/users 403 r-1 2s no"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestRedirect(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, method, to, auth string
		follows                bool
	}{
		{"same host", "GET", "/prefix/v1.0/other", "Bearer t", true},
		{"another host", "GET", "https://blob.test/report.csv", "", true},
		{"another host, plain", "GET", "http://blob.test/report.csv", "", false},
		{"same host, plain", "GET", "http://graph.test/x", "", false},
		{"another port", "GET", "https://graph.test:444/x", "", true},
		{"a change", "POST", "/prefix/v1.0/other", "", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := &fake{answers: []answer{{status: 302, header: http.Header{"Location": {tt.to}}}, {status: 200}}}
			c, _ := newClient(t, f, func(o *rest.Options) {
				o.Authorize = func(_ context.Context, h *http.Request) error {
					h.Header.Set("Authorization", "Bearer t")
					return nil
				}
			})
			_, err := c.Do(t.Context(), &rest.Request{Method: tt.method, Path: "x"})
			if tt.follows != (err == nil) || tt.follows != (len(f.asked) == 2) {
				t.Fatalf("%v after %d requests", err, len(f.asked))
			}
			if tt.follows && f.asked[1].Header.Get("Authorization") != tt.auth {
				t.Errorf("credentials %q went to %s", f.asked[1].Header.Get("Authorization"), f.asked[1].URL)
			}
		})
	}
}

func TestRedirectsEnd(t *testing.T) {
	t.Parallel()
	f := &fake{answers: []answer{{status: 302, header: http.Header{"Location": {"/prefix/v1.0/x"}}}}}
	c, _ := newClient(t, f, nil)
	if _, err := c.Do(t.Context(), &rest.Request{Method: "GET", Path: "x"}); err == nil || len(f.asked) > 6 {
		t.Errorf("%v after %d requests", err, len(f.asked))
	}
}

func TestRealConnection(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Length", "100")
		w.Write([]byte("{"))
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	}))
	defer srv.Close()
	c := rest.New(rest.Options{Base: mustURL(t, srv.URL+"/v1.0/"), Retry: rest.Retry{Attempts: 1}})
	_, err := c.Do(t.Context(), &rest.Request{Method: "PATCH", Path: "users/1", Body: []byte("{}")})
	if e := wantKind(t, err, apierr.Unavailable); !e.Sent {
		t.Error("an answer cut off in its body leaves the change in doubt")
	}
	srv.Close()
	_, err = c.Do(t.Context(), &rest.Request{Method: "PATCH", Path: "users/1", Body: []byte("{}")})
	if e := wantKind(t, err, apierr.Unavailable); e.Sent || !strings.Contains(e.Message, "127.0.0.1") || e.Hint == "" {
		t.Errorf("%+v: nothing was sent, and the message names the host", e)
	}
}

func TestUntrustedServer(t *testing.T) {
	t.Parallel()
	srv := httptest.NewTLSServer(http.NotFoundHandler())
	srv.Config.ErrorLog = quiet()
	defer srv.Close()
	c, clock := newClient(t, nil, func(o *rest.Options) { o.Base, o.Transport = mustURL(t, srv.URL), nil })
	_, err := c.Do(t.Context(), &rest.Request{Method: "POST", Path: "users", Body: []byte("{}")})
	if e := wantKind(t, err, apierr.Unavailable); e.Sent || !strings.Contains(e.Message, "not trusted") {
		t.Errorf("%+v", e)
	}
	if len(clock.pauses) != 0 {
		t.Error("a server that cannot prove who it is was asked again")
	}
}

type limiter struct {
	waits    []int
	observed []int
	err      error
}

func (l *limiter) Wait(_ context.Context, n int) error  { l.waits = append(l.waits, n); return l.err }
func (l *limiter) Observe(n, status int, _ http.Header) { l.observed = append(l.observed, status) }

func TestLimiter(t *testing.T) {
	t.Parallel()
	l := &limiter{}
	f := &fake{answers: []answer{{status: 429}, {err: errors.New("cut")}, {status: 200}}}
	c, _ := newClient(t, f, func(o *rest.Options) { o.Limiter = l })
	if _, err := c.Do(t.Context(), &rest.Request{Method: "PUT", Path: "x", Operations: 20}); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(l.waits, l.observed); got != "[20 20 20] [429 0 200]" {
		t.Errorf("limiter saw %s", got)
	}
	l.err = errors.New("quota used up")
	_, err := c.Do(t.Context(), &rest.Request{Method: "PUT", Path: "x"})
	if wantKind(t, err, apierr.Throttled); len(f.asked) != 3 {
		t.Error("a request left against the limiter")
	}
}

func quiet() *log.Logger { return log.New(io.Discard, "", 0) }
