package testkit_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tenantctl/tenantctl/internal/testkit"
)

type handler http.HandlerFunc

func (h handler) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	h(w, r)
	return w.Result(), nil
}

func ok(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Set-Cookie", "hush")
	io.WriteString(w, `{"id":"1"}`)
}

func get(t *testing.T, rt http.RoundTripper, method, url, body string) (*http.Response, error) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer hush")
	return rt.RoundTrip(req)
}

func TestFaultBefallsTheRequestsItIsMeantFor(t *testing.T) {
	t.Parallel()
	f := testkit.Faulty(handler(ok), &testkit.Fault{
		Match: testkit.Method("POST", "/users"), Skip: 1, Times: 1, Status: 429,
		Header: http.Header{"Retry-After": {"7"}},
	})
	var got []int
	for _, method := range []string{"GET", "POST", "POST", "POST"} {
		resp, err := get(t, f, method, "http://x/v1.0/users", "{}")
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, resp.StatusCode)
	}
	if want := [...]int{200, 200, 429, 200}; [4]int(got) != want {
		t.Errorf("statuses %v, want %v", got, want)
	}
	if f.Requests() != 4 {
		t.Errorf("%d requests counted, want 4", f.Requests())
	}
}

func TestFaultCutsConnections(t *testing.T) {
	t.Parallel()
	reached := 0
	server := handler(func(w http.ResponseWriter, r *http.Request) { reached++; ok(w, r) })
	broken := errors.New("reset by peer")

	if _, err := get(t, testkit.Faulty(server, &testkit.Fault{Err: broken}), "GET", "http://x/", ""); err != broken || reached != 0 {
		t.Errorf("before sending: error %v, server reached %d times", err, reached)
	}
	if _, err := get(t, testkit.Faulty(server, &testkit.Fault{Err: broken, Sent: true}), "GET", "http://x/", ""); err != broken || reached != 1 {
		t.Errorf("after sending: error %v, server reached %d times", err, reached)
	}
	resp, err := get(t, testkit.Faulty(server, &testkit.Fault{CutAfter: 4}), "GET", "http://x/", "")
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(resp.Body); string(body) != `{"id` || !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("half an answer is %q, %v", body, err)
	}
}

func TestFaultDelayEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		req, _ := http.NewRequestWithContext(ctx, "GET", "http://x/", nil)
		_, err := testkit.Faulty(handler(ok), &testkit.Fault{Delay: time.Minute}).RoundTrip(req)
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

func TestClock(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	c := testkit.NewClock(start)
	if err := c.Sleep(t.Context(), time.Hour); err != nil {
		t.Fatal(err)
	}
	c.Advance(time.Minute)
	if got := c.Now().Sub(start); got != time.Hour+time.Minute {
		t.Errorf("the clock moved by %v", got)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := c.Sleep(ended, time.Hour); err == nil || len(c.Slept()) != 1 {
		t.Errorf("slept %v after the end of the context", c.Slept())
	}
}

type record struct {
	Method, URL     string
	Headers         map[string]string
	Body, Response  json.RawMessage
	Status          int
	ResponseHeaders map[string]string `json:"response_headers"`
	BatchID         string            `json:"batch_id"`
	BatchSplit      bool              `json:"batch_split"`
}

func records(t *testing.T, path string) []record {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "hush") {
		t.Errorf("a secret was recorded: %s", text)
	}
	var all []record
	for line := range strings.Lines(string(text)) {
		var r record
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%v in %q", err, line)
		}
		all = append(all, r)
	}
	return all
}

func TestRecorderKeepsExchangesWithoutSecrets(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "rec.jsonl")
	rec, err := testkit.Record(handler(ok), path)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := get(t, rec, "PATCH", "http://x/v1.0/users/a%20b?$select=id", `{"a":1}`)
	if err != nil {
		t.Fatal(err)
	}
	if body, _ := io.ReadAll(resp.Body); string(body) != `{"id":"1"}` {
		t.Errorf("the client got %s", body)
	}
	get(t, rec, "POST", "http://x/contoso/oauth2/v2.0/token", "client_secret=hush")
	get(t, rec, "GET", "http://x/contoso/users?api-version=1.6", "")
	if err := rec.Close(); err != nil {
		t.Fatal(err)
	}

	got := records(t, path)
	if len(got) != 1 {
		t.Fatalf("%d records, want 1", len(got))
	}
	r := got[0]
	if r.Method != "PATCH" || r.URL != "http://x/v1.0/users/a%20b?$select=id" || r.Status != 200 ||
		string(r.Body) != `{"a":1}` || string(r.Response) != `{"id":"1"}` {
		t.Errorf("recorded %+v", r)
	}
	if r.Headers["Authorization"] != "(not recorded)" || r.ResponseHeaders["Content-Type"] != "application/json" {
		t.Errorf("headers %v, %v", r.Headers, r.ResponseHeaders)
	}
}

func TestRecorderUnfoldsABatch(t *testing.T) {
	t.Parallel()
	answer := `{"responses":[{"id":"2","status":204},{"id":"1","status":200,"headers":{"Content-Type":"application/json"},"body":{"id":"u"}}]}`
	path := filepath.Join(t.TempDir(), "rec.jsonl")
	rec, err := testkit.Record(handler(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, answer) }), path)
	if err != nil {
		t.Fatal(err)
	}
	defer rec.Close()
	get(t, rec, "POST", "http://x/v1.0/$batch", `{"requests":[{"id":"1","method":"GET","url":"/users/u?$select=id","headers":{"Authorization":"hush"}},`+
		`{"id":"2","method":"PATCH","url":"/users/u","headers":{"Content-Type":"application/json"},"body":{"displayName":"x"}}]}`)

	got := records(t, path)
	if len(got) != 3 || !got[0].BatchSplit {
		t.Fatalf("recorded %+v", got)
	}
	if r := got[1]; r.BatchID != "1" || r.URL != "http://x/v1.0/users/u?$select=id" || r.Status != 200 || string(r.Response) != `{"id":"u"}` {
		t.Errorf("first: %+v", r)
	}
	if r := got[2]; r.BatchID != "2" || r.Status != 204 || string(r.Body) != `{"displayName":"x"}` || r.Response != nil {
		t.Errorf("second: %+v", r)
	}
}

func TestRecordersShareAFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "rec.jsonl")
	var wg sync.WaitGroup
	for range 4 {
		rec, err := testkit.Record(handler(ok), path)
		if err != nil {
			t.Fatal(err)
		}
		wg.Go(func() {
			defer rec.Close()
			for range 50 {
				req, _ := http.NewRequest("POST", "http://x/v1.0/users", strings.NewReader(`{"a":"`+strings.Repeat("x", 9000)+`"}`))
				rec.RoundTrip(req)
			}
		})
	}
	wg.Wait()
	if got := records(t, path); len(got) != 200 {
		t.Errorf("%d records, want 200", len(got))
	}
}

// TestRSAKey: nobody is given a key twice, and different users share keys.
func TestRSAKey(t *testing.T) {
	t.Parallel()
	first, err := testkit.RSAKey(t.Name())
	if err != nil {
		t.Fatal(err)
	}
	second, err := testkit.RSAKey(t.Name())
	if err != nil {
		t.Fatal(err)
	}
	other, err := testkit.RSAKey(t.Name() + " and another")
	if err != nil {
		t.Fatal(err)
	}
	if first.Equal(second) || !first.Equal(other) {
		t.Error("a user has a key twice, or a key is made for every user")
	}
}
