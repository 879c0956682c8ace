package rest

import (
	"context"
	"net/http"
	"net/url"
	"strings"
)

// Client sends requests to one directory. It is safe for several goroutines.
type Client struct {
	o     Options
	base  *url.URL
	chain asker
}

// asker is a link that knows the request as it was asked; sender is one that
// knows one attempt at it. A sender returns answers of any status.
type (
	asker  func(context.Context, *Request) (*Response, error)
	sender func(*attempt) (*Response, error)
)

// attempt is a request on its way.
type attempt struct {
	http *http.Request
	of   *Request
}

func (a *attempt) context() context.Context { return a.http.Context() }

// New makes a client. What is wrong with the options (no base, plain HTTP to
// another host) is the error of each request.
func New(o Options) *Client {
	c := &Client{o: o.withDefaults(), base: &url.URL{}}
	if o.Base != nil {
		c.base = withSlash(o.Base)
	}
	out := c.send
	if o.Debug != nil {
		out = c.debug(out)
	}
	c.chain = c.guard(c.retry(c.renew(c.build(c.decode(c.limit(c.redirect(out)))))))
	return c
}

// Base gives the address below which requests go; its path ends in "/".
func (c *Client) Base() *url.URL {
	u := *c.base
	return &u
}

// DryRun tells whether changes are kept back.
func (c *Client) DryRun() bool { return c.o.DryRun != nil }

// Do sends a request and reads the whole answer. Any status of 300 and above
// is an error.
func (c *Client) Do(ctx context.Context, r *Request) (*Response, error) {
	asked := *r
	asked.id = newID()
	return c.chain(ctx, &asked)
}

func withSlash(u *url.URL) *url.URL {
	v := *u
	v.RawQuery, v.Fragment = "", ""
	if !strings.HasSuffix(v.Path, "/") {
		v.Path += "/"
		if v.RawPath != "" {
			v.RawPath += "/"
		}
	}
	return &v
}
