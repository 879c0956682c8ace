package apicmd

import (
	"bytes"
	"context"
	"encoding/json"
	"iter"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// pages reads a collection to its end and prints it as one.
func (o *options) pages(ctx context.Context, raw directory.Requester) error {
	answer, err := raw.Ask(ctx, o.request)
	if err != nil {
		return err
	}
	first, err := parse(answer)
	if err != nil {
		return o.print(answer)
	}
	objects, err := listOf(first)
	if err != nil {
		return o.print(answer)
	}
	if o.rows() {
		return o.printRows(objects, o.following(ctx, raw, first))
	}
	return o.printWhole(ctx, raw, first)
}

// printRows prints the objects as they come.
func (o *options) printRows(first []*odata.Object, rest iter.Seq2[*odata.Object, error]) error {
	printer, err := o.app.Printer("json")
	if err != nil {
		return err
	}
	all := func(yield func(*odata.Object, error) bool) {
		for _, object := range first {
			if !yield(object, nil) {
				return
			}
		}
		rest(yield)
	}
	return printer.List(columnsOf(first), all)
}

// following are the objects of the pages after the first.
func (o *options) following(ctx context.Context, raw directory.Requester, page *odata.Object) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for page, err := range o.after(ctx, raw, page) {
			if err != nil {
				yield(nil, err)
				return
			}
			objects, err := listOf(page)
			if err != nil {
				yield(nil, apierr.New(apierr.Other, o.request.Target(), "a page of the list holds no objects"))
				return
			}
			for _, object := range objects {
				if !yield(object, nil) {
					return
				}
			}
		}
	}
}

// printWhole prints the first page with the objects of all pages in it.
func (o *options) printWhole(ctx context.Context, raw directory.Requester, first *odata.Object) error {
	var all []json.RawMessage
	if err := first.Decode("value", &all); err != nil {
		return err
	}
	for page, err := range o.after(ctx, raw, first) {
		var more []json.RawMessage
		if err == nil {
			err = page.Decode("value", &more)
		}
		if err != nil {
			return err
		}
		all = append(all, more...)
	}
	whole := first.Clone()
	whole.Set("value", all)
	for _, name := range nextLinks() {
		whole.Delete(name)
	}
	return o.printObject(whole)
}

// nextLinks are the names under which directories give the link to the next
// page: OData 4, OData 3.
func nextLinks() []string { return []string{"@odata.nextLink", "odata.nextLink"} }

// linkAfter gives the link to the page after one, "" after the last.
func linkAfter(page *odata.Object) string {
	for _, name := range nextLinks() {
		if link := page.String(name); link != "" {
			return link
		}
	}
	return ""
}

// after reads the pages that follow one. A directory that leads in a circle is
// an error.
func (o *options) after(ctx context.Context, raw directory.Requester, page *odata.Object) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		seen := map[string]bool{}
		for link := linkAfter(page); link != ""; link = linkAfter(page) {
			if seen[link] {
				yield(nil, apierr.New(apierr.Other, o.request.Target(), "the directory gave the same next page twice; the list is not complete"))
				return
			}
			seen[link] = true
			var err error
			if page, err = o.read(ctx, raw, link); err != nil {
				yield(nil, err)
				return
			}
			if !yield(page, nil) {
				return
			}
		}
	}
}

func (o *options) read(ctx context.Context, raw directory.Requester, link string) (*odata.Object, error) {
	answer, err := raw.Ask(ctx, &directory.RawRequest{Method: "GET", Path: link, Headers: o.request.Headers})
	if err != nil {
		return nil, err
	}
	page, err := parse(answer)
	if err != nil {
		return nil, apierr.New(apierr.Other, o.request.Target(), "a page of the list is not JSON")
	}
	return page, nil
}

func parse(answer *directory.Answer) (*odata.Object, error) {
	return odata.ParseObject(bytes.TrimPrefix(answer.Body, []byte("\xef\xbb\xbf")))
}
