package rest

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// build makes the HTTP request of one attempt, with fresh credentials and the
// body from its beginning.
func (c *Client) build(next sender) asker {
	return func(ctx context.Context, r *Request) (*Response, error) {
		h, err := http.NewRequestWithContext(ctx, r.Method, r.URL.String(), bytes.NewReader(r.Body))
		if err != nil {
			return nil, apierr.New(apierr.Invalid, r.Method, err.Error())
		}
		if len(r.Body) == 0 {
			h.Body, h.GetBody = http.NoBody, nil
		}
		c.fillHeader(h, r)
		if c.o.Authorize != nil {
			if err := c.o.Authorize(ctx, h); err != nil {
				return nil, signInFailed(ctx, err)
			}
			remember(ctx, h.Header.Get("Authorization"))
		}
		return next(&attempt{h, r})
	}
}

func (c *Client) fillHeader(h *http.Request, r *Request) {
	for name, values := range r.Header {
		h.Header[http.CanonicalHeaderKey(name)] = values
	}
	setDefault(h.Header, "Accept", jsonType)
	if len(r.Body) > 0 {
		setDefault(h.Header, "Content-Type", jsonType)
	}
	if c.o.UserAgent != "" {
		setDefault(h.Header, "User-Agent", c.o.UserAgent)
	}
	h.Header.Set("client-request-id", r.id)
}

func setDefault(h http.Header, name, value string) {
	if h.Get(name) == "" {
		h.Set(name, value)
	}
}

// signInFailed keeps what the sign-in says about its failure. The sign-in
// repeats by itself what is worth it, so the request is not repeated for it.
func signInFailed(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ended(ctx)
	}
	e := apierr.As(err)
	if e == nil {
		return &apierr.Error{Kind: apierr.Unauthenticated, Message: "sign-in failed: " + err.Error(), Err: marked{err, errSignIn}}
	}
	final := *e
	final.Sent, final.Err = false, marked{cmp.Or(e.Err, errSignIn), errSignIn}
	return &final
}

// SignInFailed tells whether a request was not sent because signing in
// failed: its error is about that, and not about what was asked.
func SignInFailed(err error) bool {
	e := apierr.As(err)
	return e != nil && errors.Is(e.Err, errSignIn)
}

// newID makes a random UUID (RFC 9562, version 4).
func newID() string {
	var b [16]byte
	rand.Read(b[:])
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}
