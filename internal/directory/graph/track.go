package graph

import (
	"context"
	"iter"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/directory/question"
	"github.com/tenantctl/tenantctl/pkg/graph"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

var _ directory.Tracker = (*Adapter)(nil)

// Track begins a round of a delta query over a set (facts/graph.md,
// section 5).
func (a *Adapter) Track(ctx context.Context, set directory.Ref, since string, q odata.Query) directory.Round {
	r := &round{target: question.Target(set)}
	if since != "" {
		r.Round = a.client.DeltaFrom(ctx, since)
		return r
	}
	if r.err = question.Of(set).Check(&q); r.err == nil {
		r.Round = a.client.Delta(ctx, path(set.Below("delta")), q)
	}
	return r
}

// round is a round with errors that name what it is about.
type round struct {
	*graph.Round
	target string
	err    error // of the query: nothing was asked
}

func (r *round) Changes() iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		if r.err != nil {
			yield(nil, r.err)
			return
		}
		for o, err := range r.Round.Changes() {
			if err != nil {
				err = explain(err, r.target)
			}
			if !yield(o, err) {
				return
			}
		}
	}
}

// Link gives nothing for a round that never began.
func (r *round) Link() string {
	if r.Round == nil {
		return ""
	}
	return r.Round.Link()
}
