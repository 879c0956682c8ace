package iostreams

import (
	"errors"
	"io"
	"sync/atomic"
)

// ErrClosedPipe says that the reader of standard output went away, as head
// does once it has enough. It is not a failure: the program stops and exits 0.
var ErrClosedPipe = errors.New("the reader of standard output has closed it")

// pipeWriter turns the system's error of a closed pipe into ErrClosedPipe
// and keeps to it.
type pipeWriter struct {
	w      io.Writer
	closed atomic.Bool
}

func (p *pipeWriter) Write(b []byte) (int, error) {
	if p.closed.Load() {
		return 0, ErrClosedPipe
	}
	n, err := p.w.Write(b)
	if err != nil && (isClosedPipe(err) || errors.Is(err, io.ErrClosedPipe)) {
		p.closed.Store(true)
		return n, ErrClosedPipe
	}
	return n, err
}
