package task

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// A directory deletes an application's service principal along with it, and
// restores each by itself (Graph: directory-deleteditems-restore). An undo
// that removes an application notes what goes along (Operation.Along); one
// that restores it restores that too.

// remove deletes an object, and notes what goes along.
func (v *inverter) remove(o *odata.Object) (inverse, error) {
	op := v.inverse("remove", directory.Delete, directory.Ref{Set: v.op.Ref.Set, Key: o.ID()})
	op.Before = o
	var err error
	if op.Along, err = current.Along(v.ctx, v.directory, op.Ref.Set, o); apierr.KindOf(err) == apierr.Forbidden {
		err = nil // who may not see it may remove the object all the same
	}
	return one(op), err
}

// withAlong adds to what brings an object back the restoration of what went
// along with it.
func (v *inverter) withAlong(back inverse) (inverse, error) {
	along := v.op.Along
	if along.Key == "" {
		return back, nil
	}
	now, err := v.remains(along)
	if err != nil || now == lives {
		return back, err
	}
	target := v.op.Target + " (service principal)"
	leave := func(code, message string) { back.skip = &RowError{v.op.Row, target, code, message} }
	another, err := current.Along(v.ctx, v.directory, v.op.Ref.Set, v.op.Before)
	switch {
	case err != nil:
		return inverse{}, err
	case another.Key != "":
		leave("ChangedSince", "the app has another one by now, "+another.Key)
	case now == erased && !v.restores(along.Set):
		leave("NotUndoable", v.unrestorable(along.Set, along.Key))
	case now == erased:
		leave("Gone", "it is deleted for good; `tenantctl sp create "+v.op.Before.String("appId")+"` makes a new one")
	default:
		op := v.inverse("restore", directory.Restore, along)
		op.Target, op.After = target, len(back.ops)
		back.ops = append(back.ops, op)
	}
	return back, nil
}

// restores tells whether the plan brings back already what op does: a task may
// have removed by itself what went along with another object too.
func (p *UndoPlan) restores(op *directory.Operation) bool {
	return op.Verb == directory.Restore && slices.ContainsFunc(p.Ops, func(other *directory.Operation) bool {
		return other.Verb == directory.Restore && other.Ref == op.Ref
	})
}
