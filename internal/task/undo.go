package task

import (
	"context"
	"errors"
	"slices"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// UndoPlan is what an undo would do.
type UndoPlan struct {
	Task *Task                  // the task to undo
	Ops  []*directory.Operation // the inverse operations, last first
	// Removes says that objects would be removed, so that a person is asked.
	Removes bool
	// Unchanged counts operations that are undone already.
	Unchanged int
	// Skipped are the operations that are left alone: code "ChangedSince"
	// if the object is not as the task left it any more, "Gone" if it no
	// longer exists, "NotUndoable" if the act cannot be taken back.
	Skipped []RowError
}

// PlanUndo makes the operations that would take a task back. It reads the
// objects that the task changed, and touches only what still is as the task
// left it. id may be a prefix. A task that is running is apierr.Conflict, as
// is one that is undone already (code "AlreadyUndone").
func (r *Runner) PlanUndo(ctx context.Context, id string) (*UndoPlan, error) {
	if r.Journal == nil {
		return nil, noJournal()
	}
	rec, err := r.Journal.read(id)
	if err != nil {
		return nil, err
	}
	t, err := r.Journal.Find(ctx, rec.header.Task.ID)
	if err != nil {
		return nil, err
	}
	if t.State == Running {
		return nil, apierr.New(apierr.Conflict, "task "+t.ID, "it is running").
			WithHint("wait until it has ended, or stop it")
	}
	return r.planUndo(ctx, rec, t)
}

func (r *Runner) planUndo(ctx context.Context, rec *record, t *Task) (*UndoPlan, error) {
	if err := r.sameProfile(t); err != nil {
		return nil, err
	}
	switch {
	case t.State == Undone:
		e := apierr.New(apierr.Conflict, "task "+t.ID, "it has been undone already")
		e.Code = "AlreadyUndone"
		return nil, e
	case rec.header.NotUndoable:
		return nil, apierr.New(apierr.Unsupported, "task "+t.ID, "what "+t.Type+" does cannot be taken back").
			WithHint(t.Fill(rec.header.Instead))
	}
	if err := r.settleForUndo(ctx, rec); err != nil {
		return nil, err
	}
	plan := &UndoPlan{Task: t}
	inverses, err := invertAll(ctx, r.Directory, rec)
	if err != nil {
		return nil, err
	}
	for _, v := range slices.Backward(inverses) {
		v.ops = slices.DeleteFunc(v.ops, plan.restores)
		plan.take(v)
	}
	return plan, nil
}

// take adds an inverse to the plan. Within it operations are numbered from 1.
func (p *UndoPlan) take(v inverse) {
	for _, op := range v.ops {
		if op.After > 0 {
			op.After += len(p.Ops)
		}
	}
	p.Ops = append(p.Ops, v.ops...)
	for _, op := range v.ops {
		p.Removes = p.Removes || op.Verb == directory.Delete && !contained(op) || op.Ref.Path == removePassword
	}
	if v.skip != nil {
		p.Skipped = append(p.Skipped, *v.skip)
	}
	if v.undone {
		p.Unchanged++
	}
}

// settleForUndo finds out what became of operations that an interrupted task
// may have sent, so that they are taken back too.
func (r *Runner) settleForUndo(ctx context.Context, rec *record) error {
	doubtful := r.execution(rec).maybeSent()
	if len(doubtful) == 0 {
		return nil
	}
	for i, f := range readBack(ctx, r.Directory, operations(doubtful)) {
		if f.err != nil {
			return f.err
		}
		if f.effect == present {
			op := doubtful[i].op
			rec.entries[op.Seq-1].out = newOutcome(directory.Outcome{Op: op, Object: f.object})
		}
	}
	return nil
}

// Undo takes a task back, as a task of its own ("undo." and the type). What
// is not as the task left it any more is left alone and counted as rejected;
// then the error is a *[PartialError]. The task that was taken back becomes
// undone, unless something of it is still to be taken back. id may be a
// prefix. Errors are those of [Runner.PlanUndo] and [Runner.Run].
func (r *Runner) Undo(ctx context.Context, id string) (*Task, error) {
	if r.Journal == nil {
		return nil, noJournal()
	}
	path, id, err := r.Journal.locate(id)
	if err != nil {
		return nil, err
	}
	f, rec, err := openFile(ctx, path, id)
	if err != nil {
		return nil, err
	}
	defer f.close()
	original := rec.account(false)
	if rec.end != nil {
		original = rec.end
	}
	plan, err := r.planUndo(ctx, rec, original)
	if err != nil {
		return nil, err
	}
	t, err := r.Run(ctx, Spec{
		Type: "undo." + original.Type, Ops: plan.Ops, Unchanged: plan.Unchanged, Rejected: plan.Skipped,
	})
	if t != nil && !r.DryRun && takenBack(t) {
		if failure := markUndone(f, original, r); failure != nil {
			return t, errors.Join(err, failure)
		}
	}
	return t, err
}

// takenBack tells whether all of a task is taken back: what was left alone
// because it was changed since can be undone once it is as the task left it.
func takenBack(t *Task) bool { return t.State == Completed }

func markUndone(f *file, original *Task, r *Runner) error {
	t := *original
	t.State, t.Undoable = Undone, false
	if t.CompletedDateTime == nil {
		now := r.now().UTC()
		t.CompletedDateTime = &now
	}
	return f.append(&line{End: &t})
}
