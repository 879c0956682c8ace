package task_test

import (
	"context"
	"errors"
	"iter"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func TestRunCountsAndRecords(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	var last task.Counts
	outcomes := 0
	b.Progress = func(c task.Counts) { last = c }
	b.Done = func(directory.Outcome) { outcomes++ }
	got, err := b.Run(t.Context(), task.Spec{
		Type: "import.user", Ops: creates(45), Unchanged: 3,
		Rejected: []task.RowError{{Row: 50, Target: "x", Code: "Invalid", Message: "bad"}},
	})
	var partial *task.PartialError
	if !errors.As(err, &partial) {
		t.Fatalf("error %v, want a PartialError for the rejected row", err)
	}
	want := task.Counts{Total: 49, Created: 45, Unchanged: 3, Rejected: 1}
	if got.Counts != want || last != want || outcomes != 45 {
		t.Errorf("counts %+v, progress %+v, %d outcomes", got.Counts, last, outcomes)
	}
	if got.State != task.Partial || !got.Undoable || got.CompletedDateTime == nil {
		t.Errorf("task %+v", got)
	}
	found, err := b.Journal.Find(t.Context(), got.ID[:4])
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(got, found); d != "" {
		t.Errorf("the journal has another task: %s", d)
	}
	if b.directory.Requests != 3 {
		t.Errorf("%d requests, want 3", b.directory.Requests)
	}
	wantPeople(t, b.directory, 45)
}

func TestRunErrors(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		ops   int
		fault func(request int, op *directory.Operation) faulty.Fault
		kind  apierr.Kind
		state task.State
		text  string
	}{
		{name: "one operation gives its own error", ops: 1, fault: always(faulty.Denied),
			kind: apierr.Forbidden, state: task.Failed, text: "Insufficient privileges"},
		{name: "one cause for all", ops: 30, fault: always(faulty.Denied),
			kind: apierr.Forbidden, state: task.Failed, text: "all 30 operations failed, the first with: Insufficient privileges"},
		{name: "some failed", ops: 30, fault: only("u0004", faulty.Denied),
			state: task.Partial, text: "1 of 30 operations failed"},
		{name: "one throttled for good is not repeated by the runner", ops: 1, fault: always(faulty.Throttled),
			kind: apierr.Throttled, state: task.Failed, text: "TooManyRequests"},
		{name: "many throttled for good", ops: 40, fault: always(faulty.Throttled),
			kind: apierr.Throttled, state: task.Failed, text: "all 40 operations failed"},
		{name: "a clash that stays", ops: 2, fault: only("u0001", faulty.Clash),
			state: task.Partial, text: "1 of 2 operations failed"},
		{name: "gone away for good", ops: 200, fault: always(faulty.Refused),
			kind: apierr.Unavailable, state: task.Interrupted, text: "0 of 200 operations done"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.directory.Fault = tt.fault
			got, err := b.Run(t.Context(), task.Spec{Type: "import.user", Ops: creates(tt.ops)})
			if err == nil || !strings.Contains(err.Error(), tt.text) || apierr.KindOf(err) != tt.kind {
				t.Errorf("error %v (%v), want %q (%v)", err, apierr.KindOf(err), tt.text, tt.kind)
			}
			if got.State != tt.state {
				t.Errorf("state %s, want %s", got.State, tt.state)
			}
		})
	}
}

func always(f faulty.Fault) func(int, *directory.Operation) faulty.Fault {
	return func(int, *directory.Operation) faulty.Fault { return f }
}

func only(prefix string, f faulty.Fault) func(int, *directory.Operation) faulty.Fault {
	return func(_ int, op *directory.Operation) faulty.Fault {
		if strings.HasPrefix(op.Target, prefix) {
			return f
		}
		return faulty.None
	}
}

// once gives a fault for the first try of each operation only.
func once(f faulty.Fault) func(int, *directory.Operation) faulty.Fault {
	seen := map[int]bool{}
	return func(_ int, op *directory.Operation) faulty.Fault {
		if seen[op.Seq] {
			return faulty.None
		}
		seen[op.Seq] = true
		return f
	}
}

