package main

import (
	"context"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/cli"
	"github.com/tenantctl/tenantctl/internal/iostreams"
)

// list is the program's own listing command, whose requests go to a server
// on a socket.
func list(ctx context.Context, address string) int {
	return cli.Run(ctx, cli.Options{
		Args: []string{"user", "list", "-o", "json"},
		IO:   iostreams.System(),
		Env:  os.Getenv,
		Now:  time.Now,
		Wrap: func(http.RoundTripper) http.RoundTripper {
			return elsewhere{strings.TrimPrefix(address, "http://"), &http.Transport{}}
		},
	})
}

// elsewhere sends requests to another host than their address names.
type elsewhere struct {
	host string
	next http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (e elsewhere) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Host = r.URL.Host
	r.URL.Scheme, r.URL.Host = "http", e.host
	return e.next.RoundTrip(r)
}
