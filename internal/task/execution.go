package task

import (
	"context"
	"sync"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// execution is one run of a task, the first or a resumed one.
type execution struct {
	*Runner
	rec     *record
	file    *file        // nil: nothing is kept
	alone   bool         // the task has one operation
	tries   map[int]int  // how often an operation was repeated
	inDoubt map[int]bool // read back once and not found
	// followers are the operations that wait for the answer of another, by
	// its number.
	followers map[int][]*directory.Operation
	counts    Counts // for Progress
	first     error  // the first failure
	common    bool   // all failures so far are of one kind
	refused   int    // outcomes in a row that say the directory is not there

	mu      sync.Mutex   // guards what sending, on another goroutine, shares
	pending []*line      // outcomes that are not written yet
	stop    error        // why nothing more is to be sent
	broken  error        // why the journal cannot be written
	until   time.Time    // nothing leaves before
	kept    map[int]bool // operations that were kept back
}

// pendingMost bounds the outcomes that a sudden end of the process puts back
// in doubt.
const pendingMost = 100

// work carries out what is open, in passes, until nothing is left to repeat
// or something stops it.
func (x *execution) work(ctx context.Context) {
	todo := x.unsettled()
	for idle := 0; len(todo) > 0 && idle < passesIdle; {
		ready, waiting := x.ready(todo)
		again, doubtful, unseen := x.pass(ctx, operations(ready))
		if x.stopped() != nil || ctx.Err() != nil {
			return
		}
		again = append(again, x.seek(ctx, unseen)...)
		again = append(again, x.resolve(ctx, doubtful)...)
		if x.stopped() != nil {
			return
		}
		if idle++; len(again)+len(waiting) < len(todo) {
			idle = 0
		}
		if len(again) > 0 && x.wait(ctx, idle) != nil {
			return
		}
		todo = inOrder(append(again, waiting...))
	}
	x.giveUp(todo)
}

// unsettled gives the operations that have no outcome.
func (x *execution) unsettled() []attempt {
	var open []attempt
	for i := range x.rec.entries {
		if e := &x.rec.entries[i]; e.open() {
			open = append(open, attempt{op: e.op})
		}
	}
	return open
}

// pass sends operations once and gives those that are to be repeated, those
// whose effect is in doubt, and those whose object was not found.
func (x *execution) pass(ctx context.Context, ops []*directory.Operation) (again, doubtful, unseen []attempt) {
	single := len(ops) == 1
	if ops = x.prepare(ctx, ops); len(ops) == 0 {
		return nil, nil, nil
	}
	defer unsign(ops)
	for out := range x.Directory.Apply(ctx, ops, x.sending(ctx)) {
		switch x.judge(ctx, out, single) {
		case final:
			x.finish(out)
		case repeat:
			again = append(again, attempt{out.Op, out.Err})
		case doubt:
			doubtful = append(doubtful, attempt{out.Op, whyInDoubt(out)})
		case sought:
			unseen = append(unseen, attempt{out.Op, out.Err})
		}
	}
	return again, doubtful, unseen
}

// attempt is an operation that did not come to an end, and why.
type attempt struct {
	op  *directory.Operation
	err error
}

// sending is called by the directory before a request leaves. It waits as
// long as the directory has asked, and writes down what is about to be sent,
// together with the outcomes since the last request.
func (x *execution) sending(ctx context.Context) func([]*directory.Operation) error {
	return func(ops []*directory.Operation) error {
		err := x.hold(ctx)
		if err == nil && x.file != nil {
			numbers := make([]int, len(ops))
			for i, op := range ops {
				numbers[i] = op.Seq
			}
			err = x.flush(&line{Sending: numbers})
		}
		if err != nil {
			x.keepBack(ops, err)
		}
		return err
	}
}

// keepBack takes note that operations were not sent. The first reason counts.
func (x *execution) keepBack(ops []*directory.Operation, err error) {
	x.halt(err)
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, op := range ops {
		x.kept[op.Seq] = true
	}
}

// flush writes the outcomes that are not written yet, and one more line.
func (x *execution) flush(more *line) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.broken != nil {
		return x.broken
	}
	lines := x.pending
	if more != nil {
		lines = append(lines, more)
	}
	if x.broken = x.file.append(lines...); x.broken == nil {
		x.pending = x.pending[:0]
	}
	return x.broken
}

// halt keeps everything that has not left back. The first reason counts.
func (x *execution) halt(err error) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.stop == nil {
		x.stop = err
	}
}

func (x *execution) stopped() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.stop
}

func (x *execution) journalFailure() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.broken
}

// finish takes a final outcome into the account.
func (x *execution) finish(out directory.Outcome) {
	o := newOutcome(out)
	if apierr.KindOf(out.Err) == apierr.DryRun && out.Err != nil {
		*o = outcome{N: o.N, Result: resultDone}
	}
	o.Time = x.now().UTC()
	x.give(o, out)
	x.rec.entries[out.Op.Seq-1].out = o
	if o.Result == resultFailed {
		x.failed(out.Err)
	}
	if x.file != nil {
		x.keep(&line{Out: o})
	}
	x.counts.add(out.Op.Verb, o.Result)
	if x.Done != nil {
		x.Done(out)
	}
	if x.Progress != nil {
		x.Progress(x.counts)
	}
	if x.Done == nil && !x.alone && out.Op.Verb == directory.Create {
		out.Op.Body = nil // nobody asks for it again, and there may be very many
	}
}

func (x *execution) failed(err error) {
	if x.first == nil {
		x.first, x.common = err, true
	}
	if e := apierr.As(err); e != nil && e.Code == predecessorFailed {
		return // another's failure, not one of its own
	}
	x.common = x.common && apierr.KindOf(err) == apierr.KindOf(x.first)
}

func (x *execution) keep(l *line) {
	x.mu.Lock()
	x.pending = append(x.pending, l)
	full := len(x.pending) >= pendingMost
	x.mu.Unlock()
	if !full {
		return
	}
	if err := x.flush(nil); err != nil {
		x.halt(err)
	}
}

// count begins the account with what was known before.
func (x *execution) count() {
	x.counts = x.rec.account(true).Counts
}
