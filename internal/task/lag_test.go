package task_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func newGroup(name string) *directory.Operation {
	return &directory.Operation{
		Name: "create", Verb: directory.Create, Ref: directory.Ref{Set: "groups"}, Target: name,
		Body: odata.NewObject("displayName", name, "mailNickname", name),
	}
}

func membership(verb directory.Verb, group, user string) *directory.Operation {
	return &directory.Operation{
		Name: string(verb), Verb: verb, Target: user,
		Ref: directory.Ref{Set: "groups", Key: group, Path: "members"}, Other: directory.Ref{Set: "users", Key: user},
	}
}

// lostOnce loses the answer to the first request.
func lostOnce(request int, _ *directory.Operation) faulty.Fault {
	if request == 1 {
		return faulty.Lost
	}
	return faulty.None
}

// TestLagAfterALostAnswer makes objects whose creation is answered by nothing
// and which cannot be read for some time.
func TestLagAfterALostAnswer(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name     string
		op       *directory.Operation
		lag      int
		slept    time.Duration // at least
		requests int
	}{
		{"a group, seen late", newGroup("ops"), 3, 14 * time.Second, 1},
		{"a group, seen at the last look", newGroup("ops"), 6, 2 * time.Minute, 1},
		{"a user, whose name is unique", creates(1)[0], 1, 0, 2},
		{"a user, seen late", creates(1)[0], 4, 14 * time.Second, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.directory.Fault, b.directory.Lag = lostOnce, tt.lag
			record, err := b.Run(t.Context(), task.Spec{Type: "create", Ops: []*directory.Operation{tt.op}})
			if err != nil || record.Counts.Created != 1 {
				t.Fatalf("%+v, %v; want one created", record.Counts, err)
			}
			if made := len(b.directory.Objects(tt.op.Ref.Set)); made != 1 || b.directory.Requests != tt.requests {
				t.Errorf("%d objects by %d requests, want 1 by %d", made, b.directory.Requests, tt.requests)
			}
			if b.clock.slept < tt.slept || b.clock.slept > 5*time.Minute {
				t.Errorf("waited %v, want at least %v", b.clock.slept, tt.slept)
			}
		})
	}
}

func TestNothingWaitsWhereAllIsSeenAtOnce(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.directory.Fault = func(request int, _ *directory.Operation) faulty.Fault {
		if request == 1 {
			return faulty.Cut
		}
		return faulty.None
	}
	if _, err := b.Run(t.Context(), task.Spec{Type: "create", Ops: []*directory.Operation{newGroup("ops")}}); err != nil {
		t.Fatal(err)
	}
	if b.directory.Requests != 2 || b.clock.slept > 2*time.Second {
		t.Errorf("%d requests, waited %v", b.directory.Requests, b.clock.slept)
	}
	gone := b.directory.Requests
	update := &directory.Operation{Verb: directory.Update, Ref: directory.Ref{Set: "users", Key: "nobody"}, Body: odata.NewObject("city", "X"), Before: odata.NewObject("city", nil)}
	before := b.clock.slept
	if _, err := b.Run(t.Context(), task.Spec{Type: "update", Ops: []*directory.Operation{update}}); !errors.Is(err, apierr.NotFound) {
		t.Errorf("update of nobody: %v", err)
	}
	if b.clock.slept != before || b.directory.Requests != gone+1 {
		t.Errorf("%d requests, waited %v for nobody", b.directory.Requests-gone, b.clock.slept-before)
	}
}

func TestRefusedCreateIsNotInDoubt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.directory.Lag = 4
	b.directory.Add("users", "userPrincipalName", upn(0), "displayName", "Someone else")
	op := creates(1)[0]
	if _, err := b.Run(t.Context(), task.Spec{Type: "create", Ops: []*directory.Operation{op}}); !errors.Is(err, apierr.Conflict) {
		t.Errorf("%v, want a conflict", err)
	}
	if b.clock.slept > 0 {
		t.Errorf("waited %v", b.clock.slept)
	}
}

func TestWaitForALateGroupEndsWithTheContext(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.directory.Fault, b.directory.Lag = lostOnce, 99
	ctx, cancel := context.WithCancel(t.Context())
	b.Sleep = func(ctx context.Context, d time.Duration) error {
		if b.clock.slept > 5*time.Second {
			cancel()
		}
		return b.clock.sleep(ctx, d)
	}
	record, err := b.Run(ctx, task.Spec{Type: "create", Ops: []*directory.Operation{newGroup("ops")}})
	if !errors.Is(err, apierr.Interrupted) || record.State != task.Interrupted {
		t.Fatalf("%+v, %v; want an interrupted task", record, err)
	}
	b.Sleep, b.directory.Fault, b.directory.Lag = b.clock.sleep, nil, 1
	b.directory.Hide(b.directory.Objects("groups")[0].ID(), 2)
	record, err = b.Resume(t.Context(), record.ID, nil)
	if err != nil || record.Counts.Created != 1 || len(b.directory.Objects("groups")) != 1 {
		t.Errorf("%+v, %v; %d groups", record, err, len(b.directory.Objects("groups")))
	}
}

