package iostreams

import (
	"fmt"
	"strconv"
	"sync"
	"time"
)

// Progress is a line on Err that tells how far a work is. It is silent where
// Err is not a terminal or cannot clear a line. Its methods may be called by
// several goroutines.
type Progress struct {
	line  *statusLine
	label string
	total int
	width func() int

	mu   sync.Mutex
	last time.Time
	done bool
}

// redrawEvery is the shortest time between two drawings of a line.
const redrawEvery = 100 * time.Millisecond

// Progress starts a line of progress, with total as the number of things to
// do, 0 if it is unknown. Only one can be at work at a time. Done must be
// called in the end.
func (s *Streams) Progress(label string, total int) *Progress {
	p := &Progress{label: label, total: total, done: !s.ErrTTY || s.Dumb()}
	p.line = s.line
	p.width = func() int { return s.widthOf(s.sizes.err) }
	p.Set(0)
	return p
}

// Set tells that n things are done. It draws at most ten times a second.
func (p *Progress) Set(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := time.Now()
	if p.done || !p.last.IsZero() && now.Sub(p.last) < redrawEvery {
		return
	}
	p.last = now
	p.line.set(p.text(n))
}

// Done takes the line away. Later calls do nothing.
func (p *Progress) Done() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.done {
		p.done = true
		p.line.set("")
	}
}

// text is the line, cut so that it never wraps: a wrapped line cannot be
// cleared.
func (p *Progress) text(n int) string {
	text := p.label + "  " + grouped(n)
	if p.total > 0 {
		text += fmt.Sprintf("/%s  %d %%", grouped(p.total), 100*n/p.total)
	}
	runes := []rune(text)
	return string(runes[:min(len(runes), max(p.width()-1, 0))])
}

// grouped writes a number with its thousands apart: 12,345.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Println writes a line to Err, beside a line of progress if there is one.
func (s *Streams) Println(args ...any) { fmt.Fprintln(s.Err, args...) }
