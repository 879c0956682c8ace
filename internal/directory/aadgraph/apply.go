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

// Apply carries operations out, each as a request of its own, some requests at
// once: the service's batches hold five at most and fail as a whole.
// Operations that touch the same object are never on their way together.
func (a *Adapter) Apply(ctx context.Context, ops []*directory.Operation, sending func([]*directory.Operation) error) iter.Seq[directory.Outcome] {
	if len(ops) == 1 && ops[0].Verb == directory.Request {
		return a.written().Apply(ctx, ops[0], sending)
	}
	w := writer{Adapter: a}
	carrier := flight.Carrier[*change, reply]{
		Parallel: flight.Parallel(a.Parallel, a.client.DryRun()), Batch: 1,
		Write:  func(u *flight.Unit) (*change, error) { return w.change(u.Ops[0]) },
		Send:   send,
		Settle: settle, Explain: explain,
	}
	return carrier.Apply(ctx, ops, sending)
}

// writer writes the operations of one call of Apply.
type writer struct {
	*Adapter
	names aadgraph.Translator
}

// change is an operation as it is sent.
type change struct {
	send func(context.Context) aadgraph.Response
	// shape gives what the directory answered in canonical terms; nil: nothing.
	shape func(*odata.Object) (*odata.Object, error)
}

type reply struct {
	to *change
	aadgraph.Response
}

func send(ctx context.Context, changes []*change) []reply {
	return []reply{{changes[0], changes[0].send(ctx)}}
}

// settle makes the outcome of a reply.
func settle(w *flight.Work[*change, reply], u *flight.Unit, got reply) {
	op := u.Ops[0]
	out := directory.Outcome{Op: op}
	err := got.Err
	if err == nil && got.Object != nil && got.to.shape != nil {
		out.Object, err = got.to.shape(got.Object)
	}
	e := apierr.As(err)
	switch {
	case err == nil:
		w.Out(out)
	case e != nil && question.Done(op, e):
		// After a repetition whose first attempt is in doubt it may well
		// have been us.
		w.Out(directory.Outcome{Op: op, Already: !e.Sent})
	default:
		w.Fail(u, err)
	}
}

// request makes a change of a request to an address, whose answer is an object
// of the address's type.
func (w *writer) request(at address, r aadgraph.Request) *change {
	s := sieve{at: at, names: nil, translator: &w.names}
	return &change{
		send: func(ctx context.Context) aadgraph.Response {
			path, err := w.path(ctx, at)
			if err != nil {
				return aadgraph.Response{Err: err}
			}
			asked := r
			asked.Path = path + r.Path
			return w.client.Do(ctx, asked)
		},
		shape: func(o *odata.Object) (*odata.Object, error) { return s.shown(s.canonical(o)), nil },
	}
}
