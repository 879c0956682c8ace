package oauth

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"sync"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// Options say for which directory tokens are issued.
type Options struct {
	// Open gives the store.
	Open core.Opener
	// Directory holds the rules of sign-in.
	Directory *core.Directory
	// Tenant is the tenant's id.
	Tenant string
	// Now is the clock.
	Now func() time.Time
}

// Service issues tokens and checks them. It is an http.Handler and safe for
// concurrent use.
type Service struct {
	Options
	keys keyring
	// codes counts wrong device codes by the address that they come from.
	codes      *core.Attempts
	assertions seen
	polls      polls
	swept      sweeper
	// hashing bounds how many passwords are looked at at once: each costs much
	// work, and whoever asks need not have signed in.
	hashing chan struct{}
}

// New makes a service. Nothing is read or made before the first request: the
// signing key too is made when the first token is.
func New(o Options) *Service {
	return &Service{
		Options: o,
		codes:   core.NewAttempts(o.Now, 20, 5*time.Minute),
		hashing: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)),
	}
}

// maxForm bounds what the token endpoint and the sign-in page read.
const maxForm = 64 << 10

// ServeHTTP answers one request. A path that is none of its own is 404 with
// an error body such as Graph's.
func (s *Service) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Body != nil {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	}
	x := &exchange{Service: s, w: w, r: r}
	defer x.recover()
	if err := x.serve(); err != nil {
		x.fail(err)
	}
}

// recover turns a panic, which is a mistake of this program, into a 500: an
// answer is sent only when all of it is there.
func (x *exchange) recover() {
	if p := recover(); p != nil {
		if p == http.ErrAbortHandler {
			panic(p)
		}
		x.fail(fmt.Errorf("internal error: %v", p))
	}
}

// read runs f on one snapshot of the store.
func (s *Service) read(ctx context.Context, f func(*store.Tx) error) error {
	opened, err := s.Open(ctx)
	if err != nil {
		return err
	}
	return opened.Read(ctx, f)
}

// write runs f in one write transaction.
func (s *Service) write(ctx context.Context, f func(*store.Tx) error) error {
	opened, err := s.Open(ctx)
	if err != nil {
		return err
	}
	return opened.Write(ctx, f)
}

// sweeper takes what has expired out of the store, now and then.
type sweeper struct {
	mu    sync.Mutex
	next  time.Time
	codes int // device codes made since the last time
}

// mostCodes is how many device codes are made from one sweep to the next: who
// asks for one need not have signed in, and each takes room in the store.
const mostCodes = 1000

// room tells whether one more device code may be made, and counts it.
func (s *sweeper) room(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !now.Before(s.next) {
		return true // it is about to be swept
	}
	s.codes++
	return s.codes <= mostCodes
}

// due tells whether it is time to sweep, once.
func (s *sweeper) due(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Before(s.next) {
		return false
	}
	s.next, s.codes = now.Add(10*time.Minute), 1
	return true
}
