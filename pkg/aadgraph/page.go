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

// PageAt reads the one page that a link of a page before leads to, or, with
// back, the page before the one that the link was in (previous-page=true).
func (c *Client) PageAt(ctx context.Context, link string, back bool) (*odata.Page, error) {
	r, err := c.linked(link)
	if err != nil {
		return nil, err
	}
	if back {
		r.Query += "&previous-page=true"
	}
	res, err := c.rest.Do(ctx, r)
	if err != nil {
		return nil, err
	}
	return (&RawPage{r, res}).Page()
}

// Objects gives the objects of pages. An error is the last element.
func Objects(pages iter.Seq2[*odata.Page, error]) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for page, err := range pages {
			if err != nil {
				yield(nil, err)
				return
			}
			for _, o := range page.Value {
				if !yield(o, nil) {
					return
				}
			}
		}
	}
}

// RawPage is a page whose objects have not been read yet.
type RawPage struct {
	request *rest.Request
	answer  *rest.Response
}

// Page reads the objects.
func (p *RawPage) Page() (*odata.Page, error) {
	body, err := p.answer.JSON()
	var page *odata.Page
	if err == nil {
		page, err = odata.ParsePage(body)
	}
	if err != nil {
		return nil, unreadable(p.request, p.answer, err)
	}
	return page, nil
}

// RawPages is [Client.Pages] for a caller that has one page on its way while
// it works on another: the link to the following page is known before a page
// is read. [ReadPages] makes pages of them.
func (c *Client) RawPages(ctx context.Context, path string, q odata.Query) iter.Seq2[*RawPage, error] {
	first, err := c.wire(Request{Method: http.MethodGet, Path: path, Query: q})
	return c.follow(ctx, first, err)
}

// ReadPages reads pages one by one. An error is the last element.
func ReadPages(raw iter.Seq2[*RawPage, error]) iter.Seq2[*odata.Page, error] {
	return func(yield func(*odata.Page, error) bool) {
		for r, err := range raw {
			var page *odata.Page
			if err == nil {
				page, err = r.Page()
			}
			if !yield(page, err) || err != nil {
				return
			}
		}
	}
}

// follow reads pages from a first request on; failed is what is wrong with it.
func (c *Client) follow(ctx context.Context, first *rest.Request, failed error) iter.Seq2[*RawPage, error] {
	return func(yield func(*RawPage, error) bool) {
		if failed != nil {
			yield(nil, failed)
			return
		}
		var seen rest.Circle
		for r := first; r != nil; {
			answer, err := c.rest.Do(ctx, r)
			if err != nil {
				yield(nil, err)
				return
			}
			page := &RawPage{r, answer}
			r, err = c.following(r, answer, &seen)
			if !yield(page, nil) {
				return
			}
			if err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// following gives the request of the page after an answer, nil after the last
// one.
func (c *Client) following(r *rest.Request, answer *rest.Response, seen *rest.Circle) (*rest.Request, error) {
	link := odata.NextLink(answer.Text())
	if link == "" {
		return nil, nil
	}
	if err := seen.Add(link); err != nil {
		return nil, err
	}
	next, err := c.linked(link)
	if err == nil {
		next.Header = r.Header
	}
	return next, err
}
