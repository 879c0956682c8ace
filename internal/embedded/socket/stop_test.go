package socket_test

import (
	"crypto/tls"
	"net/http"
	"testing"
	"time"
)

// A client that has opened a connection for HTTP/2 and says nothing does not
// keep the server from ending, nor is it taken for a request.
func TestSilentConnectionDoesNotHoldTheEnd(t *testing.T) {
	t.Parallel()
	s := start(t, http.HandlerFunc(hello), nil)
	c, err := tls.Dial("tcp", s.host(), &tls.Config{RootCAs: s.files.pool, NextProtos: []string{"h2"}})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	s.alive() // the server has come to the connection before this one
	s.stop()
	select {
	case err := <-s.ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(9 * time.Second):
		t.Error("the server waits for a client that says nothing")
	}
}
