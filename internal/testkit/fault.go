package testkit

import (
	"bytes"
	"cmp"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"
)

// Fault is something that goes wrong with requests. With Status set, the
// request does not go out and this is its answer. With Err set, it fails:
// before it goes out or, with Sent, after the server has done its work. With
// CutAfter set, the answer breaks off after so many bytes.
type Fault struct {
	// Match picks the requests that it befalls; nil picks all.
	Match func(*http.Request) bool
	// Skip lets so many matching requests pass first; Times bounds how many
	// it befalls after that, 0 for all.
	Skip, Times int
	// Delay is waited first, as long as the request's context allows.
	Delay time.Duration

	Status int
	Header http.Header
	Body   string

	Err  error
	Sent bool

	CutAfter int

	seen int
}

// Method picks requests by method and a part of their path; either may be
// empty.
func Method(method, path string) func(*http.Request) bool {
	return func(r *http.Request) bool {
		return (method == "" || r.Method == method) && strings.Contains(r.URL.Path, path)
	}
}

// FaultyTransport passes requests on to another transport and lets faults
// befall them. It may be used by several goroutines.
type FaultyTransport struct {
	next   http.RoundTripper
	mu     sync.Mutex
	faults []*Fault
	sent   int
}

// Faulty makes a transport with faults over next. Of several faults that
// match, the first counts.
func Faulty(next http.RoundTripper, faults ...*Fault) *FaultyTransport {
	return &FaultyTransport{next: next, faults: faults}
}

// Requests is the number of requests that came.
func (f *FaultyTransport) Requests() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.sent
}

// RoundTrip implements http.RoundTripper.
func (f *FaultyTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	fault := f.pick(r)
	if fault == nil {
		return f.next.RoundTrip(r)
	}
	if err := fault.wait(r); err != nil {
		return nil, err
	}
	switch {
	case fault.Status != 0:
		drain(r)
		return fault.answer(r), nil
	case fault.Err != nil && !fault.Sent:
		drain(r)
		return nil, fault.Err
	}
	resp, err := f.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	return fault.spoil(resp)
}

// pick counts the request and gives the fault that befalls it.
func (f *FaultyTransport) pick(r *http.Request) *Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.sent++
	for _, fault := range f.faults {
		if fault.Match != nil && !fault.Match(r) {
			continue
		}
		fault.seen++
		n := fault.seen - fault.Skip
		if n > 0 && (fault.Times == 0 || n <= fault.Times) {
			return fault
		}
	}
	return nil
}

func (f *Fault) wait(r *http.Request) error {
	if f.Delay == 0 {
		return nil
	}
	t := time.NewTimer(f.Delay)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-r.Context().Done():
		return r.Context().Err()
	}
}

func (f *Fault) answer(r *http.Request) *http.Response {
	header := f.Header.Clone()
	if header == nil {
		header = http.Header{}
	}
	if f.Body != "" && header.Get("Content-Type") == "" {
		header.Set("Content-Type", "application/json")
	}
	return &http.Response{
		Status: http.StatusText(f.Status), StatusCode: f.Status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: header, Body: io.NopCloser(strings.NewReader(f.Body)),
		ContentLength: int64(len(f.Body)), Request: r,
	}
}

// spoil harms an answer that came.
func (f *Fault) spoil(resp *http.Response) (*http.Response, error) {
	if f.Err != nil && f.CutAfter == 0 {
		io.Copy(io.Discard, resp.Body)
		resp.Body.Close()
		return nil, f.Err
	}
	if f.CutAfter > 0 {
		whole, err := io.ReadAll(resp.Body)
		if err != nil {
			return nil, err
		}
		resp.Body.Close()
		rest := bytes.NewReader(whole[:min(f.CutAfter, len(whole))])
		resp.Body = io.NopCloser(io.MultiReader(rest, failing{cmp.Or(f.Err, io.ErrUnexpectedEOF)}))
	}
	return resp, nil
}

// failing is a reader that fails.
type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

func drain(r *http.Request) {
	if r.Body != nil {
		io.Copy(io.Discard, r.Body)
		r.Body.Close()
	}
}
