package core

import (
	"sync"
	"time"
)

// maxAttempts bounds how many keys are counted; beyond it the ones whose
// pause is over are forgotten.
const maxAttempts = 10_000

// Attempts counts failures by a key and, after too many in a row, refuses it
// for a while. They are counted in memory: a restart forgives them. It is
// safe for concurrent use.
type Attempts struct {
	now   func() time.Time
	most  int
	pause time.Duration

	mu   sync.Mutex
	kept map[string]tries
}

// NewAttempts refuses a key after most failures in a row until pause has gone
// by since the last one.
func NewAttempts(now func() time.Time, most int, pause time.Duration) *Attempts {
	return &Attempts{now: now, most: most, pause: pause, kept: map[string]tries{}}
}

type tries struct {
	failed int
	last   time.Time
}

// Blocked tells whether a key is to wait.
func (a *Attempts) Blocked(key string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	t := a.kept[key]
	return t.failed >= a.most && a.now().Before(t.last.Add(a.pause))
}

// Failed counts a failure. One after the pause is the first again.
func (a *Attempts) Failed(key string) {
	a.mu.Lock()
	defer a.mu.Unlock()
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

// Succeeded forgets the failures of a key.
func (a *Attempts) Succeeded(key string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.kept, key)
}

func (a *Attempts) forget(now time.Time) {
	for key, t := range a.kept {
		if !now.Before(t.last.Add(a.pause)) || len(a.kept) >= maxAttempts {
			delete(a.kept, key)
		}
	}
}
