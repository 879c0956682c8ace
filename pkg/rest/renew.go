package rest

import (
	"context"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// renew gets new credentials when the directory answers 401, and asks again,
// once. A 401 had no effect, so any request may be repeated.
func (c *Client) renew(next asker) asker {
	if c.o.Renew == nil {
		return next
	}
	return func(ctx context.Context, r *Request) (*Response, error) {
		res, err := next(ctx, r)
		e := apierr.As(err)
		if e == nil || e.Status != 401 {
			return res, err
		}
		if renewErr := c.o.Renew(ctx); renewErr != nil {
			return nil, signInFailed(ctx, renewErr)
		}
		return next(ctx, r)
	}
}
