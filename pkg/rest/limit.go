package rest

import "github.com/tenantctl/tenantctl/pkg/apierr"

// limit waits for the limiter before each attempt and tells it the answer.
func (c *Client) limit(next sender) sender {
	l := c.o.Limiter
	if l == nil {
		return next
	}
	return func(a *attempt) (*Response, error) {
		n := a.of.operations()
		if err := l.Wait(a.context(), n); err != nil {
			if a.context().Err() != nil {
				return nil, ended(a.context())
			}
			return nil, &apierr.Error{Kind: apierr.Throttled, Message: err.Error(), Err: err}
		}
		res, err := next(a)
		if res == nil {
			l.Observe(n, 0, nil)
			return nil, err
		}
		l.Observe(n, res.Status, res.Header)
		return res, err
	}
}
