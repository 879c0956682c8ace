package aadgraph

import (
	"context"
	"net/http"
	"net/url"

	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// Client speaks to one tenant of an Azure AD Graph endpoint. It is safe for
// several goroutines.
type Client struct {
	rest    *rest.Client
	tenant  string // encoded as a segment
	version Version
	err     error // what is wrong with the options
}

// Options is what a Client is made of.
type Options struct {
	// Base is the service's root, such as https://graph.windows.net/, without
	// tenant; Decode, if nil, is [Decode].
	rest.Options
	// Tenant is the tenant's id, one of its verified domains, or "", which
	// stands for myorganization: the tenant of the token.
	Tenant string
	// Version is the api-version; "" is [DefaultVersion].
	Version Version
}

// New makes a client. What is wrong with the options is the error of each
// request.
func New(o Options) *Client {
	if o.Decode == nil {
		o.Decode = Decode
	}
	c := &Client{rest: rest.New(o.Options), version: o.Version}
	if c.version == "" {
		c.version = DefaultVersion
	}
	c.tenant, c.err = tenantSegment(o.Tenant)
	if !c.version.Known() {
		c.err = unknownVersion(string(c.version))
	}
	return c
}

// Base gives the service's root; its path ends in "/".
func (c *Client) Base() *url.URL { return c.rest.Base() }

// Root gives the tenant's root, …/{tenant}/.
func (c *Client) Root() string { return c.Base().String() + c.tenant + "/" }

// Version gives the api-version that requests carry.
func (c *Client) Version() Version { return c.version }

// DryRun tells whether changes are kept back (rest.Options.DryRun).
func (c *Client) DryRun() bool { return c.rest.DryRun() }

// Get reads one object (GET path), with all of its properties.
func (c *Client) Get(ctx context.Context, path string, q odata.Query) (*odata.Object, error) {
	return c.object(ctx, Request{Method: http.MethodGet, Path: path, Query: q})
}

// Create makes a new object in a collection (POST path) and gives it as the
// directory answers.
func (c *Client) Create(ctx context.Context, path string, body *odata.Object) (*odata.Object, error) {
	return c.object(ctx, Request{Method: http.MethodPost, Path: path, Body: orEmpty(body)})
}

// Update changes the properties in body (PATCH path); null clears one. The
// service answers nothing.
func (c *Client) Update(ctx context.Context, path string, body *odata.Object) error {
	_, err := c.object(ctx, Request{Method: http.MethodPatch, Path: path, Body: orEmpty(body)})
	return err
}

// Delete deletes an object (DELETE path). A path that leads through a relation
// to another object is refused; see [Client.RemoveLink].
func (c *Client) Delete(ctx context.Context, path string) error {
	_, err := c.object(ctx, Request{Method: http.MethodDelete, Path: path})
	return err
}

// Action calls an action (POST path) with its parameters, none if nil. An
// empty answer is nil.
func (c *Client) Action(ctx context.Context, path string, args *odata.Object) (*odata.Object, error) {
	return c.object(ctx, Request{Method: http.MethodPost, Path: path, Body: args})
}

// Ask calls a function that is a POST and changes nothing (checkMemberGroups,
// …): it leaves in a dry run too and may be repeated.
func (c *Client) Ask(ctx context.Context, path string, args *odata.Object) (*odata.Object, error) {
	return c.object(ctx, Request{Method: http.MethodPost, Path: path, Body: args, Read: true})
}

// object sends a request and reads the answer as an object.
func (c *Client) object(ctx context.Context, r Request) (*odata.Object, error) {
	a := c.Do(ctx, r)
	return a.Object, a.Err
}

func orEmpty(o *odata.Object) *odata.Object {
	if o == nil {
		return odata.NewObject()
	}
	return o
}
