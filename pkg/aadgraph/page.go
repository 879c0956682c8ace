package aadgraph

import (
	"context"
	"iter"
	"net/http"

	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// Pages reads a collection page by page (GET path, then each odata.nextLink).
// A page is asked for only when the caller has come to it. An error, of
// whichever page, is the last element. Links are followed only within the
// tenant, and never in a circle.
func (c *Client) Pages(ctx context.Context, path string, q odata.Query) iter.Seq2[*odata.Page, error] {
	return ReadPages(c.RawPages(ctx, path, q))
}

// List reads a collection object by object; see [Client.Pages].
func (c *Client) List(ctx context.Context, path string, q odata.Query) iter.Seq2[*odata.Object, error] {
	return Objects(c.Pages(ctx, path, q))
}

// RawPage is a page whose objects have not been read yet.
type RawPage = rest.RawPage

// Objects gives the objects of pages. An error is the last element.
func Objects(pages iter.Seq2[*odata.Page, error]) iter.Seq2[*odata.Object, error] {
	return rest.Objects(pages)
}

// ReadPages reads pages one by one. An error is the last element.
func ReadPages(raw iter.Seq2[*RawPage, error]) iter.Seq2[*odata.Page, error] {
	return rest.ReadPages(raw)
}

// RawPages is [Client.Pages] for a caller that has one page on its way while
// it works on another: the link to the following page is known before a page
// is read. [ReadPages] makes pages of them.
func (c *Client) RawPages(ctx context.Context, path string, q odata.Query) iter.Seq2[*RawPage, error] {
	first, err := c.wire(Request{Method: http.MethodGet, Path: path, Query: q})
	return c.follow(ctx, first, err)
}

// PageAt reads the one page that a link of a page before leads to, or, with
// back, the page before the one that the link was in (previous-page=true).
func (c *Client) PageAt(ctx context.Context, link string, back bool) (*odata.Page, error) {
	r, err := c.linked(link)
	if err == nil && back {
		r.Query += "&previous-page=true"
	}
	for raw, err := range c.follow(ctx, r, err) {
		if err != nil {
			return nil, err
		}
		return raw.Page()
	}
	return nil, nil
}

// follow reads pages from a first request on; failed is what is wrong with it.
func (c *Client) follow(ctx context.Context, first *rest.Request, failed error) iter.Seq2[*RawPage, error] {
	if failed != nil {
		return func(yield func(*RawPage, error) bool) { yield(nil, failed) }
	}
	return c.rest.Follow(ctx, first, c.next)
}

// next gives the request of the page that a link leads to. The pages of a
// function are asked for as it was, but without its parameters.
func (c *Client) next(r *rest.Request, link string) (*rest.Request, error) {
	next, err := c.linked(link)
	if err == nil {
		next.Method, next.Header, next.Read = r.Method, r.Header, r.Read
	}
	return next, err
}
