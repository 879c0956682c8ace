package socket

import (
	"net"
	"testing"
)

type conn struct {
	net.Conn
	name string
}

// When there are too many, the connection that has been without a request for
// longest goes; one with a request that runs never does.
func TestCrowd(t *testing.T) {
	t.Parallel()
	c := newCrowd(3)
	a, b, d, e, f, g := &conn{name: "a"}, &conn{name: "b"}, &conn{name: "d"}, &conn{name: "e"}, &conn{name: "f"}, &conn{name: "g"}
	enter := func(in *conn, want net.Conn) {
		t.Helper()
		if got := c.enter(in); got != want {
			t.Errorf("%s enters and %v goes, want %v", in.name, got, want)
		}
	}
	enter(a, nil)
	enter(b, nil)
	enter(d, nil)
	c.begin(a)
	c.begin(a) // two streams of HTTP/2
	c.end(a)
	enter(e, b)
	c.leave(b)
	c.end(a)
	enter(f, d)
	c.begin(e)
	c.begin(f)
	c.begin(a)
	enter(g, g) // all others are at work
	c.leave(g)
	if len(c.all) != 3 || c.quiet.Len() != 0 {
		t.Errorf("%d connections, %d of them quiet", len(c.all), c.quiet.Len())
	}
	for _, in := range []*conn{a, e, f} {
		c.end(in)
		c.leave(in)
	}
	if len(c.all) != 0 || c.quiet.Len() != 0 {
		t.Errorf("%d connections, %d of them quiet, after all have left", len(c.all), c.quiet.Len())
	}
}
