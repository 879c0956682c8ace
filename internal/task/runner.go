package task

import (
	"context"
	"errors"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Runner carries tasks out. It is made per command and not for several
// goroutines at once. Directory alone is needed.
type Runner struct {
	Directory directory.Directory
	// Journal keeps the tasks; nil (--no-journal) keeps nothing: no files,
	// no resume, no undo, and tasks without an id.
	Journal *Journal
	// Profile, Actor and Reason go into the record of the task.
	Profile, Actor, Reason string
	// Now is the clock, nil for time.Now. Sleep waits, or gives ctx's error
	// when it ends first; nil for the system's timer.
	Now   func() time.Time
	Sleep func(ctx context.Context, d time.Duration) error
	// Progress is told the account after each outcome; Total is that of the
	// end from the first call on.
	Progress func(Counts)
	// Done is told each outcome that is final, once, in any order.
	Done func(directory.Outcome)
	// Generate fills in the members that the journal left out of a body
	// because they were generated secrets (Source.Secrets false, or a row
	// without one). source is the task's, nil if it has none. Nil: such an
	// operation cannot be resumed.
	Generate func(source *Source, op *directory.Operation, names []string) error
	// Steps carries out what takes more than the directory; nil: a task that
	// has such operations stops before them.
	Steps Steps
	// DryRun hands the operations to the directory, whose client keeps the
	// requests back, and makes no task. An outcome apierr.DryRun counts as
	// if the operation had been carried out.
	DryRun bool
}

// Reread gives the rows of a source again, as bodies by line, for resume.
// The runner has made sure before that the file is as it was.
type Reread func(Source) (map[int]*odata.Object, error)

// Run carries a task out: one operation or many, in the same way. The task
// that it gives says what became of it; it is nil only if nothing was begun
// because the journal cannot be written.
//
// The error is nil, or the operation's own if the task has one only, or the
// one that all operations have in common if none could be done, or a
// *[PartialError], or wraps apierr.Interrupted (apierr.Unavailable at a
// deadline) when ctx ended; the task can then be resumed.
func (r *Runner) Run(ctx context.Context, spec Spec) (*Task, error) {
	x := r.execution(r.newRecord(spec))
	if x.keeps() {
		f, err := createFile(r.Journal.dir, x.rec)
		if err != nil {
			return nil, err
		}
		x.file = f
	}
	return x.run(ctx)
}

func (r *Runner) newRecord(spec Spec) *record {
	now := r.now().UTC()
	t := Task{
		ID: newID(), Type: spec.Type, State: Running, CreatedDateTime: now.Truncate(time.Microsecond),
		Profile: r.Profile, Actor: r.Actor, Reason: r.Reason, Errors: append([]RowError{}, spec.Rejected...),
	}
	t.Counts.Unchanged, t.Counts.Rejected = spec.Unchanged, len(spec.Rejected)
	t.Counts.Total = len(spec.Ops) + spec.Unchanged + len(spec.Rejected)
	rec := &record{header: header{
		Version: version, Task: t, Ops: len(spec.Ops), Source: spec.Source,
		NotUndoable: spec.NotUndoable, Instead: spec.Instead, Process: thisProcess(now),
	}}
	rec.entries = make([]entry, 0, len(spec.Ops))
	for i, op := range spec.Ops {
		op.Seq = i + 1
		rec.entries = append(rec.entries, entry{op: op})
	}
	if r.Journal == nil || r.DryRun {
		rec.header.Task.ID, rec.header.NotUndoable = "", true
	}
	return rec
}

func (r *Runner) execution(rec *record) *execution {
	return &execution{
		Runner: r, rec: rec, tries: map[int]int{}, kept: map[int]bool{}, alone: len(rec.entries) == 1,
		followers: rec.followers(),
	}
}

func (r *Runner) keeps() bool { return r.Journal != nil && !r.DryRun }

func (r *Runner) now() time.Time {
	if r.Now == nil {
		return time.Now()
	}
	return r.Now()
}

func (r *Runner) sleep(ctx context.Context, d time.Duration) error {
	if r.Sleep != nil {
		return r.Sleep(ctx, d)
	}
	return sleep(ctx, d)
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// run carries out what is open, writes the account and gives it.
func (x *execution) run(ctx context.Context) (*Task, error) {
	defer x.file.close()
	x.count()
	x.work(ctx)
	if err := x.flush(nil); err != nil {
		x.halt(err)
	}
	t := x.rec.account(false)
	if x.DryRun && t.State != Failed && t.State != Partial {
		t.State = Planned
	}
	if t.State != Interrupted {
		now := x.now().UTC()
		t.CompletedDateTime = &now
	}
	if x.journalFailure() == nil {
		if err := x.file.append(&line{End: t}); err != nil {
			x.halt(err)
		}
	}
	return t, x.verdict(ctx, t)
}

// verdict is the error of a task as a whole.
func (x *execution) verdict(ctx context.Context, t *Task) error {
	switch {
	case t.State == Interrupted && x.stopped() != nil:
		return x.unfinished(t, x.stopped())
	case t.State == Interrupted:
		return x.unfinished(t, interrupted(ctx, ""))
	case x.journalFailure() != nil:
		return x.journalFailure()
	case t.Counts.Failed > 0 && x.alone && t.Counts.Rejected == 0:
		return x.first
	case t.State == Failed && t.Counts.Rejected == 0 && x.common:
		return allFailed(t, x.first)
	case t.Counts.Failed > 0 || t.Counts.Rejected > 0:
		return &PartialError{t}
	}
	return nil
}

// unfinished is the error of a task that stopped before its end.
func (x *execution) unfinished(t *Task, cause error) error {
	c := t.Counts
	e := &apierr.Error{
		Kind: apierr.KindOf(cause), Code: codeOf(cause), Target: "task " + t.ID, Err: cause,
		Message: counted(c.Created+c.Updated+c.Removed, c.Total-c.Unchanged-c.Rejected) + " done: " + messageOf(cause),
		Hint:    "`tenantctl task resume " + t.ID + "` does the rest",
	}
	if x.alone {
		e.Message = messageOf(cause)
	}
	if s := x.rec.header.Source; s != nil && s.Path == "-" && s.Secrets {
		e.Hint = "its passwords came from standard input: run the command again; what is done will be unchanged"
	}
	if t.ID == "" {
		e.Target, e.Hint = "", "run the command again; what is done stays done"
	}
	if own := apierr.As(cause); own != nil {
		e.Status, e.RequestID, e.RetryAfter = own.Status, own.RequestID, own.RetryAfter
		if own.Hint != "" && !errors.Is(cause, apierr.Interrupted) {
			e.Hint = own.Hint + "; then " + e.Hint
		}
	}
	return e
}
