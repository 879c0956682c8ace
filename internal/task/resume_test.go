package task_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// TestNothingLostNothingTwice runs an import through random faults and stops,
// resumes it until it is done, and takes an exact account.
func TestNothingLostNothingTwice(t *testing.T) {
	t.Parallel()
	for seed := range uint64(30) {
		b := newBench(t)
		random := rand.New(rand.NewPCG(seed, 1))
		b.directory.Fault = func(int, *directory.Operation) faulty.Fault {
			switch n := random.IntN(100); {
			case n < 4:
				return faulty.Throttled
			case n < 8:
				return faulty.Refused
			case n < 12:
				return faulty.Lost
			case n < 16:
				return faulty.Cut
			case n < 18:
				return faulty.Clash
			case n < 19:
				return faulty.HaltAfter
			case n < 20:
				return faulty.Halt
			}
			return faulty.None
		}
		const n = 150
		got := untilDone(t, b, task.Spec{Type: "import.user", Ops: creates(n)})
		if got.State != task.Completed || got.Counts != (task.Counts{Total: n, Created: n}) {
			t.Fatalf("seed %d: %+v", seed, got)
		}
		wantPeople(t, b.directory, n)
	}
}

// untilDone runs a task and resumes it as often as it takes.
func untilDone(t *testing.T, b *bench, spec task.Spec) *task.Task {
	t.Helper()
	var got *task.Task
	for try := range 200 {
		ctx, cancel := context.WithCancel(t.Context())
		b.directory.Stop = cancel
		var err error
		if try == 0 {
			got, err = b.Run(ctx, spec)
		} else {
			got, err = b.Resume(ctx, got.ID, nil)
		}
		cancel()
		if err == nil {
			return got
		}
		if got == nil {
			t.Fatal(err)
		}
	}
	t.Fatalf("not done after 200 resumes: %+v", got)
	return nil
}

func TestMembershipsSurviveFaults(t *testing.T) {
	t.Parallel()
	for seed := range uint64(10) {
		b := newBench(t)
		random := rand.New(rand.NewPCG(seed, 2))
		var ops []*directory.Operation
		for g := range 3 {
			id := b.directory.Add("groups", "mailNickname", "g"+string(rune('a'+g)))
			for m := range 40 {
				ops = append(ops, &directory.Operation{
					Name: "update", Verb: directory.Link, Ref: directory.Ref{Set: "groups", Key: id, Path: "members"},
					Other: directory.Ref{Set: "directoryObjects", Key: upn(m)}, Target: id + " " + upn(m), Row: len(ops) + 2,
				})
			}
		}
		b.directory.Fault = func(int, *directory.Operation) faulty.Fault {
			return []faulty.Fault{faulty.None, faulty.None, faulty.None, faulty.None, faulty.Lost, faulty.Cut, faulty.HaltAfter, faulty.Throttled}[random.IntN(8)]
		}
		got := untilDone(t, b, task.Spec{Type: "import.group_member", Ops: ops})
		if got.State != task.Completed || got.Counts.Updated != 120 {
			t.Fatalf("seed %d: %+v", seed, got)
		}
		if twice := b.directory.Twice(); len(twice) > 0 {
			t.Fatalf("seed %d: done twice: %v", seed, twice)
		}
	}
}

func TestResumeOfWhatIsDone(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	done, err := b.Run(t.Context(), task.Spec{Type: "import.user", Ops: creates(3)})
	if err != nil {
		t.Fatal(err)
	}
	requests := b.directory.Requests
	got, err := b.Resume(t.Context(), done.ID, nil)
	if err != nil || got.State != task.Completed || b.directory.Requests != requests {
		t.Errorf("completed: %+v, %v", got, err)
	}

	b.directory.Fault = only(upn(5), faulty.Denied)
	failed, _ := b.Run(t.Context(), task.Spec{Type: "import.user", Ops: creates(6)[4:]})
	got, err = b.Resume(t.Context(), failed.ID, nil)
	var partial *task.PartialError
	if !errors.As(err, &partial) || got.State != task.Partial {
		t.Errorf("partial: %+v, %v", got, err)
	}
}

func TestResumeTriesAgainWhatFailedForTheMoment(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.directory.Fault = always(faulty.Throttled)
	got, err := b.Run(t.Context(), task.Spec{Type: "import.user", Ops: creates(5)})
	if err == nil || got.State != task.Failed {
		t.Fatalf("%+v, %v", got, err)
	}
	b.directory.Fault = nil
	got, err = b.Resume(t.Context(), got.ID, nil)
	if err != nil || got.State != task.Completed {
		t.Fatalf("%+v, %v", got, err)
	}
	wantPeople(t, b.directory, 5)
}

