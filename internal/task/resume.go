package task

import (
	"context"
	"errors"
	"fmt"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Resume goes on with a task that was interrupted, or whose operations
// failed for a reason of the moment. What has an outcome is not touched;
// what may have been sent is read back first; the rest is sent. id may be a
// prefix. reread gives the rows that hold secrets; it is called only if some
// are needed, and may be nil if there are none.
//
// A task with nothing left to do is given as it is, with the error that its
// run gave (nil if it is completed). A running task, an undone one, and one
// whose source has changed since are apierr.Conflict. Other errors are those
// of [Runner.Run].
func (r *Runner) Resume(ctx context.Context, id string, reread Reread) (*Task, error) {
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
	x := r.execution(rec)
	done, err := x.resumable()
	if err == nil && !done {
		err = x.refill(reread)
	}
	if done || err != nil {
		_ = f.close()
		return rec.end, err
	}
	return x.resume(ctx, f)
}

// sameProfile makes sure that a task is not carried on in another directory
// than its own.
func (r *Runner) sameProfile(t *Task) error {
	if t.Profile == r.Profile {
		return nil
	}
	return apierr.New(apierr.Usage, "task "+t.ID, fmt.Sprintf("it belongs to the profile %q, not to %q", t.Profile, r.Profile)).
		WithHint("add --profile " + t.Profile)
}

func noJournal() error {
	return apierr.New(apierr.Usage, "", "without the journal there are no tasks to go back to").
		WithHint("leave out --no-journal")
}

// resumable opens again what failed for a reason of the moment, and tells
// whether the task is done with.
func (x *execution) resumable() (done bool, err error) {
	rec := x.rec
	t := rec.header.Task
	if err := x.sameProfile(&t); err != nil {
		return false, err
	}
	switch {
	case rec.end != nil && rec.end.State == Undone:
		return false, apierr.New(apierr.Conflict, "task "+t.ID, "it has been undone").
			WithHint("run its command again")
	case !rec.whole():
		return false, stillborn(t.ID)
	}
	left := 0
	for i := range rec.entries {
		e := &rec.entries[i]
		if e.out != nil && (e.out.Passing || rec.held(e)) {
			e.out = nil
		}
		if e.open() {
			left++
		}
	}
	if left > 0 || rec.end == nil {
		return false, nil
	}
	if c := rec.end.Counts; c.Failed > 0 || c.Rejected > 0 {
		return true, &PartialError{rec.end}
	}
	return true, nil
}

// resume settles what may have been sent and carries out the rest.
func (x *execution) resume(ctx context.Context, f *file) (*Task, error) {
	doubtful := x.maybeSent()
	if x.DryRun {
		_ = f.close()
	} else {
		x.file = f
		now := thisProcess(x.now().UTC())
		if err := f.append(&line{Resumed: &now}); err != nil {
			return nil, errors.Join(err, f.close())
		}
		x.rec.resumed, x.rec.end = &now, nil
	}
	x.count()
	x.resolve(ctx, doubtful)
	if ctx.Err() == nil {
		x.barren()
	}
	return x.run(ctx)
}

// maybeSent gives the open operations whose request may have left. If the
// system was started anew since, the last lines may be lost, so that is any.
func (x *execution) maybeSent() []attempt {
	x.rec.completeBodies()
	boot := x.rec.writer().Boot
	lost := boot == "" || boot != bootID()
	var some []attempt
	for i := range x.rec.entries {
		if e := &x.rec.entries[i]; e.open() && e.op.Verb != directory.Probe && (e.sent || lost && e.op.Verb != directory.Invoke) {
			some = append(some, attempt{op: e.op})
		}
	}
	return some
}
