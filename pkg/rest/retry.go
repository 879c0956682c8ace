package rest

import (
	"context"
	"errors"
	"time"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// retry repeats what was refused for now (429: nothing was done), what never
// left, and, where the method makes repeating harmless, what the server
// failed at (502, 503, 504) or a cut connection hid. Everything else is the
// caller's to settle: Sent says that it may have taken effect.
func (c *Client) retry(next asker) asker {
	return func(ctx context.Context, r *Request) (*Response, error) {
		var waited time.Duration
		doubt := false
		for n := 1; ; n++ {
			if ctx.Err() != nil {
				return nil, doubtful(ended(ctx), doubt)
			}
			res, err := next(ctx, r)
			if err == nil {
				return res, nil
			}
			e := apierr.As(err)
			if e == nil {
				return nil, err
			}
			pause, again := c.pause(e, r, n)
			waited += pause
			if !again || waited > c.o.Retry.Total || late(ctx, c.o.Now().Add(pause)) {
				return nil, doubtful(err, doubt)
			}
			doubt = doubt || e.Sent
			if c.o.Sleep(ctx, pause) != nil {
				return nil, doubtful(ended(ctx), doubt)
			}
		}
	}
}

// pause tells whether attempt n, which failed with e, is followed by another,
// and after how long.
func (c *Client) pause(e *apierr.Error, r *Request, n int) (time.Duration, bool) {
	p := c.o.Retry
	attempts := p.Attempts
	switch {
	case errors.Is(e.Err, errSignIn):
		return 0, false
	case e.Kind == apierr.Throttled && e.Status != 0 && !e.Sent:
	case errors.Is(e.Err, errNotSent):
		attempts = p.Connect
	case !r.repeatable() || !temporary(e):
		return 0, false
	}
	if n >= attempts {
		return 0, false
	}
	if e.RetryAfter > 0 {
		return e.RetryAfter, true
	}
	bound := min(p.Cap, p.Base<<min(n-1, 20))
	return time.Duration(p.Rand() * float64(bound)), true
}

func temporary(e *apierr.Error) bool {
	switch e.Status {
	case 502, 503, 504:
		return true
	}
	return errors.Is(e.Err, errCut)
}

// late tells whether the context would end before t: then there is no use in
// waiting for it.
func late(ctx context.Context, t time.Time) bool {
	deadline, ok := ctx.Deadline()
	return ok && t.After(deadline)
}

// doubtful marks the error of a repeated request of which an earlier attempt
// may have taken effect: a 404 that follows a DELETE whose answer was lost.
func doubtful(err error, doubt bool) error {
	if e := apierr.As(err); doubt && e != nil {
		e.Sent = true
	}
	return err
}