func TestPassingFaultsAreOvercome(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]faulty.Fault{
		"429": faulty.Throttled, "503": faulty.Refused, "409 of two writers": faulty.Clash,
		"answer cut off": faulty.Lost, "connection cut": faulty.Cut,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.directory.Fault = once(fault)
			got, err := b.Run(t.Context(), task.Spec{Type: "import.user", Ops: creates(45)})
			if err != nil || got.State != task.Completed || got.Counts.Created != 45 {
				t.Fatalf("task %+v, error %v", got, err)
			}
			wantPeople(t, b.directory, 45)
			if fault != faulty.Lost && b.clock.slept == 0 {
				t.Error("the directory was given no time")
			}
		})
	}
}

func TestThrottledWaitsAsLongAsAsked(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		b.Now, b.Sleep = nil, nil
		b.directory.Fault = func(request int, _ *directory.Operation) faulty.Fault {
			if request == 1 {
				return faulty.Throttled
			}
			return faulty.None
		}
		start := time.Now()
		if _, err := b.Run(t.Context(), task.Spec{Type: "import.user", Ops: creates(45)}); err != nil {
			t.Fatal(err)
		}
		if waited := time.Since(start); waited < 2*time.Second || waited > 5*time.Second {
			t.Errorf("waited %v, the directory asked for 2s", waited)
		}
		if b.directory.Requests != 4 {
			t.Errorf("%d requests, want 4: nothing leaves while the directory refuses", b.directory.Requests)
		}
	})
}

func TestWaitingIsInterrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t)
		b.Now, b.Sleep = nil, nil
		b.directory.Fault = always(faulty.Throttled)
		ctx, cancel := context.WithTimeout(t.Context(), 3*time.Second)
		defer cancel()
		start := time.Now()
		got, err := b.Run(ctx, task.Spec{Type: "import.user", Ops: creates(45)})
		if apierr.KindOf(err) != apierr.Unavailable || got.State != task.Interrupted || time.Since(start) != 3*time.Second {
			t.Errorf("after %v: %+v, %v", time.Since(start), got, err)
		}
	})
}

func TestConflictOfAnImportedRowThatIsAsWantedIsUnchanged(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.directory.Add("users", "userPrincipalName", upn(1), "displayName", "User 1")
	b.directory.Add("users", "userPrincipalName", upn(2), "displayName", "Somebody else")
	got, err := b.Run(t.Context(), task.Spec{Type: "import.user", Ops: creates(4)})
	var partial *task.PartialError
	if !errors.As(err, &partial) || got.Counts != (task.Counts{Total: 4, Created: 2, Unchanged: 1, Failed: 1}) {
		t.Errorf("counts %+v, error %v", got.Counts, err)
	}

	single := creates(1)
	single[0].Row = 0
	single[0].Body.Set("userPrincipalName", upn(1))
	single[0].Body.Set("displayName", "User 1")
	if _, err := b.Run(t.Context(), task.Spec{Type: "create.user", Ops: single}); apierr.KindOf(err) != apierr.Conflict {
		t.Errorf("creating a user that exists: %v, want a conflict", err)
	}
}

func TestInterruptedIsResumable(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ctx, cancel := context.WithCancel(t.Context())
	b.directory.Stop = cancel
	b.directory.Fault = func(request int, op *directory.Operation) faulty.Fault {
		if request == 2 && op.Seq == 30 {
			return faulty.HaltAfter
		}
		return faulty.None
	}
	got, err := b.Run(ctx, task.Spec{Type: "import.user", Ops: creates(60)})
	if apierr.KindOf(err) != apierr.Interrupted || !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v", err)
	}
	if e := apierr.As(err); !strings.Contains(e.Hint, "task resume "+got.ID) {
		t.Errorf("hint %q", e.Hint)
	}
	if got.State != task.Interrupted || got.Counts.Created != 29 {
		t.Errorf("task %+v", got)
	}
	b.directory.Fault = nil
	again, err := b.Resume(t.Context(), got.ID, nil)
	if err != nil || again.State != task.Completed || again.Counts.Created != 60 {
		t.Fatalf("resumed: %+v, %v", again, err)
	}
	wantPeople(t, b.directory, 60)
}

