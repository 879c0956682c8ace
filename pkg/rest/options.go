package rest

import (
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"time"
)

// Options is what a Client is made of. Base is needed, the rest has defaults.
type Options struct {
	// Base is the address below which every request goes, such as
	// "https://graph.microsoft.com/v1.0/". Plain HTTP is refused unless the
	// host is this machine.
	Base *url.URL
	// Transport carries the requests; nil is one of the client's own.
	Transport http.RoundTripper
	// InProcess says that Transport ends in this process, so that plain HTTP
	// is no risk.
	InProcess bool
	// Authorize adds the credentials, once for each attempt; nil adds none.
	Authorize func(context.Context, *http.Request) error
	// Renew gets new credentials after a 401 (see [Refused]); the request is
	// then repeated once. Nil, or ErrNoRenewal: a 401 is final.
	Renew func(context.Context) error
	// Permit gets new credentials after a 403, where those that were refused
	// may be older than a permission that was given since; the request is then
	// repeated once. Nil, or any error: a 403 is final.
	Permit func(context.Context) error
	// Limiter sets the pace; nil is no limit.
	Limiter Limiter
	// Decode makes an error of an answer of 300 and above. What it returns
	// should be an *apierr.Error; method, address, status, request id and
	// Retry-After are added where they are missing, and Sent is set for a
	// change that failed with 5xx and the kind Unavailable: another kind says
	// that surely nothing was done. Nil knows the status only.
	Decode func(*http.Response, []byte) error
	// Debug gets a log of requests and answers without secrets; nil: none.
	Debug io.Writer
	// DryRun, if not nil, is handed every request that could change
	// something; the request is not sent and ends in apierr.DryRun.
	DryRun func(Kept)
	// Now and Sleep are the clock; nil is the real one. Sleep returns the
	// context's error as soon as it ends.
	Now   func() time.Time
	Sleep func(context.Context, time.Duration) error
	// UserAgent is sent with each request, if not empty.
	UserAgent string
	// MaxBody bounds an answer, in bytes after decompression; 0 is 256 MiB.
	MaxBody int64
	Retry   Retry
}

// Retry is how often, and how long, a request is repeated. Zero fields have
// the defaults named with them.
type Retry struct {
	Attempts int           // in all, the first included; 10. 1 repeats nothing
	Connect  int           // attempts while there is no connection at all; 3
	Base     time.Duration // the first pause's upper bound, doubled each time; 500 ms
	Cap      time.Duration // upper bound of a pause that the directory did not ask for; 60 s
	Total    time.Duration // all pauses of a request together; 10 min
	// Rand gives the share of a pause that is waited, in [0, 1); nil is
	// random (full jitter).
	Rand func() float64
}

// Limiter sets the pace of requests. Its methods are called by several
// goroutines at once.
type Limiter interface {
	// Wait returns when a request that counts as so many operations may
	// leave, or with an error when ctx ends first.
	Wait(ctx context.Context, operations int) error
	// Observe is told the status (0: no answer) and header of each answer.
	Observe(operations, status int, header http.Header)
}

func (o Options) withDefaults() Options {
	if o.Transport == nil {
		o.Transport = NewTransport(nil)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.MaxBody <= 0 {
		o.MaxBody = 256 << 20
	}
	o.Retry = o.Retry.withDefaults()
	return o
}

func (r Retry) withDefaults() Retry {
	if r.Attempts <= 0 {
		r.Attempts = 10
	}
	if r.Connect <= 0 {
		r.Connect = min(3, r.Attempts)
	}
	if r.Base <= 0 {
		r.Base = 500 * time.Millisecond
	}
	if r.Cap <= 0 {
		r.Cap = time.Minute
	}
	if r.Total <= 0 {
		r.Total = 10 * time.Minute
	}
	if r.Rand == nil {
		r.Rand = rand.Float64
	}
	return r
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
