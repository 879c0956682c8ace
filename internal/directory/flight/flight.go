// Package flight keeps what adapters have on their way: operations, several
// requests at once and never two that touch the same object; and of a list
// the page that follows the one the caller works on. What a request is, and
// what its answer means, the adapter knows.
package flight

import (
	"context"
	"iter"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Carrier is how an adapter carries operations out. Q is what a unit is
// written as (a request, or a member of a batch), A the answer to it.
type Carrier[Q, A any] struct {
	// Parallel is how many requests may be on their way at once, Batch how
	// many units one request holds; both are at least 1.
	Parallel, Batch int
	// Units groups operations; nil: each is a unit by itself.
	Units func(Objects, []*directory.Operation) []*Unit
	// Write writes a unit; its error is the outcome of the unit's operations.
	Write func(*Unit) (Q, error)
	// Send sends one request and gives an answer to each unit in it. It is
	// called by several goroutines at once; the other functions never are.
	Send func(context.Context, []Q) []A
	// Settle makes outcomes of a unit's answer ([Work.Out], [Work.Fail]), or
	// splits the unit ([Work.Split]).
	Settle func(*Work[Q, A], *Unit, A)
	// Explain names in an error what it is about.
	Explain func(err error, target string) error
}

// Parallel is the number of requests that may be on their way at once: as many
// as an adapter was told, by default 8, and in a dry run one, so that they are
// shown in their order.
func Parallel(told int, dryRun bool) int {
	switch {
	case dryRun:
		return 1
	case told > 0:
		return told
	}
	return 8
}

// Unit is what goes as one request, or as one member of a batch: an
// operation, or several that write the same object and that the protocol
// takes at once.
type Unit struct {
	Ops   []*directory.Operation
	locks []lock
}

// Work is one call of Apply. All of it runs in the caller's goroutine, except
// that each request is sent by one of its own.
type Work[Q, A any] struct {
	Carrier[Q, A]
	ctx     context.Context
	sending func([]*directory.Operation) error
	yield   func(directory.Outcome) bool

	again    []*Unit // halves of refused units, ahead of the queue
	queue    []*Unit
	objects  Objects
	held     *locks // what is on its way
	busy     *locks // what load has come by
	drained  bool   // all that may go before another answer has gone
	flying   int
	answered chan flight[Q, A]
	closed   bool // nothing more is sent
	stopped  bool // nothing more is yielded
}

// flight is a request with its units, and then their answers.
type flight[Q, A any] struct {
	units    []*Unit
	requests []Q
	answers  []A
}

// Apply carries operations out as directory.Directory promises.
func (c Carrier[Q, A]) Apply(ctx context.Context, ops []*directory.Operation, sending func([]*directory.Operation) error) iter.Seq[directory.Outcome] {
	return func(yield func(directory.Outcome) bool) {
		w := &Work[Q, A]{
			Carrier: c, ctx: ctx, sending: sending, yield: yield,
			objects: Objects{}, answered: make(chan flight[Q, A]),
		}
		if c.Units == nil {
			w.queue = w.objects.each(ops)
		} else {
			w.queue = c.Units(w.objects, ops)
		}
		w.held, w.busy = newLocks(len(w.objects)), newLocks(len(w.objects))
		w.run()
	}
}

func (w *Work[Q, A]) run() {
	for {
		w.drained = false
		for w.flying < w.Parallel && w.launch() {
		}
		if w.flying == 0 {
			break
		}
		f := <-w.answered
		w.flying--
		for i, u := range f.units {
			w.held.remove(u.locks)
			w.Settle(w, u, f.answers[i])
		}
	}
	for _, u := range append(w.again, w.queue...) {
		w.Fail(u, apierr.New(apierr.Interrupted, "", "not sent"))
	}
}

// launch sends the next request; it tells whether it is worth to try again.
func (w *Work[Q, A]) launch() bool {
	if w.closed || w.drained || w.ctx.Err() != nil {
		return false
	}
	left := len(w.again) + len(w.queue)
	f := w.load()
	if len(f.units) == 0 {
		// Operations that cannot be written as requests have failed by now.
		return len(w.again)+len(w.queue) < left
	}
	var ops []*directory.Operation
	for _, u := range f.units {
		ops = append(ops, u.Ops...)
	}
	if err := w.sending(ops); err != nil {
		w.closed = true
		for _, u := range f.units {
			w.Fail(u, err)
		}
		return false
	}
	for _, u := range f.units {
		w.held.add(u.locks)
	}
	w.flying++
	go func() {
		f.answers = w.Send(w.ctx, f.requests)
		w.answered <- f
	}()
	return true
}

// Fail gives every operation of a unit the same error.
func (w *Work[Q, A]) Fail(u *Unit, err error) {
	for _, op := range u.Ops {
		w.Out(directory.Outcome{Op: op, Err: w.Explain(err, op.Target)})
	}
}

// Out yields an outcome.
func (w *Work[Q, A]) Out(o directory.Outcome) {
	if !w.stopped && !w.yield(o) {
		w.stopped, w.closed = true, true
	}
}
