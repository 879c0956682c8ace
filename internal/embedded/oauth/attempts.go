package oauth

import (
	"sync"
	"time"
)

// maxAttempts bounds how many keys are counted; beyond it the ones whose
// pause is over are forgotten.
const maxAttempts = 10_000

// attempts counts failures by a key and, after too many in a row, refuses it
// for a while. They are counted in memory: a restart forgives them.
type attempts struct {
	now   func() time.Time
	most  int           // failures in a row before the pause
	pause time.Duration // since the last failure

	mu   sync.Mutex
	kept map[string]tries
}

type tries struct {
	failed int
	last   time.Time
}

// blocked tells whether a key is to wait.
func (a *attempts) blocked(key string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	t := a.kept[key]
	return t.failed >= a.most && a.now().Before(t.last.Add(a.pause))
}

// failed counts a failure. One after the pause is the first again.
func (a *attempts) failed(key string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.kept == nil {
		a.kept = map[string]tries{}
	}
	now := a.now()
	if len(a.kept) >= maxAttempts {
		a.forget(now)
	}
	t := a.kept[key]
	if !now.Before(t.last.Add(a.pause)) {
		t.failed = 0
	}
	a.kept[key] = tries{t.failed + 1, now}
}

// succeeded forgets the failures of a key.
func (a *attempts) succeeded(key string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.kept, key)
}

func (a *attempts) forget(now time.Time) {
	for key, t := range a.kept {
		if !now.Before(t.last.Add(a.pause)) || len(a.kept) >= maxAttempts {
			delete(a.kept, key)
		}
	}
}

// seen remembers what may be used once, until it would be refused anyway.
type seen struct {
	mu   sync.Mutex
	kept map[string]time.Time // until when
}

// first tells whether a key is seen for the first time; it is remembered
// until the time given.
func (s *seen) first(key string, now, until time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if end, ok := s.kept[key]; ok && now.Before(end) {
		return false
	}
	if len(s.kept) >= maxAttempts {
		for k, end := range s.kept {
			if !now.Before(end) || len(s.kept) >= maxAttempts {
				delete(s.kept, k)
			}
		}
	}
	if s.kept == nil {
		s.kept = map[string]time.Time{}
	}
	s.kept[key] = until
	return true
}

// polls remembers when device codes were last asked about.
type polls struct {
	mu   sync.Mutex
	last map[string]time.Time
}

// since gives how long ago a code was asked about, and notes that it is now;
// ok is false if it never was.
func (p *polls) since(code string, now time.Time) (ago time.Duration, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.last == nil {
		p.last = map[string]time.Time{}
	}
	last, ok := p.last[code]
	for c, t := range p.last {
		if now.Sub(t) > deviceLife {
			delete(p.last, c)
		}
	}
	p.last[code] = now
	return now.Sub(last), ok
}
