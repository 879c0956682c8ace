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
	findings := readBack(ctx, x.Directory, operations(doubtful))
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
		case apierr.KindOf(a.err) == apierr.Conflict || x.worn(a.op):
			x.finish(directory.Outcome{Op: a.op, Err: a.err})
		default:
			x.doubted(a.op)
			again = append(again, a)
		}
	}
	return again
}

// othersWork tells whether an object that is as wanted was made by someone
// else: the directory refused this task's, and it was never in doubt.
func (x *execution) othersWork(a attempt) bool {
	return apierr.KindOf(a.err) == apierr.Conflict && !x.inDoubt[a.op.Seq]
}

func (x *execution) doubted(op *directory.Operation) {
	if x.inDoubt == nil {
		x.inDoubt = map[int]bool{}
	}
	x.inDoubt[op.Seq] = true
}
