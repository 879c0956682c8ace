package embedded

import (
	"bytes"
	"io"
	"iter"
	"net/http"
	"strconv"
	"sync"

	"github.com/tenantctl/tenantctl/internal/embedded/core"
	"github.com/tenantctl/tenantctl/internal/embedded/seed"
)

// chunk is how much of an answer is held before it is handed on. Nearly all
// answers are shorter and are whole when RoundTrip returns.
const chunk = 1 << 20

// Transport gives a way to the directory without a socket. The caller of its
// requests is the seeded administrator; nothing in a request can change
// that. An answer longer than a chunk is made as its body is read, so the
// body must be read to its end or closed.
func (s *Server) Transport() http.RoundTripper { return transport{s.Handler()} }

type transport struct{ handler http.Handler }

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(r *http.Request) (*http.Response, error) {
	ctx := core.WithCaller(r.Context(), core.Caller{ID: seed.AdministratorID, User: true, Trusted: true})
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	in := r.Clone(ctx)
	if in.Host == "" {
		in.Host = r.URL.Host
	}
	if in.Body == nil {
		in.Body = http.NoBody
	}
	defer in.Body.Close()
	w := &writer{header: http.Header{}, done: ctx.Done}
	next, stop := iter.Pull(func(yield func([]byte) bool) {
		w.yield = yield
		t.handler.ServeHTTP(w, in)
	})
	first, more := next()
	if err := ctx.Err(); err != nil {
		stop()
		return nil, err
	}
	if !more {
		first = w.buf.Bytes()
	}
	return w.response(r, &body{w: w, first: first, next: next, stop: stop, more: more}), nil
}

// writer is the handler's http.ResponseWriter. It gathers a chunk and yields
// it; the handler stands still until the reader wants the next. The last one
// stays in buf, so that nothing is left standing for an answer of one chunk.
type writer struct {
	header http.Header
	status int
	buf    bytes.Buffer
	yield  func([]byte) bool
	done   func() <-chan struct{}
	gone   bool
}

func (w *writer) Header() http.Header { return w.header }

func (w *writer) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
}

func (w *writer) Write(p []byte) (int, error) {
	w.WriteHeader(http.StatusOK)
	select {
	case <-w.done():
		w.gone = true
	default:
	}
	if w.gone {
		return 0, io.ErrClosedPipe
	}
	w.buf.Write(p)
	if w.buf.Len() >= chunk {
		w.flush()
	}
	return len(p), nil
}

func (w *writer) flush() {
	if w.gone || w.buf.Len() == 0 {
		return
	}
	data := w.buf.Bytes()
	w.buf = bytes.Buffer{}
	w.gone = !w.yield(data)
}

func (w *writer) response(r *http.Request, b *body) *http.Response {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	length, err := strconv.ParseInt(w.header.Get("Content-Length"), 10, 64)
	if err != nil {
		length = -1
	}
	if w.status == http.StatusNoContent {
		length = 0
	}
	return &http.Response{
		Status: strconv.Itoa(w.status) + " " + http.StatusText(w.status), StatusCode: w.status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: w.header, Body: b, ContentLength: length, Request: r,
	}
}

// body reads an answer chunk by chunk.
type body struct {
	mu    sync.Mutex
	w     *writer
	first []byte
	next  func() ([]byte, bool)
	stop  func()
	more  bool
}

// Read implements io.Reader.
func (b *body) Read(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.first) == 0 {
		if !b.more {
			return 0, io.EOF
		}
		if b.first, b.more = b.next(); !b.more {
			b.first = b.w.buf.Bytes()
		}
	}
	n := copy(p, b.first)
	b.first = b.first[n:]
	return n, nil
}

// Close ends the answer; the handler is told that its reader has gone.
func (b *body) Close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.first, b.more = nil, false
	b.stop()
	return nil
}
