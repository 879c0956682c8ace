package task

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// judgement says what is to be done about an outcome.
type judgement int

const (
	final  judgement = iota // it counts
	repeat                  // it surely had no effect and may go again
	doubt                   // read back first
	sought                  // its object was not found; look whether there is one
	leave                   // it was not sent; it stays open
)

const (
	repeatsMost  = 5  // of one operation, for a reason other than throttling
	passesIdle   = 8  // passes in a row without progress
	refusedMost  = 60 // outcomes in a row by which a directory counts as gone
	pauseLongest = time.Minute
)

// judge decides what an outcome means for its operation. An operation that
// was sent alone is not repeated for a reason for which its client has
// repeated it already.
func (x *execution) judge(ctx context.Context, out directory.Outcome, single bool) judgement {
	kind := apierr.KindOf(out.Err)
	switch {
	case out.Err == nil:
		x.refused = 0
		return x.gone(out)
	case kind == apierr.DryRun:
		return final
	case kind == apierr.Interrupted || x.keptBack(out.Op) || ctx.Err() != nil && kind == apierr.Unavailable:
		return leave
	}
	e := apierr.As(out.Err)
	switch {
	case e != nil && e.Sent:
		x.away(out.Err)
		return doubt
	case kind == apierr.Throttled:
		x.pause(e)
		if single {
			return final
		}
		return repeat
	case kind == apierr.Unavailable:
		x.pause(e)
		if x.away(out.Err) {
			return leave
		}
		if single {
			return final
		}
		return x.limited(out.Op)
	case kind == apierr.Unauthenticated && out.Op.Signing != nil && !x.immediate() && !x.worn(out.Op):
		return repeat // a replica may not know the key yet that signed the proof (facts/graph.md, section 13)
	case kind == apierr.Unauthenticated && !x.alone:
		x.halt(out.Err)
		return leave
	case kind == apierr.Conflict && e != nil && e.HasCode("Directory_ConcurrencyViolation"):
		return x.limited(out.Op)
	case kind == apierr.Invalid && dropsCredential(out.Op):
		return doubt // it may be gone already
	case out.Op.After > 0 && !x.immediate() && (kind == apierr.Invalid || kind == apierr.Forbidden && out.Op.Verb != directory.Restore || kind == apierr.NotFound):
		return x.limited(out.Op) // what it needs was made a moment ago (facts/graph.md, section 13)
	case kind == apierr.Conflict && out.Op.Verb == directory.Create && (out.Op.Row > 0 || x.inDoubt[out.Op.Seq]):
		return doubt // another process may import the same row
	}
	x.refused = 0
	if kind == apierr.NotFound {
		return x.absent(out.Op, e)
	}
	return final
}

// limited repeats an operation, but not too often.
func (x *execution) limited(op *directory.Operation) judgement {
	if x.worn(op) {
		return final
	}
	return repeat
}

// worn counts the repetitions of an operation and tells whether they are
// enough.
func (x *execution) worn(op *directory.Operation) bool {
	x.tries[op.Seq]++
	return x.tries[op.Seq] > repeatsMost
}

// away takes note that the directory was not reached; after many times in a
// row the task stops, to be resumed when it is back.
func (x *execution) away(err error) bool {
	x.refused++
	if x.refused < refusedMost {
		return false
	}
	x.halt(err)
	return true
}

// keptBack tells whether sending has kept the operation back.
func (x *execution) keptBack(op *directory.Operation) bool {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.kept[op.Seq]
}

// pause lets nothing leave for as long as the directory asked.
func (x *execution) pause(e *apierr.Error) {
	if e == nil || e.RetryAfter <= 0 {
		return
	}
	until := x.now().Add(e.RetryAfter + rand.N(e.RetryAfter/10+1))
	x.mu.Lock()
	defer x.mu.Unlock()
	if until.After(x.until) {
		x.until = until
	}
}

// hold waits until requests may leave again.
func (x *execution) hold(ctx context.Context) error {
	x.mu.Lock()
	stop, left := x.stop, x.until.Sub(x.now())
	x.mu.Unlock()
	if stop != nil {
		return stop
	}
	if left > 0 && x.sleep(ctx, left) != nil {
		return interrupted(ctx, "")
	}
	return nil
}

// wait passes the time between two passes: what the directory asked for, or
// an exponential pause with jitter.
func (x *execution) wait(ctx context.Context, idle int) error {
	if err := x.flush(nil); err != nil {
		x.halt(err)
		return err
	}
	x.mu.Lock()
	asked := x.until.After(x.now())
	x.mu.Unlock()
	if asked {
		return x.hold(ctx)
	}
	d := min(pauseLongest, time.Second<<min(idle, 6))
	return x.sleep(ctx, d/2+rand.N(d/2))
}

// giveUp makes the last failure of what cannot be repeated any more final.
func (x *execution) giveUp(todo []attempt) {
	for _, a := range todo {
		x.finish(directory.Outcome{Op: a.op, Err: a.err})
	}
}

func inOrder(again []attempt) []attempt {
	slices.SortFunc(again, func(a, b attempt) int { return cmp.Compare(a.op.Seq, b.op.Seq) })
	return again
}

func operations(attempts []attempt) []*directory.Operation {
	ops := make([]*directory.Operation, len(attempts))
	for i, a := range attempts {
		ops[i] = a.op
	}
	return ops
}

func counted(done, of int) string { return fmt.Sprintf("%d of %d operations", done, of) }

// allFailed is the error of a task none of whose operations could be done,
// all for one kind of reason.
func allFailed(t *Task, first error) error {
	e := apierr.Error{Kind: apierr.KindOf(first)}
	if own := apierr.As(first); own != nil {
		e = *own
	}
	e.Target, e.Err = "task "+t.ID, first
	if t.ID == "" {
		e.Target = ""
	}
	e.Message = fmt.Sprintf("all %d operations failed, the first with: %s", t.Counts.Failed, first)
	return &e
}
