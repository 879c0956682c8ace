package task_test

import (
	"context"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// payroll is an application with its service principal, and its deletion.
type payroll struct {
	*bench
	app, principal directory.Ref
	deletion       *task.Task
}

func deletePayroll(t *testing.T) *payroll {
	t.Helper()
	p := &payroll{bench: newBench(t)}
	p.mustRun(t, appAndPrincipal()...)
	app, principal := p.directory.Objects("applications")[0], p.directory.Objects("servicePrincipals")[0]
	p.app = directory.Ref{Set: "applications", Key: app.ID()}
	p.principal = directory.Ref{Set: "servicePrincipals", Key: principal.ID()}
	p.deletion = p.mustRun(t, &directory.Operation{
		Name: "delete", Verb: directory.Delete, Ref: p.app, Along: p.principal, Target: "Payroll", Before: app,
	})
	p.wantNone(t)
	return p
}

func (b *bench) wantNone(t *testing.T) {
	t.Helper()
	if n := len(b.directory.Objects("applications")) + len(b.directory.Objects("servicePrincipals")); n != 0 {
		t.Fatalf("%d objects are left", n)
	}
}

func (p *payroll) by(verb directory.Verb, ref directory.Ref) *directory.Operation {
	return &directory.Operation{Name: string(verb), Verb: verb, Ref: ref, Target: ref.String()}
}

// TestUndoOfADeletionBringsBackWhatWentAlong goes back and forth.
func TestUndoOfADeletionBringsBackWhatWentAlong(t *testing.T) {
	t.Parallel()
	p := deletePayroll(t)
	plan, err := p.PlanUndo(t.Context(), p.deletion.ID)
	if err != nil || len(plan.Ops) != 2 || plan.Removes || plan.Ops[1].Ref != p.principal || plan.Ops[1].After != 1 {
		t.Fatalf("plan %+v, %v", plan, err)
	}
	last := p.deletion.ID
	for turn := range 4 {
		undo, err := p.Undo(t.Context(), last)
		if err != nil || undo.State != task.Completed {
			t.Fatalf("turn %d: %+v, %v", turn, undo, err)
		}
		if last = undo.ID; turn%2 == 0 {
			p.wantPair(t)
		} else {
			p.wantNone(t)
		}
	}
	undo, err := p.Undo(t.Context(), last)
	if err != nil || undo.Counts != (task.Counts{Total: 2, Updated: 2}) {
		t.Fatalf("%+v, %v", undo, err)
	}
}

// TestUndoOfTheUndoOfACreation: what was made by two operations is removed by
// two and comes back by two.
func TestUndoOfTheUndoOfACreation(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	made := b.mustRun(t, appAndPrincipal()...)
	undo, err := b.Undo(t.Context(), made.ID)
	if err != nil {
		t.Fatal(err)
	}
	b.wantNone(t)
	if undo, err = b.Undo(t.Context(), undo.ID); err != nil || undo.Counts != (task.Counts{Total: 2, Updated: 2}) {
		t.Fatalf("%+v, %v", undo, err)
	}
	b.wantPair(t)
}

// TestUndoOfADeletionAfterOthersWork: by hand somebody did a part, or made it
// impossible.
func TestUndoOfADeletionAfterOthersWork(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		before func(t *testing.T, p *payroll)
		counts task.Counts
		left   string
		pair   bool
	}{
		"the application is back": {func(t *testing.T, p *payroll) {
			p.mustRun(t, p.by(directory.Restore, p.app))
		}, task.Counts{Total: 2, Updated: 1, Unchanged: 1}, "", true},
		"both are back": {func(t *testing.T, p *payroll) {
			p.mustRun(t, p.by(directory.Restore, p.app), p.by(directory.Restore, p.principal))
		}, task.Counts{Total: 1, Unchanged: 1}, "", true},
		"the service principal is erased": {func(t *testing.T, p *payroll) {
			p.mustRun(t, p.by(directory.Erase, p.principal))
		}, task.Counts{Total: 2, Updated: 1, Rejected: 1}, "Gone", false},
		"both are erased": {func(t *testing.T, p *payroll) {
			p.mustRun(t, p.by(directory.Erase, p.principal), p.by(directory.Erase, p.app))
		}, task.Counts{Total: 1, Rejected: 1}, "Gone", false},
		"the application is back with another": {func(t *testing.T, p *payroll) {
			p.mustRun(t, p.by(directory.Restore, p.app))
			other := p.by(directory.Create, directory.Ref{Set: "servicePrincipals"})
			other.Body = odata.NewObject("appId", p.directory.Objects("applications")[0].String("appId"))
			p.mustRun(t, other)
		}, task.Counts{Total: 2, Unchanged: 1, Rejected: 1}, "ChangedSince", true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := deletePayroll(t)
			c.before(t, p)
			got, err := p.Undo(t.Context(), p.deletion.ID)
			if got == nil || got.Counts != c.counts || (err != nil) != (c.left != "") {
				t.Fatalf("%+v, %v", got, err)
			}
			if c.left != "" && got.Errors[0].Code != c.left {
				t.Errorf("left alone: %+v", got.Errors)
			}
			if c.pair {
				p.wantPair(t)
			}
		})
	}
}

