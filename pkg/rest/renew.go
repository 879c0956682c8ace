package rest

import (
	"context"
	"errors"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// ErrNoRenewal is what Options.Renew returns where there are no other
// credentials to be had: the directory's 401 stands.
var ErrNoRenewal = errors.New("there are no other credentials")

// refusedKey is the context's key of the credentials of the last attempt.
type refusedKey struct{}

// Refused gives the header Authorization that the directory has answered with
// 401 or 403, in the context that Options.Renew and Permit are called with. When several requests
// were refused at once, the one that comes second finds by it that there are
// new credentials already.
func Refused(ctx context.Context) string {
	if sent, ok := ctx.Value(refusedKey{}).(*string); ok {
		return *sent
	}
	return ""
}

// remember keeps what the attempt has signed in with, for [Refused].
func remember(ctx context.Context, authorization string) {
	if sent, ok := ctx.Value(refusedKey{}).(*string); ok {
		*sent = authorization
	}
}

// renew gets new credentials when the directory answers 401, or 403 to
// credentials that may be out of date, and asks again, once. Neither had an
// effect, so any request may be repeated. That the sign-in itself was refused
// is final.
func (c *Client) renew(next asker) asker {
	if c.o.Renew == nil && c.o.Permit == nil {
		return next
	}
	return func(ctx context.Context, r *Request) (*Response, error) {
		ctx = context.WithValue(ctx, refusedKey{}, new(string))
		res, err := next(ctx, r)
		e := apierr.As(err)
		if e == nil || SignInFailed(err) {
			return res, err
		}
		switch {
		case e.Status == 401 && c.o.Renew != nil:
			switch renewErr := c.o.Renew(ctx); {
			case errors.Is(renewErr, ErrNoRenewal):
				return nil, err
			case renewErr != nil:
				return nil, signInFailed(ctx, renewErr)
			}
		case e.Status == 403 && c.o.Permit != nil:
			if c.o.Permit(ctx) != nil {
				return nil, err
			}
		default:
			return res, err
		}
		return next(ctx, r)
	}
}
