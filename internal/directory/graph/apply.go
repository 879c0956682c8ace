package graph

import (
	"context"
	"iter"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/graph"
)

// Apply carries operations out: a single one as itself, several as batches of
// 20, some batches at once. Members that join a group go 20 to a member of
// the batch; a chunk that is refused is split in halves, each of which is a
// request of its own (and announced by sending), until only the bad one
// fails. Operations that touch the same object are never on their way
// together.
func (a *Adapter) Apply(ctx context.Context, ops []*directory.Operation, sending func([]*directory.Operation) error) iter.Seq[directory.Outcome] {
	if len(ops) == 1 && ops[0].Verb == directory.Request {
		return a.applyRaw(ctx, ops[0], sending)
	}
	return func(yield func(directory.Outcome) bool) {
		w := &work{
			adapter: a, ctx: ctx, sending: sending, yield: yield, parallel: a.parallel(),
			objects: objects{}, answered: make(chan flight),
		}
		w.queue = w.chunks(ops)
		w.held, w.busy = newLocks(len(w.objects)), newLocks(len(w.objects))
		w.run()
	}
}

// parallel is the number of requests that may be on their way at once. A dry
// run shows them in their order.
func (a *Adapter) parallel() int {
	switch {
	case a.client.DryRun():
		return 1
	case a.Parallel > 0:
		return a.Parallel
	}
	return 8
}

// work is one call of Apply. All of it runs in the caller's goroutine, except
// that each flight is sent by one of its own.
type work struct {
	adapter  *Adapter
	ctx      context.Context
	sending  func([]*directory.Operation) error
	yield    func(directory.Outcome) bool
	parallel int

	again    []*unit // halves of refused chunks, ahead of the queue
	queue    []*unit
	objects  objects
	held     *locks // what is on its way
	busy     *locks // what load has come by
	drained  bool   // all that may go before another answer has gone
	flying   int
	answered chan flight
	closed   bool // nothing more is sent
	stopped  bool // nothing more is yielded
}

// flight is a request with its units, and then their answers.
type flight struct {
	units    []*unit
	requests []graph.BatchRequest
	answers  []graph.BatchResponse
}

func (w *work) run() {
	for {
		w.drained = false
		for w.flying < w.parallel && w.launch() {
		}
		if w.flying == 0 {
			break
		}
		f := <-w.answered
		w.flying--
		for i, u := range f.units {
			w.held.remove(u.locks)
			w.settle(u, f.answers[i])
		}
	}
	for _, u := range append(w.again, w.queue...) {
		w.fail(u, apierr.New(apierr.Interrupted, "", "not sent"))
	}
}

// launch sends the next request; it tells whether it is worth to try again.
func (w *work) launch() bool {
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
		ops = append(ops, u.ops...)
	}
	if err := w.sending(ops); err != nil {
		w.closed = true
		for _, u := range f.units {
			w.fail(u, err)
		}
		return false
	}
	for _, u := range f.units {
		w.held.add(u.locks)
	}
	w.flying++
	go func() {
		f.answers = w.adapter.send(w.ctx, f.requests)
		w.answered <- f
	}()
	return true
}

// send gives an answer to each request; a single one goes as itself.
func (a *Adapter) send(ctx context.Context, requests []graph.BatchRequest) []graph.BatchResponse {
	if len(requests) == 1 {
		return []graph.BatchResponse{a.client.Do(ctx, requests[0])}
	}
	answers, _ := a.client.Batch(ctx, requests)
	return answers
}

// fail gives every operation of a unit the same error.
func (w *work) fail(u *unit, err error) {
	for _, op := range u.ops {
		w.out(directory.Outcome{Op: op, Err: explain(err, op.Target)})
	}
}

func (w *work) out(o directory.Outcome) {
	if !w.stopped && !w.yield(o) {
		w.stopped, w.closed = true, true
	}
}
