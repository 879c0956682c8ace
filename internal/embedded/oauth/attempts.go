package oauth

import (
	"sync"
	"time"
)

// maxSeen bounds what is remembered; beyond it what is over is forgotten.
const maxSeen = 10_000

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
	if len(s.kept) >= maxSeen {
		for k, end := range s.kept {
			if !now.Before(end) || len(s.kept) >= maxSeen {
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
