package aadgraph

import (
	"context"
	"net/http"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// Request is one request of a tenant's directory.
type Request struct {
	Method string
	// Path is relative to the tenant and percent-encoded; odata.KeyPath and
	// odata.KeySegment encode keys. "me/…" is the signed-in user's.
	Path   string
	Query  odata.Query
	Header http.Header
	Body   *odata.Object // nil: none
	// Read says that a request that is not a GET changes nothing.
	Read bool
}

// Response is the answer to a Request.
type Response struct {
	Status int
	Header http.Header
	Object *odata.Object // nil if the answer has no body
	Err    error
}

// Do sends one request and gives its answer, or the error, in one value.
func (c *Client) Do(ctx context.Context, r Request) Response {
	w, err := c.wire(r)
	if err != nil {
		return failed(err)
	}
	res, err := c.rest.Do(ctx, w)
	if err != nil {
		return failed(err)
	}
	a := Response{Status: res.Status, Header: res.Header}
	if a.Object, err = parseObject(res); err != nil {
		a.Err = rest.Unreadable(w, res, err)
	}
	return a
}

// Raw sends a request that somebody else has written, and gives the answer as
// it came. Path is relative to the tenant; api-version is added to Query
// unless it is there. What this package refuses is refused here too.
func (c *Client) Raw(ctx context.Context, r *rest.Request) (*rest.Response, error) {
	w, err := c.addressed(r)
	if err != nil {
		return nil, err
	}
	return c.rest.Do(ctx, w)
}

func failed(err error) Response {
	a := Response{Err: err}
	if e := apierr.As(err); e != nil {
		a.Status = e.Status
	}
	return a
}

// wire makes the request as it is sent.
func (c *Client) wire(r Request) (*rest.Request, error) {
	if err := checkQuery(r.Path, r.Query); err != nil {
		return nil, err
	}
	w := &rest.Request{
		Method: r.Method, Path: r.Path, Query: encodeQuery(r.Query),
		Header: r.Header.Clone(), Read: r.Read,
	}
	if r.Body != nil {
		w.Body = r.Body.AppendJSON(nil)
	}
	return c.addressed(w)
}
