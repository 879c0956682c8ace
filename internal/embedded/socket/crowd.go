package socket

import (
	"container/list"
	"net"
	"net/http"
	"sync"
)

// crowd bounds the connections. When there are too many, the one that has
// waited longest without a request is closed: who opens thousands and says
// nothing loses its own, not those of others.
type crowd struct {
	most int

	mu    sync.Mutex
	all   map[net.Conn]*list.Element // nil element: a request runs
	quiet *list.List                 // of net.Conn, the longest waiting first
}

func newCrowd(most int) *crowd {
	return &crowd{most: most, all: map[net.Conn]*list.Element{}, quiet: list.New()}
}

// state is the server's ConnState hook.
func (c *crowd) state(conn net.Conn, state http.ConnState) {
	if out := c.note(conn, state); out != nil {
		out.Close()
	}
}

// note keeps the account of connections, and gives one to be closed or nil.
func (c *crowd) note(conn net.Conn, state http.ConnState) (out net.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.all[conn]; e != nil {
		c.quiet.Remove(e)
	}
	switch state {
	case http.StateNew, http.StateIdle:
		c.all[conn] = c.quiet.PushBack(conn)
	case http.StateActive:
		c.all[conn] = nil
	default: // closed, or taken over
		delete(c.all, conn)
	}
	if state != http.StateNew || len(c.all) <= c.most {
		return nil
	}
	if longest := c.quiet.Front(); longest != nil {
		return longest.Value.(net.Conn)
	}
	return nil
}
