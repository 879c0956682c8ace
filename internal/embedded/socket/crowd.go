package socket

import (
	"container/list"
	"context"
	"net"
	"net/http"
	"sync"
)

// crowd bounds the connections. When there are too many, the one that has
// been without a whole request for longest is closed: who opens thousands and
// says little loses its own, not those of others.
type crowd struct {
	most int

	mu    sync.Mutex
	all   map[net.Conn]*member
	quiet *list.List // of net.Conn, the longest waiting first
}

// member is a connection.
type member struct {
	place   *list.Element // among the quiet, nil while a request runs
	running int           // requests that run on it
}

func newCrowd(most int) *crowd {
	return &crowd{most: most, all: map[net.Conn]*member{}, quiet: list.New()}
}

// connKey is where a request's context keeps its connection.
type connKey struct{}

// remember is the server's ConnContext hook.
func remember(ctx context.Context, conn net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, conn)
}

// state is the server's ConnState hook.
func (c *crowd) state(conn net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		if out := c.enter(conn); out != nil {
			out.Close()
		}
	case http.StateClosed, http.StateHijacked:
		c.leave(conn)
	}
}

// watch notes on which connections requests run.
func (c *crowd) watch(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, _ := r.Context().Value(connKey{}).(net.Conn)
		c.begin(conn)
		defer c.end(conn)
		next.ServeHTTP(w, r)
	})
}

// enter lets a connection in, and gives the one to be closed for it or nil.
func (c *crowd) enter(conn net.Conn) (out net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all[conn] = &member{place: c.quiet.PushBack(conn)}
	if len(c.all) <= c.most {
		return nil
	}
	return c.remove(c.quiet.Front().Value.(net.Conn))
}

func (c *crowd) leave(conn net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.remove(conn)
}

// remove takes a connection out of the account, at once, so that each that
// enters makes one leave.
func (c *crowd) remove(conn net.Conn) net.Conn {
	if m := c.all[conn]; m != nil && m.place != nil {
		c.quiet.Remove(m.place)
	}
	delete(c.all, conn)
	return conn
}

func (c *crowd) begin(conn net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m := c.all[conn]
	if m == nil {
		return
	}
	if m.running++; m.place != nil {
		c.quiet.Remove(m.place)
		m.place = nil
	}
}

func (c *crowd) end(conn net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m := c.all[conn]
	if m == nil {
		return
	}
	if m.running--; m.running == 0 {
		m.place = c.quiet.PushBack(conn)
	}
}