// TestUndoOfADeletionByWhoMayNotRestoreAll: an owner of the application alone
// gets it back, the account tells of the rest, and another undo does that.
func TestUndoOfADeletionByWhoMayNotRestoreAll(t *testing.T) {
	t.Parallel()
	p := deletePayroll(t)
	p.directory.Fault = func(_ int, op *directory.Operation) faulty.Fault {
		if op.Ref == p.principal {
			return faulty.Denied
		}
		return faulty.None
	}
	got, err := p.Undo(t.Context(), p.deletion.ID)
	if err == nil || got.Counts != (task.Counts{Total: 2, Updated: 1, Failed: 1}) || len(p.directory.Objects("applications")) != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	p.directory.Fault = nil
	got, err = p.Undo(t.Context(), p.deletion.ID)
	if err != nil || got.Counts != (task.Counts{Total: 2, Updated: 1, Unchanged: 1}) {
		t.Fatalf("%+v, %v", got, err)
	}
	p.wantPair(t)
}

// TestWhoMayNotRestoreIsToldAtOnce: a directory that lags is asked again for what
// it does not see yet, and not for what it refuses.
func TestWhoMayNotRestoreIsToldAtOnce(t *testing.T) {
	t.Parallel()
	p := deletePayroll(t)
	asked := 0
	p.directory.Lag = 1
	p.directory.Fault = func(_ int, op *directory.Operation) faulty.Fault {
		if op.Ref != p.principal {
			return faulty.None
		}
		asked++
		return faulty.Denied
	}
	before := p.clock.slept
	if got, err := p.Undo(t.Context(), p.deletion.ID); err == nil || got.Counts.Failed != 1 || asked != 1 || p.clock.slept != before {
		t.Fatalf("asked %d times, waited %v: %+v, %v", asked, p.clock.slept-before, got, err)
	}
}

// TestUndoOfADeletionCutOff stops the undo before and after each of its
// requests; resume does the rest, and nothing twice.
func TestUndoOfADeletionCutOff(t *testing.T) {
	t.Parallel()
	for _, fault := range []faulty.Fault{faulty.Halt, faulty.HaltAfter} {
		for step := 1; step <= 2; step++ {
			p := deletePayroll(t)
			ctx, cancel := context.WithCancel(t.Context())
			p.directory.Stop = cancel
			p.directory.Fault = func(_ int, op *directory.Operation) faulty.Fault {
				if op.Seq == step {
					return fault
				}
				return faulty.None
			}
			cut, err := p.Undo(ctx, p.deletion.ID)
			if err == nil || cut.State != task.Interrupted {
				t.Fatalf("fault %d at step %d: %+v, %v", fault, step, cut, err)
			}
			p.directory.Fault = nil
			got, err := p.Resume(t.Context(), cut.ID, nil)
			if err != nil || got.Counts != (task.Counts{Total: 2, Updated: 2}) {
				t.Fatalf("fault %d at step %d: %+v, %v", fault, step, got, err)
			}
			p.wantPair(t)
			if twice := p.directory.Twice(); len(twice) > 0 {
				t.Errorf("done twice: %v", twice)
			}
			if again, err := p.Undo(t.Context(), p.deletion.ID); err != nil || again.Counts != (task.Counts{Total: 1, Unchanged: 1}) {
				t.Errorf("undo after the resume: %+v, %v", again, err)
			}
		}
	}
}
