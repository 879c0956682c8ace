package cli

import (
	"net/http"
	"sync/atomic"
)

// attentive has signals heard from the second request on: a command that sends
// one only is over before anybody wants to stop it.
type attentive struct {
	next   http.RoundTripper
	listen func()
	begun  atomic.Bool
}

// RoundTrip implements http.RoundTripper.
func (a *attentive) RoundTrip(r *http.Request) (*http.Response, error) {
	if a.begun.Swap(true) {
		a.listen()
	}
	return a.next.RoundTrip(r)
}
