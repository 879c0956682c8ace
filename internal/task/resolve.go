package task

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// resolve settles operations whose effect is in doubt by reading back what
// they were to change. What took effect, or cannot be known, comes to its
// end; what surely did not is given back, to be repeated.
func (x *execution) resolve(ctx context.Context, doubtful []attempt) (again []attempt) {
	if len(doubtful) == 0 {
		return nil
	}
	findings := x.lookBack(ctx, doubtful)
	if ctx.Err() != nil {
		return nil
	}
	for i, a := range doubtful {
		switch f := findings[i]; {
		case f.effect == present:
			x.finish(directory.Outcome{Op: a.op, Object: f.object, Already: x.othersWork(a)})
		case f.err != nil && !x.alone:
			x.halt(f.err) // it stays open and is read back by a resume
		case f.err != nil || f.effect == unknown:
			x.finish(directory.Outcome{Op: a.op, Err: inDoubt(a.err)})
		case refusedFor(a.err) || x.worn(a.op):
			x.finish(directory.Outcome{Op: a.op, Err: a.err})
		default:
			x.doubted(a)
			again = append(again, a)
		}
	}
	return again
}

// othersWork tells whether it was someone else who left the directory as
// wanted: it refused this task's operation, which was never in doubt.
func (x *execution) othersWork(a attempt) bool {
	return a.err != nil && (refusedFor(a.err) || apierr.KindOf(a.err) == apierr.NotFound) && !x.inDoubt[a.op.Seq]
}

// refusedFor tells whether an error says that the directory did not carry an
// operation out and will not.
func refusedFor(err error) bool {
	kind := apierr.KindOf(err)
	return err != nil && (kind == apierr.Conflict || kind == apierr.Invalid)
}

// doubted remembers that an operation may have been carried out. What the
// directory answered with a 404 was not.
func (x *execution) doubted(a attempt) {
	if a.err != nil && apierr.KindOf(a.err) == apierr.NotFound {
		return
	}
	if x.inDoubt == nil {
		x.inDoubt = map[int]bool{}
	}
	x.inDoubt[a.op.Seq] = true
}