func TestDeadlineIsUnavailable(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ctx, cancel := context.WithDeadline(t.Context(), time.Now().Add(-time.Second))
	defer cancel()
	got, err := b.Run(ctx, task.Spec{Type: "import.user", Ops: creates(3)})
	if apierr.KindOf(err) != apierr.Unavailable || got.State != task.Interrupted {
		t.Errorf("error %v, state %s", err, got.State)
	}
}

func TestWithoutJournalNoFileAndNoID(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.Journal = nil
	got, err := b.Run(t.Context(), task.Spec{Type: "import.user", Ops: creates(3)})
	if err != nil || got.ID != "" || got.Undoable || got.Counts.Created != 3 {
		t.Errorf("task %+v, error %v", got, err)
	}
	if _, err := os.Stat(b.dir); !os.IsNotExist(err) {
		t.Errorf("the journal's folder was made: %v", err)
	}
}

// dry keeps every request back, as a client does in a dry run.
type dryDirectory struct{ directory.Directory }

func (d dryDirectory) Apply(_ context.Context, ops []*directory.Operation, sending func([]*directory.Operation) error) iter.Seq[directory.Outcome] {
	return func(yield func(directory.Outcome) bool) {
		for _, op := range ops {
			if sending([]*directory.Operation{op}) != nil || !yield(directory.Outcome{Op: op, Err: &apierr.Error{Kind: apierr.DryRun}}) {
				return
			}
		}
	}
}

func TestDryRunMakesNoTask(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.DryRun = true
	b.Directory = dryDirectory{b.directory}
	got, err := b.Run(t.Context(), task.Spec{Type: "import.user", Ops: creates(3)})
	if err != nil || got.ID != "" || got.State != task.Planned || got.Counts.Created != 3 {
		t.Errorf("task %+v, error %v", got, err)
	}
	if _, err := os.Stat(b.dir); !os.IsNotExist(err) {
		t.Errorf("the journal's folder was made: %v", err)
	}
	wantPeople(t, b.directory, 0)
}

func TestNothingToDoIsATaskToo(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	got, err := b.Run(t.Context(), task.Spec{Type: "import.user", Unchanged: 1000})
	if err != nil || got.State != task.Completed || got.Counts != (task.Counts{Total: 1000, Unchanged: 1000}) || got.Undoable {
		t.Errorf("task %+v, error %v", got, err)
	}
	if _, err := b.Journal.Find(t.Context(), got.ID); err != nil {
		t.Error(err)
	}
}

func TestNoSecretReachesTheJournal(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ops := creates(1)
	ops[0].Body.Set("passwordProfile", map[string]any{"password": "s3cret!A", "forceChangePasswordNextSignIn": true})
	ops = append(ops, &directory.Operation{
		Name: "update", Verb: directory.Invoke, Ref: directory.Ref{Set: "applications", Key: "1", Path: "addPassword"},
		Target: "app", Body: odata.NewObject("list", []any{map[string]any{"secretText": "s3cret!B"}}, "proof", "s3cret!C"),
	})
	_, _ = b.Run(t.Context(), task.Spec{Type: "create.user", Ops: ops})
	files, err := os.ReadDir(b.dir)
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	text, err := os.ReadFile(b.dir + "/" + files[0].Name())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), "s3cret") {
		t.Errorf("the journal holds a secret:\n%s", text)
	}
	if !strings.Contains(string(text), `"secret":["passwordProfile"]`) {
		t.Error("the journal does not say what it leaves out")
	}
	info, _ := files[0].Info()
	folder, _ := os.Stat(b.dir)
	if info.Mode().Perm() != 0o600 || folder.Mode().Perm() != 0o700 {
		t.Errorf("modes %v in %v, want 0600 in 0700", info.Mode(), folder.Mode())
	}
}