// withPasswords stops an import whose rows hold passwords after the first
// request and gives its task.
func withPasswords(t *testing.T, b *bench, source *task.Source) *task.Task {
	t.Helper()
	ops := creates(30)
	for _, op := range ops {
		op.Body.Set("passwordProfile", map[string]string{"password": "pw " + op.Target})
	}
	ctx, cancel := context.WithCancel(t.Context())
	b.directory.Stop = cancel
	b.directory.Fault = func(request int, _ *directory.Operation) faulty.Fault {
		if request == 2 {
			return faulty.Halt
		}
		return faulty.None
	}
	got, err := b.Run(ctx, task.Spec{Type: "import.user", Ops: ops, Source: source})
	if apierr.KindOf(err) != apierr.Interrupted {
		t.Fatal(err)
	}
	b.directory.Fault = nil
	return got
}

func sourceFile(t *testing.T, text string) *task.Source {
	t.Helper()
	path := filepath.Join(t.TempDir(), "users.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(text))
	return &task.Source{Path: path, SHA256: hex.EncodeToString(sum[:]), Secrets: true}
}

func TestResumeReadsSecretsFromTheSource(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	cut := withPasswords(t, b, sourceFile(t, "rows"))
	got, err := b.Resume(t.Context(), cut.ID, func(task.Source) (map[int]*odata.Object, error) {
		rows := map[int]*odata.Object{}
		for _, op := range creates(30) {
			op.Body.Set("passwordProfile", map[string]string{"password": "pw " + op.Target})
			rows[op.Row] = op.Body
		}
		return rows, nil
	})
	if err != nil || got.State != task.Completed {
		t.Fatalf("%+v, %v", got, err)
	}
	wantPeople(t, b.directory, 30)
	for _, o := range b.directory.Objects("users") {
		if p := o.Object("passwordProfile").String("password"); p != "pw "+o.String("userPrincipalName") {
			t.Errorf("%s has the password %q", o.String("userPrincipalName"), p)
		}
	}
}

func TestResumeRefusesAnotherSource(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	source := sourceFile(t, "rows")
	cut := withPasswords(t, b, source)
	unread := func(task.Source) (map[int]*odata.Object, error) {
		t.Error("the changed source was read")
		return nil, nil
	}
	if err := os.WriteFile(source.Path, []byte("other rows"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Resume(t.Context(), cut.ID, unread); apierr.KindOf(err) != apierr.Conflict {
		t.Errorf("changed: %v", err)
	}
	if err := os.Remove(source.Path); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Resume(t.Context(), cut.ID, unread); apierr.KindOf(err) != apierr.Conflict {
		t.Errorf("gone: %v", err)
	}
}

func TestResumeMakesNewPasswordsWhereTheFileHadNone(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	source := sourceFile(t, "rows")
	source.Secrets = false
	cut := withPasswords(t, b, source)
	b.Generate = func(_ *task.Source, op *directory.Operation, names []string) error {
		op.Body.Set(names[0], map[string]string{"password": "new"})
		return nil
	}
	got, err := b.Resume(t.Context(), cut.ID, nil)
	if err != nil || got.State != task.Completed {
		t.Fatalf("%+v, %v", got, err)
	}
	wantPeople(t, b.directory, 30)
}

func TestResumeOfALostSecretFailsThatOperation(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	cut := withPasswords(t, b, nil)
	got, err := b.Resume(t.Context(), cut.ID, nil)
	var partial *task.PartialError
	if !errors.As(err, &partial) || got.Counts.Created != 20 || got.Counts.Failed != 10 {
		t.Fatalf("%+v, %v", got, err)
	}
	if e := got.Errors[0]; e.Code != "SecretNotKept" || strings.Contains(e.Message, "pw") {
		t.Errorf("error %+v", e)
	}
}

func TestRunningTaskIsRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	other := &task.Runner{Directory: b.directory, Journal: b.Journal, Now: b.clock.now}
	checked := false
	b.Done = func(directory.Outcome) {
		if checked {
			return
		}
		checked = true
		for got, err := range b.Journal.List(t.Context()) {
			if err != nil || got.State != task.Running {
				t.Errorf("listed as %+v, %v", got, err)
				return
			}
			if _, err := other.Resume(t.Context(), got.ID, nil); apierr.KindOf(err) != apierr.Conflict || !strings.Contains(err.Error(), "running (process") {
				t.Errorf("resume of a running task: %v", err)
			}
			if _, err := other.Undo(t.Context(), got.ID); apierr.KindOf(err) != apierr.Conflict {
				t.Errorf("undo of a running task: %v", err)
			}
		}
	}
	if _, err := b.Run(t.Context(), task.Spec{Type: "import.user", Ops: creates(3)}); err != nil || !checked {
		t.Fatal(err, checked)
	}
}

func TestAnotherProfileIsRefused(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	done := b.mustRun(t, creates(2)...)
	b.Profile = "other"
	if _, err := b.Undo(t.Context(), done.ID); apierr.KindOf(err) != apierr.Usage || !strings.Contains(apierr.As(err).Hint, "--profile local") {
		t.Errorf("undo: %v", err)
	}
	if _, err := b.PlanUndo(t.Context(), done.ID); apierr.KindOf(err) != apierr.Usage {
		t.Errorf("plan: %v", err)
	}
	if _, err := b.Resume(t.Context(), done.ID, nil); apierr.KindOf(err) != apierr.Usage {
		t.Errorf("resume: %v", err)
	}
	wantPeople(t, b.directory, 2)
}
