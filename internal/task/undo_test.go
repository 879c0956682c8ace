package task_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func users(key string) directory.Ref { return directory.Ref{Set: "users", Key: key} }

func update(id string, before, body *odata.Object) *directory.Operation {
	return &directory.Operation{Name: "update", Verb: directory.Update, Ref: users(id), Target: "update " + id, Before: before, Body: body}
}

// run runs a task that must succeed.
func (b *bench) mustRun(t *testing.T, ops ...*directory.Operation) *task.Task {
	t.Helper()
	got, err := b.Run(t.Context(), task.Spec{Type: "test", Ops: ops})
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestUndoOfEachVerb(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	d := b.directory
	lee := d.Add("users", "userPrincipalName", "lee@x", "jobTitle", "Clerk")
	ann := d.Add("users", "userPrincipalName", "ann@x")
	bob := d.Add("users", "userPrincipalName", "bob@x")
	group := d.Add("groups", "mailNickname", "sales")
	members := directory.Ref{Set: "groups", Key: group, Path: "members"}
	other := func(id string) directory.Ref { return directory.Ref{Set: "directoryObjects", Key: id} }
	b.mustRun(t, &directory.Operation{Verb: directory.Link, Ref: members, Other: other(bob), Target: "bob joins"})

	done := b.mustRun(t,
		&directory.Operation{Verb: directory.Create, Ref: directory.Ref{Set: "users"}, Target: "eve", Body: odata.NewObject("userPrincipalName", "eve@x")},
		update(lee, odata.NewObject("jobTitle", "Clerk", "department", nil), odata.NewObject("jobTitle", "Director", "department", "Sales")),
		&directory.Operation{Verb: directory.Delete, Ref: users(ann), Target: "ann", Before: odata.NewObject("id", ann)},
		&directory.Operation{Verb: directory.Link, Ref: members, Other: other(lee), Target: "lee joins"},
		&directory.Operation{Verb: directory.Unlink, Ref: members, Other: other(bob), Target: "bob leaves"},
		&directory.Operation{Verb: directory.SetRef, Ref: users(lee).Below("manager"), Other: other(bob), Target: "manager of lee"},
	)
	plan, err := b.PlanUndo(t.Context(), done.ID)
	if err != nil || len(plan.Ops) != 6 || !plan.Removes {
		t.Fatalf("plan %+v, %v", plan, err)
	}
	if plan.Ops[0].Target != "manager of lee" || plan.Ops[5].Target != "eve" {
		t.Errorf("the last operation is not undone first: %s ... %s", plan.Ops[0].Target, plan.Ops[5].Target)
	}
	undo, err := b.Undo(t.Context(), done.ID)
	if err != nil || undo.State != task.Completed || undo.Type != "undo.test" {
		t.Fatalf("%+v, %v", undo, err)
	}
	if got := strings.Join(people(d), " "); got != "ann@x bob@x lee@x" {
		t.Errorf("people %s", got)
	}
	if got := d.Members(group); len(got) != 1 || got[0] != bob {
		t.Errorf("members %v", got)
	}
	o, err := d.Get(t.Context(), users(lee), odata.Query{})
	if err != nil || o.String("jobTitle") != "Clerk" || !o.IsNull("department") {
		t.Errorf("lee is %v, %v", o.Names(), err)
	}
	if _, err := d.Get(t.Context(), users(lee).Below("manager"), odata.Query{}); apierr.KindOf(err) != apierr.NotFound {
		t.Errorf("lee's manager: %v", err)
	}
	if got, err := b.Journal.Find(t.Context(), done.ID); err != nil || got.State != task.Undone || got.Undoable {
		t.Errorf("the task reads as %+v, %v", got, err)
	}
	_, err = b.Undo(t.Context(), done.ID)
	if e := apierr.As(err); e == nil || e.Code != "AlreadyUndone" {
		t.Errorf("second undo: %v", err)
	}
	if _, err := b.Resume(t.Context(), done.ID, nil); apierr.KindOf(err) != apierr.Conflict {
		t.Errorf("resume of what is undone: %v", err)
	}
}

func TestUndoLeavesAloneWhatHasChanged(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	d := b.directory
	lee := d.Add("users", "userPrincipalName", "lee@x", "jobTitle", "Clerk")
	ann := d.Add("users", "userPrincipalName", "ann@x", "jobTitle", "Clerk")
	clerk, boss := odata.NewObject("jobTitle", "Clerk"), odata.NewObject("jobTitle", "Boss")
	done := b.mustRun(t, update(lee, clerk, boss), update(ann, clerk, boss))
	b.mustRun(t, update(ann, boss, odata.NewObject("jobTitle", "Queen")))
	got, err := b.Undo(t.Context(), done.ID)
	var partial *task.PartialError
	if !errors.As(err, &partial) || got.Counts != (task.Counts{Total: 2, Updated: 1, Rejected: 1}) {
		t.Fatalf("%+v, %v", got, err)
	}
	if e := got.Errors[0]; e.Code != "ChangedSince" || !strings.Contains(e.Message, "jobTitle") {
		t.Errorf("error %+v", e)
	}
	o, _ := d.Get(t.Context(), users(ann), odata.Query{})
	if o.String("jobTitle") != "Queen" {
		t.Errorf("ann is a %s", o.String("jobTitle"))
	}
}

func TestUndoKeepsAGroupThatGotMembers(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	create := func(name string, types ...string) *directory.Operation {
		return &directory.Operation{Verb: directory.Create, Ref: directory.Ref{Set: "groups"}, Target: name,
			Body: odata.NewObject("mailNickname", name, "groupTypes", types)}
	}
	done := b.mustRun(t, create("empty"), create("full"), create("unified", "Unified"))
	for _, o := range b.directory.Objects("groups") {
		if o.String("mailNickname") != "empty" {
			b.mustRun(t, &directory.Operation{Verb: directory.Link, Target: "join " + o.ID(),
				Ref: directory.Ref{Set: "groups", Key: o.ID(), Path: "members"}, Other: directory.Ref{Set: "directoryObjects", Key: "1"}})
		}
	}
	got, err := b.Undo(t.Context(), done.ID)
	var partial *task.PartialError
	if !errors.As(err, &partial) || len(got.Errors) != 1 || got.Errors[0].Target != "full" {
		t.Fatalf("%+v, %v", got, err)
	}
	if left := b.directory.Objects("groups"); len(left) != 1 || left[0].String("mailNickname") != "full" {
		t.Errorf("%d groups are left", len(left))
	}
}

func TestUndoOfAPasswordSaysThatItCannot(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	lee := b.directory.Add("users", "userPrincipalName", "lee@x")
	op := update(lee, nil, odata.NewObject("passwordProfile", map[string]string{"password": "x"}))
	got, err := b.Run(t.Context(), task.Spec{Type: "reset.passsword", Ops: []*directory.Operation{op}, NotUndoable: true})
	if err != nil || got.Undoable {
		t.Fatal(got, err)
	}
	if _, err := b.Undo(t.Context(), got.ID); apierr.KindOf(err) != apierr.Unsupported {
		t.Errorf("%v", err)
	}
}

func TestUndoOfAnInterruptedTaskTakesBackWhatWasInDoubt(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ctx, cancel := context.WithCancel(t.Context())
	b.directory.Stop = cancel
	b.directory.Fault = func(_ int, op *directory.Operation) faulty.Fault {
		if op.Seq == 25 {
			return faulty.HaltAfter
		}
		return faulty.None
	}
	cut, _ := b.Run(ctx, task.Spec{Type: "import.user", Ops: creates(40)})
	b.directory.Fault = nil
	wantPeople(t, b.directory, 25)
	got, err := b.Undo(t.Context(), cut.ID)
	if err != nil || got.Counts.Removed != 25 {
		t.Fatalf("%+v, %v", got, err)
	}
	wantPeople(t, b.directory, 0)
}

func TestFailedUndoCanBeRepeated(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	done := b.mustRun(t, creates(5)...)
	b.directory.Fault = func(_ int, op *directory.Operation) faulty.Fault {
		if op.Target == upn(3) {
			return faulty.Denied
		}
		return faulty.None
	}
	got, err := b.Undo(t.Context(), done.ID)
	if err == nil || got.Counts.Failed != 1 {
		t.Fatalf("%+v, %v", got, err)
	}
	b.directory.Fault = nil
	got, err = b.Undo(t.Context(), done.ID)
	if err != nil || got.Counts != (task.Counts{Total: 5, Removed: 1, Unchanged: 4}) {
		t.Fatalf("%+v, %v", got, err)
	}
	wantPeople(t, b.directory, 0)
}
