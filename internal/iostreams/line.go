package iostreams

import (
	"io"
	"sync"
)

// statusLine is the one line of progress at the end of the terminal. Its
// lock orders everything that is written to the terminal.
type statusLine struct {
	mu    sync.Mutex
	w     io.Writer
	text  string // what is to stand there, "" for nothing
	drawn bool
	open  bool // what was written last has not ended its line
}

// clearLine goes to the start of the line and erases it (ECMA-48 CR, EL).
const clearLine = "\r\x1b[K"

// set puts text on the line; "" takes the line away.
func (l *statusLine) set(text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text = text
	if text == "" {
		l.clear()
		return
	}
	l.draw()
}

func (l *statusLine) draw() {
	if l.text != "" && !l.open {
		_, err := io.WriteString(l.w, clearLine+l.text)
		l.drawn = err == nil
	}
}

func (l *statusLine) clear() {
	if l.drawn {
		io.WriteString(l.w, clearLine)
		l.drawn = false
	}
}

// besideWriter writes to the terminal beside the line of progress: the line
// goes before what is written and comes back after a whole line of it, never
// over a part of one.
type besideWriter struct {
	w     io.Writer
	line  *statusLine
	shown func() bool // whether w is the terminal
	mu    sync.Mutex  // orders what goes elsewhere
}

func (b *besideWriter) Write(p []byte) (int, error) {
	if !b.shown() {
		b.mu.Lock()
		defer b.mu.Unlock()
		return b.w.Write(p)
	}
	b.line.mu.Lock()
	defer b.line.mu.Unlock()
	b.line.clear()
	n, err := b.w.Write(p)
	if len(p) > 0 {
		b.line.open = p[len(p)-1] != '\n'
		b.line.draw()
	}
	return n, err
}
