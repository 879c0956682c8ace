package rest

import (
	"net/http"
	"strings"
)

// redirect follows a read that is answered elsewhere (a photo, a report). To
// another host go neither credentials nor anything else of the request, and
// only by HTTPS. A change is never redirected.
func (c *Client) redirect(next sender) sender {
	return func(a *attempt) (*Response, error) {
		res, err := next(a)
		for hops := 0; err == nil && hops < 5; hops++ {
			to := c.redirected(a, res)
			if to == nil {
				return res, nil
			}
			a = &attempt{to, a.of}
			res, err = next(a)
		}
		return res, err
	}
}

// redirected gives the request that an answer sends the client to, or nil.
func (c *Client) redirected(a *attempt, res *Response) *http.Request {
	if a.http.Method != http.MethodGet && a.http.Method != http.MethodHead {
		return nil
	}
	switch res.Status {
	case 301, 302, 303, 307, 308:
	default:
		return nil
	}
	u, err := a.http.URL.Parse(res.Header.Get("Location"))
	if err != nil || res.Header.Get("Location") == "" {
		return nil
	}
	to := a.http.Clone(a.context())
	to.URL, to.Host = u, ""
	if u.Scheme == a.http.URL.Scheme && strings.EqualFold(u.Host, a.http.URL.Host) {
		return to
	}
	if u.Scheme != "https" {
		return nil
	}
	to.Header = http.Header{"Accept": a.http.Header["Accept"], "User-Agent": a.http.Header["User-Agent"]}
	return to
}
