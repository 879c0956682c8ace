// Package graph is the adapter that makes Microsoft Graph v1.0 a directory.
// Graph's terms are the canonical ones, so it is nearly the identity: it
// writes references as paths, checks queries before they leave and adds what
// advanced ones need, and groups operations into batches.
package graph

import (
	"context"
	"iter"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/flight"
	"github.com/tenantctl/tenantctl/internal/directory/question"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Adapter implements directory.Directory on a Graph client.
type Adapter struct {
	// Parallel is how many requests Apply has on their way at once; 0 is 8.
	Parallel int
	// Immediate says that the service has one copy of its data, as the
	// embedded directory has; see directory.Immediate.
	Immediate bool
	// Root is a client of the same service whose base is the address above
	// the versions, for requests as users write them; nil: there are none.
	Root *graph.Client

	client *graph.Client
}

var _ directory.Directory = (*Adapter)(nil)

// New makes a directory of a Graph client.
func New(c *graph.Client) *Adapter { return &Adapter{client: c} }

// Supports tells that Graph can do all that a directory may be able to do,
// but for showing at once what is new, and for what only its forerunner had.
func (a *Adapter) Supports(c directory.Capability) bool {
	switch c {
	case directory.Immediate:
		return a.Immediate
	case directory.CanIsMemberOf, directory.CanRestoreURIs:
		return false
	}
	return true
}

// Get reads one object, without the annotation @odata.context.
func (a *Adapter) Get(ctx context.Context, ref directory.Ref, q odata.Query) (*odata.Object, error) {
	q, err := prepare(ref, q)
	if err != nil {
		return nil, err
	}
	o, err := a.client.Get(ctx, path(ref), q)
	if err != nil {
		return nil, explain(err, question.Target(ref))
	}
	if o == nil {
		// A relation that leads to nothing may be answered 204.
		return nil, apierr.New(apierr.NotFound, question.Target(ref), "not found")
	}
	o.Delete("@odata.context")
	return o, nil
}

// List reads a set or relation. Unless q.Top asks for small pages, the
// following page is on its way while the caller works on one.
func (a *Adapter) List(ctx context.Context, ref directory.Ref, q odata.Query) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		whole := q.Top == 0
		q, err := prepareList(ref, q)
		if err != nil {
			yield(nil, err)
			return
		}
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		pages := a.client.RawPages(ctx, path(ref), q)
		if whole {
			pages = flight.Ahead(pages, stop)
		}
		for o, err := range graph.Objects(graph.ReadPages(pages)) {
			if err != nil {
				err = explain(err, question.Target(ref))
			}
			if !yield(o, err) {
				return
			}
		}
	}
}
