package rest

import (
	"context"
	"iter"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

// RawPage is a page of a list whose objects have not been read yet, for a
// caller that has one page on its way while it works on another.
type RawPage struct {
	request *Request
	answer  *Response
}

// Page reads the objects.
func (p *RawPage) Page() (*odata.Page, error) {
	body, err := p.answer.JSON()
	var page *odata.Page
	if err == nil {
		page, err = odata.ParsePage(body)
	}
	if err != nil {
		return nil, Unreadable(p.request, p.answer, err)
	}
	return page, nil
}

// Follow sends a first request and then the one that next makes of each
// page's link to the following one. The link is known before a page is read. A
// page is asked for only when the caller has come to it, and never in a
// circle. An error, of whichever page, is the last element.
func (c *Client) Follow(ctx context.Context, first *Request, next func(*Request, string) (*Request, error)) iter.Seq2[*RawPage, error] {
	return func(yield func(*RawPage, error) bool) {
		var seen circle
		for r := first; r != nil; {
			answer, err := c.Do(ctx, r)
			if err != nil {
				yield(nil, err)
				return
			}
			page := &RawPage{r, answer}
			if link := odata.NextLink(answer.Text()); link == "" {
				r = nil
			} else if err = seen.add(link, answer.Text()); err == nil {
				r, err = next(r, link)
			}
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
