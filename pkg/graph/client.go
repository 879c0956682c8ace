package graph

import (
	"context"
	"net/http"
	"net/url"

	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// Client speaks to one Graph endpoint. It is safe for several goroutines.
type Client struct {
	rest *rest.Client
}

// New makes a client. o.Base is the version's root, such as
// https://graph.microsoft.com/v1.0/; o.Decode, if nil, is [Decode].
func New(o rest.Options) *Client {
	if o.Decode == nil {
		o.Decode = Decode
	}
	return &Client{rest.New(o)}
}

// Base gives the version's root; its path ends in "/".
func (c *Client) Base() *url.URL { return c.rest.Base() }

// DryRun tells whether changes are kept back (rest.Options.DryRun).
func (c *Client) DryRun() bool { return c.rest.DryRun() }

// Get reads one object (GET path). A raw number (".../$count") comes as an
// object with the one member "value".
func (c *Client) Get(ctx context.Context, path string, q odata.Query) (*odata.Object, error) {
	r := &rest.Request{Method: http.MethodGet, Path: path, Header: http.Header{}}
	ask(r, q)
	return c.object(ctx, r)
}

// Create makes a new object in a collection (POST path) and gives it as the
// directory answers, nil if the answer is empty.
func (c *Client) Create(ctx context.Context, path string, body *odata.Object) (*odata.Object, error) {
	return c.object(ctx, &rest.Request{Method: http.MethodPost, Path: path, Body: encode(body)})
}

// Update changes the properties in body (PATCH path). Graph answers nothing,
// then the object is nil.
func (c *Client) Update(ctx context.Context, path string, body *odata.Object) (*odata.Object, error) {
	return c.object(ctx, &rest.Request{Method: http.MethodPatch, Path: path, Body: encode(body)})
}

// Delete deletes an object (DELETE path). A path that leads through a
// relation to another object is refused; see [Client.RemoveRef].
func (c *Client) Delete(ctx context.Context, path string) error {
	_, err := c.object(ctx, &rest.Request{Method: http.MethodDelete, Path: path})
	return err
}

// Raw sends a request that somebody else has written, and gives the answer as
// it came. What this package refuses is refused here too.
func (c *Client) Raw(ctx context.Context, r *rest.Request) (*rest.Response, error) {
	return c.do(ctx, r)
}

// object sends a request and reads the answer as an object.
func (c *Client) object(ctx context.Context, r *rest.Request) (*odata.Object, error) {
	res, err := c.do(ctx, r)
	if err != nil {
		return nil, err
	}
	o, err := parseObject(res)
	if err != nil {
		return nil, rest.Unreadable(r, res, err)
	}
	return o, nil
}

func (c *Client) do(ctx context.Context, r *rest.Request) (*rest.Response, error) {
	if err := checkPath(r.Method, r.Path); err != nil {
		return nil, err
	}
	return c.rest.Do(ctx, r)
}

// ask puts query options into a request.
func ask(r *rest.Request, q odata.Query) {
	r.Query = q.Encode()
	if !q.Advanced && q.Search == "" {
		return
	}
	r.Header.Set("ConsistencyLevel", "eventual")
	if countPath(r.Path) {
		// The segment /$count stands for the parameter.
		q.Advanced, q.Count = false, false
		r.Query = q.Encode()
	}
}

func encode(o *odata.Object) []byte {
	if o == nil {
		return []byte("{}")
	}
	return o.AppendJSON(nil)
}
