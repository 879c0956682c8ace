package graph

import (
	"context"
	"iter"
	"net/http"
	"net/url"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// Pages reads a collection page by page (GET path, then each
// @odata.nextLink). A page is asked for only when the caller has come to it.
// An error, of whichever page, is the last element. Links are followed only
// below the base, and never in a circle; the header ConsistencyLevel goes with
// each.
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
	first := &rest.Request{Method: http.MethodGet, Path: path, Header: http.Header{}}
	ask(first, q)
	return c.rest.Follow(ctx, first, c.next)
}

// follow reads pages from a first request on.
func (c *Client) follow(ctx context.Context, first *rest.Request) iter.Seq2[*odata.Page, error] {
	return ReadPages(c.rest.Follow(ctx, first, c.next))
}

// next gives the request of the page that a link leads to.
func (c *Client) next(r *rest.Request, link string) (*rest.Request, error) {
	u, err := c.link(link)
	if err != nil {
		return nil, err
	}
	return &rest.Request{Method: http.MethodGet, URL: u, Header: r.Header}, nil
}

// link checks an address that the directory gave.
func (c *Client) link(link string) (*url.URL, error) {
	u, err := url.Parse(link)
	if err != nil {
		return nil, apierr.New(apierr.Other, "", "the directory gave a link that is no address")
	}
	return u, c.rest.CheckLink(u)
}
