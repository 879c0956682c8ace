package rest

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// decode makes an error of every answer of 300 and above.
func (c *Client) decode(next sender) sender {
	return func(a *attempt) (*Response, error) {
		res, err := next(a)
		if err != nil {
			return nil, err
		}
		if res.Status < 300 {
			return res, nil
		}
		return nil, c.complete(c.decodeBody(a, res), a, res)
	}
}

func (c *Client) decodeBody(a *attempt, res *Response) *apierr.Error {
	if c.o.Decode != nil {
		err := c.o.Decode(httpResponse(a, res), res.Body)
		if e := apierr.As(err); e != nil {
			return e
		}
	}
	return &apierr.Error{
		Kind:    apierr.KindOfStatus(res.Status),
		Message: strings.TrimSpace("HTTP " + httpResponse(a, res).Status),
	}
}

// complete adds what every error of an answer has in common.
func (c *Client) complete(e *apierr.Error, a *attempt, res *Response) *apierr.Error {
	e.Method, e.URL, e.Status = a.of.Method, shown(a.of.URL), res.Status
	if e.RequestID == "" {
		e.RequestID = res.Header.Get("request-id")
	}
	if e.RetryAfter == 0 {
		e.RetryAfter = RetryAfter(res.Header, c.o.Now())
	}
	// A server that failed may have failed after it did what was asked,
	// unless the decoder knows better and found another kind.
	e.Sent = res.Status >= 500 && e.Kind == apierr.Unavailable && !a.of.harmless()
	return e
}

// httpResponse gives the answer in the form that Options.Decode reads.
func httpResponse(a *attempt, res *Response) *http.Response {
	status := http.StatusText(res.Status)
	return &http.Response{
		StatusCode: res.Status,
		Status:     strings.TrimSpace(strconv.Itoa(res.Status) + " " + status),
		Header:     res.Header,
		Body:       http.NoBody,
		Request:    a.http,
	}
}