// TestLagOfWhatIsThere writes to objects that the directory denies at first.
func TestLagOfWhatIsThere(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name        string
		op          func(group, user string) *directory.Operation
		group, user int // looks that miss them
		done        string
	}{
		{"update", func(_, u string) *directory.Operation {
			return &directory.Operation{Verb: directory.Update, Ref: directory.Ref{Set: "users", Key: u}, Target: u, Body: odata.NewObject("city", "X"), Before: odata.NewObject("city", nil)}
		}, 0, 3, "update"},
		{"join, group late", func(g, u string) *directory.Operation { return membership(directory.Link, g, u) }, 2, 0, "link"},
		{"join, user late", func(g, u string) *directory.Operation { return membership(directory.Link, g, u) }, 0, 2, "link"},
		{"leave, group late", func(g, _ string) *directory.Operation { return membership(directory.Unlink, g, "old") }, 1, 0, "unlink"},
		{"delete", func(_, u string) *directory.Operation {
			return &directory.Operation{Verb: directory.Delete, Ref: directory.Ref{Set: "users", Key: u}, Target: u}
		}, 0, 1, "delete"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			user := b.directory.Add("users", "userPrincipalName", upn(0))
			group := b.directory.Add("groups", "mailNickname", "ops")
			old := membership(directory.Link, group, "old")
			if _, err := b.Run(t.Context(), task.Spec{Type: "join", Ops: []*directory.Operation{old}}); err != nil {
				t.Fatal(err)
			}
			b.directory.Lag = 1
			b.directory.Hide(user, tt.user)
			b.directory.Hide(group, tt.group)
			op := tt.op(group, user)
			record, err := b.Run(t.Context(), task.Spec{Type: "change", Ops: []*directory.Operation{op}})
			if err != nil || record.Counts.Unchanged != 0 || b.directory.Done[tt.done+" "+op.Target] != 1 {
				t.Errorf("%+v, %v; done %v", record.Counts, err, b.directory.Done)
			}
			if b.clock.slept > time.Minute {
				t.Errorf("waited %v", b.clock.slept)
			}
		})
	}
}

func TestWhatIsNotThere(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.directory.Lag = 1
	group := b.directory.Add("groups", "mailNickname", "ops")
	b.directory.Hide(group, 0)
	gone := []*directory.Operation{
		membership(directory.Unlink, "nosuch", "u"),
		membership(directory.Unlink, group, "u"),
		{Verb: directory.Delete, Ref: directory.Ref{Set: "users", Key: "nobody"}, Target: "nobody"},
	}
	record, err := b.Run(t.Context(), task.Spec{Type: "remove", Ops: gone})
	if err != nil || record.Counts.Unchanged != 3 || b.clock.slept > 0 {
		t.Errorf("%+v, %v after %v; want three that are gone already", record.Counts, err, b.clock.slept)
	}
	record, err = b.Run(t.Context(), task.Spec{Type: "join", Ops: []*directory.Operation{membership(directory.Link, "nosuch", "u")}})
	if !errors.Is(err, apierr.NotFound) || b.clock.slept > 5*time.Second {
		t.Errorf("%+v, %v after %v; want not found, soon", record.Counts, err, b.clock.slept)
	}
}

// TestLagInAnImport lets a tenth of many memberships meet a late user.
func TestLagInAnImport(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	group := b.directory.Add("groups", "mailNickname", "ops")
	var ops []*directory.Operation
	var want []string
	for i := range 300 {
		id := b.directory.Add("users", "userPrincipalName", upn(i))
		if i%10 == 0 {
			b.directory.Hide(id, 1+i%4)
		}
		op := membership(directory.Link, group, id)
		op.Row = i + 2
		ops, want = append(ops, op), append(want, id)
	}
	b.directory.Lag = 1
	record, err := b.Run(t.Context(), task.Spec{Type: "join", Ops: ops})
	got := b.directory.Members(group)
	slices.Sort(got)
	if err != nil || record.Counts.Updated != 300 || fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%+v, %v; %d members", record.Counts, err, len(got))
	}
	if twice := b.directory.Twice(); len(twice) > 0 {
		t.Errorf("done twice: %v", twice)
	}
}
