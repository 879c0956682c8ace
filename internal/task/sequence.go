package task

import (
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// followers lists the operations that wait for another (Operation.After), by
// the number of that one.
func (r *record) followers() map[int][]*directory.Operation {
	var list map[int][]*directory.Operation
	for i := range r.entries {
		op := r.entries[i].op
		if op.After < 1 || op.After >= op.Seq {
			continue
		}
		if list == nil {
			list = map[int][]*directory.Operation{}
		}
		list[op.After] = append(list[op.After], op)
	}
	return list
}

// ready parts the operations that can be sent from those that wait for the
// answer of another. One whose predecessor failed fails with it.
func (x *execution) ready(todo []attempt) (ready, waiting []attempt) {
	if x.followers == nil {
		return todo, nil
	}
	for _, a := range todo {
		before := x.predecessor(a.op)
		switch {
		case before == nil:
			ready = append(ready, a)
		case before.open():
			waiting = append(waiting, attempt{a.op, lacking(a.op, before)})
		case before.out.Result != resultFailed && take(a.op, before):
			ready = append(ready, a)
		default:
			x.finish(directory.Outcome{Op: a.op, Err: lacking(a.op, before)})
		}
	}
	return ready, waiting
}

// predecessor is the entry of the operation that op waits for, nil if it
// waits for none.
func (x *execution) predecessor(op *directory.Operation) *entry {
	if op.After < 1 || op.After >= op.Seq {
		return nil
	}
	return &x.rec.entries[op.After-1]
}

// take completes the body of op with what its predecessor was answered, if
// that is all known.
func take(op *directory.Operation, before *entry) bool {
	for _, name := range op.Take {
		raw, ok := before.out.Given.Raw(name)
		if !ok {
			return false
		}
		if op.Body == nil {
			op.Body = odata.NewObject()
		}
		op.Body.Set(name, raw)
	}
	return true
}

// completeBodies gives the operations of a record read from its file what
// their predecessors were answered: the journal has them as they were planned.
func (r *record) completeBodies() {
	for n, followers := range r.followers() {
		before := &r.entries[n-1]
		for _, op := range followers {
			if !before.open() {
				take(op, before)
			}
		}
	}
}

// lacking is the error of an operation whose predecessor did not succeed, or
// did not give what it needs.
func lacking(op *directory.Operation, before *entry) error {
	message := fmt.Sprintf("it needs the %s of %s, which is not known", strings.Join(op.Take, ", "), before.op.Target)
	if len(op.Take) == 0 {
		message = fmt.Sprintf("it waits for operation %d (%s), which did not succeed", before.op.Seq, before.op.Name)
	}
	e := apierr.New(apierr.Conflict, op.Target, message)
	e.Code = predecessorFailed
	return e
}

// held tells whether an operation failed for nothing but that the one before
// it had failed, which has succeeded since or goes again.
func (r *record) held(e *entry) bool {
	if e.out.Code != predecessorFailed || e.op.After < 1 || e.op.After >= e.op.Seq {
		return false
	}
	before := &r.entries[e.op.After-1]
	return before.open() || before.out.Result != resultFailed
}

// predecessorFailed is the code of an operation that was not sent because the
// one before it failed; a resume that repeats that one repeats it too.
const predecessorFailed = "PredecessorFailed"

// give keeps of an answer what later operations take over. A dry run has no
// answer and gives a word for it.
func (x *execution) give(o *outcome, out directory.Outcome) {
	for _, op := range x.followers[out.Op.Seq] {
		for _, name := range op.Take {
			raw, ok := out.Object.Raw(name)
			switch {
			case o.Result == resultFailed || odata.IsSecretName(name) || !ok && !x.DryRun:
				continue
			case !ok:
				raw, _ = odata.NewObject(name, fmt.Sprintf("(%s of %s)", name, out.Op.Target)).Raw(name)
			}
			if o.Given == nil {
				o.Given = odata.NewObject()
			}
			o.Given.Set(name, raw)
		}
	}
}
