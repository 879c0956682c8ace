package aadgraph

import (
	"context"
	"iter"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/flight"
	"github.com/tenantctl/tenantctl/internal/directory/question"
	"github.com/tenantctl/tenantctl/pkg/aadgraph"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// List reads a set or relation. Unless q.Top asks for small pages, the
// following page is on its way while the caller works on one.
func (a *Adapter) List(ctx context.Context, ref directory.Ref, q odata.Query) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		if err := question.Of(ref).Check(&q); err != nil {
			yield(nil, err)
			return
		}
		for o, err := range a.list(ctx, ref, q) {
			if err != nil {
				yield(nil, explain(err, question.Target(ref)))
				return
			}
			if !yield(o, nil) {
				return
			}
		}
	}
}

// list is List with errors that do not say yet what they are about.
func (a *Adapter) list(ctx context.Context, ref directory.Ref, q odata.Query) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		links, ok := cutLast(ref.Path, "$ref")
		at, err := locate(ref.Below(links))
		if err != nil {
			yield(nil, err)
			return
		}
		s, err := at.sift(q)
		if err != nil {
			yield(nil, err)
			return
		}
		path, err := a.path(ctx, at)
		switch {
		case err != nil:
			yield(nil, err)
		case ok:
			a.links(ctx, path)(yield)
		default:
			s.sorted(a.found(ctx, path, s, q.Top == 0))(yield)
		}
	}
}

// links are the links of a relation, in Graph's form.
func (a *Adapter) links(ctx context.Context, relation string) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for url, err := range a.client.Links(ctx, relation) {
			if !yield(odata.NewObject("@odata.id", url), err) || err != nil {
				return
			}
		}
	}
}

// found are the objects that fit, as the service orders them. A filter that it
// refuses although it was thought to take it is worked out here.
func (a *Adapter) found(ctx context.Context, path string, s *sieve, whole bool) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		n := 0
		for o, err := range a.objects(ctx, path, s.wire, whole) {
			if err != nil && n == 0 && s.wire.Filter != "" && refusedFilter(err) {
				s.alone()
				a.found(ctx, path, s, whole)(yield)
				return
			}
			n++
			fits := false
			if err == nil {
				o = s.canonical(o)
				fits, err = s.fits(o)
			}
			if (fits || err != nil) && !yield(o, err) || err != nil {
				return
			}
		}
	}
}

// objects reads the pages of a list.
func (a *Adapter) objects(ctx context.Context, path string, q odata.Query, whole bool) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		pages := a.client.RawPages(ctx, path, q)
		if whole {
			pages = flight.Ahead(pages, stop)
		}
		aadgraph.Objects(aadgraph.ReadPages(pages))(yield)
	}
}

func refusedFilter(err error) bool {
	e := apierr.As(err)
	return e != nil && e.Kind == apierr.Invalid && (e.Code == "Request_UnsupportedQuery" || e.Code == "Request_BadRequest")
}
