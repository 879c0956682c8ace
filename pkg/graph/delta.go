package graph

import (
	"context"
	"iter"
	"net/http"

	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
	"github.com/tenantctl/tenantctl/pkg/rest"
)

// Round is one round of a delta query: the changes since the round before, or
// for a first round everything (facts/graph.md, section 5). Objects may come
// more than once; deleted ones have the member "@removed".
type Round struct {
	c     *Client
	ctx   context.Context
	first *rest.Request
	err   error
	link  string
}

// Delta starts a first round over a collection: path is "users/delta". Of q
// the service knows Select, and Filter by id.
func (c *Client) Delta(ctx context.Context, path string, q odata.Query) *Round {
	r := &rest.Request{Method: http.MethodGet, Path: path, Header: http.Header{}}
	ask(r, q)
	return &Round{c: c, ctx: ctx, first: r}
}

// DeltaFrom starts the round that follows the one that ended with this link.
// A link that is too old (7 days) is answered 410: start again with Delta.
func (c *Client) DeltaFrom(ctx context.Context, link string) *Round {
	u, err := c.link(link)
	return &Round{c: c, ctx: ctx, err: err, first: &rest.Request{Method: http.MethodGet, URL: u}}
}

// Changes reads the round to its end. It can be ranged over once.
func (r *Round) Changes() iter.Seq2[*odata.Object, error] {
	return Objects(r.pages)
}

// Link gives the link from which the next round starts, once Changes has been
// read to its end without an error; before that it is empty.
func (r *Round) Link() string { return r.link }

func (r *Round) pages(yield func(*odata.Page, error) bool) {
	if r.err != nil {
		yield(nil, r.err)
		return
	}
	for page, err := range r.c.follow(r.ctx, r.first) {
		if e := apierr.As(err); e != nil && e.Status == http.StatusGone {
			e.Hint = "the token is too old: start a full round"
		}
		if !yield(page, err) || err != nil {
			return
		}
		if page.DeltaLink == "" {
			continue
		}
		if _, err := r.c.link(page.DeltaLink); err != nil {
			yield(nil, err)
			return
		}
		r.link = page.DeltaLink
	}
}
