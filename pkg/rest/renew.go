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
// 401, in the context that Options.Renew is called with. When several requests
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

// renew gets new credentials when the directory answers 401, and asks again,
// once. A 401 had no effect, so any request may be repeated. That the sign-in
// itself was refused is final.
func (c *Client) renew(next asker) asker {
	if c.o.Renew == nil {
		return next
	}
	return func(ctx context.Context, r *Request) (*Response, error) {
		ctx = context.WithValue(ctx, refusedKey{}, new(string))
		res, err := next(ctx, r)
		e := apierr.As(err)
		if e == nil || e.Status != 401 || SignInFailed(err) {
			return res, err
		}
		renewErr := c.o.Renew(ctx)
		switch {
		case errors.Is(renewErr, ErrNoRenewal):
			return nil, err
		case renewErr != nil:
			return nil, signInFailed(ctx, renewErr)
		}
		return next(ctx, r)
	}
}
