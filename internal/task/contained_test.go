package task_test

import (
	"context"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func roles() directory.Ref {
	return directory.Ref{Set: "servicePrincipals", Key: "sp", Path: "appRoleAssignments"}
}

func addRole(role string) *directory.Operation {
	return &directory.Operation{Name: "add", Verb: directory.Create, Ref: roles(), Target: role, Body: odata.NewObject("appRoleId", role)}
}

// wantRoles checks the roles that were assigned, in order.
func wantRoles(t *testing.T, b *bench, want ...string) {
	t.Helper()
	got := b.directory.Contained(roles())
	if len(got) != len(want) {
		t.Fatalf("%d roles, want %v", len(got), want)
	}
	for i, o := range got {
		if o.String("appRoleId") != want[i] {
			t.Errorf("role %d is %s, want %s", i, o.String("appRoleId"), want[i])
		}
	}
}

func TestUndoOfWhatAnotherObjectContains(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	made := b.mustRun(t, addRole("read"), addRole("write"))
	id := b.directory.Contained(roles())[0].ID()
	gone := b.mustRun(t, &directory.Operation{
		Name: "remove", Verb: directory.Delete, Ref: roles().Below("appRoleAssignments/" + id), Target: "read",
		Before: odata.NewObject("appRoleId", "read"),
	})
	wantRoles(t, b, "write")
	plan, err := b.PlanUndo(t.Context(), gone.ID)
	if err != nil || plan.Removes || len(plan.Ops) != 1 {
		t.Fatalf("plan %+v, %v", plan, err)
	}
	for _, id := range []string{gone.ID, made.ID} {
		if got, err := b.Undo(t.Context(), id); err != nil || got.State != task.Completed {
			t.Fatalf("undo %+v, %v", got, err)
		}
	}
	// What was made again has another id, and is not what the first task made.
	wantRoles(t, b, "read")
	again := b.mustRun(t, addRole("write"))
	plan, err = b.PlanUndo(t.Context(), again.ID)
	if err != nil || plan.Removes || len(plan.Ops) != 1 {
		t.Errorf("taking an assignment back asks: %+v, %v", plan, err)
	}
}

// What may have been made is looked for before it is made again.
func TestResumeOfWhatAnotherObjectContains(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]faulty.Fault{"cut": faulty.Cut, "lost": faulty.Lost, "stopped before": faulty.Halt, "stopped after": faulty.HaltAfter} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := newBench(t)
			b.directory.Fault = func(request int, op *directory.Operation) faulty.Fault {
				if op.Target == "write" && request == 1 {
					return fault
				}
				return faulty.None
			}
			ctx, cancel := context.WithCancel(t.Context())
			b.directory.Stop = cancel
			got, err := b.Run(ctx, task.Spec{Type: "test", Ops: []*directory.Operation{addRole("read"), addRole("write")}})
			cancel()
			if err != nil {
				if got, err = b.Resume(t.Context(), got.ID, nil); err != nil {
					t.Fatal(err)
				}
			}
			if got.State != task.Completed {
				t.Errorf("%+v", got)
			}
			wantRoles(t, b, "read", "write")
		})
	}
}

// A change of what another object contains is taken back where it was made,
// whatever the owner and the object were named by.
func TestUndoOfAChangeWithin(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.directory.Add("applications", "displayName", "Payroll")
	app := b.directory.Objects("applications")[0]
	ref := directory.Ref{Set: "applications", Key: "(appId='" + app.String("appId") + "')", Path: "federatedIdentityCredentials"}
	b.mustRun(t, &directory.Operation{
		Name: "create", Verb: directory.Create, Ref: ref, Target: "github", Body: odata.NewObject("name", "github", "subject", "main"),
	})
	changed := b.mustRun(t, &directory.Operation{
		Name: "update", Verb: directory.Update, Ref: ref.Below(ref.Path + "/github"), Target: "github",
		Body: odata.NewObject("subject", "next"), Before: odata.NewObject("subject", "main"),
	})
	if got, err := b.Undo(t.Context(), changed.ID); err != nil || got.State != task.Completed {
		t.Fatalf("%+v, %v", got, err)
	}
	if got := b.directory.Contained(ref)[0].String("subject"); got != "main" {
		t.Errorf("the subject is %q after the undo", got)
	}
	if again, err := b.Undo(t.Context(), changed.ID); err == nil {
		t.Errorf("undone twice: %+v", again)
	}
}

// An update that named its object by an alternate key is taken back too.
func TestUndoByAlternateKey(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.directory.Add("applications", "displayName", "Payroll", "notes", "old")
	app := b.directory.Objects("applications")[0]
	ref := directory.Ref{Set: "applications", Key: "(appId='" + app.String("appId") + "')"}
	changed := b.mustRun(t, &directory.Operation{
		Name: "update", Verb: directory.Update, Ref: ref, Target: "Payroll",
		Body: odata.NewObject("notes", "new"), Before: odata.NewObject("notes", "old"),
	})
	if got, err := b.Undo(t.Context(), changed.ID); err != nil || got.State != task.Completed {
		t.Fatalf("%+v, %v", got, err)
	}
	if got := b.directory.Objects("applications")[0].String("notes"); got != "old" {
		t.Errorf("the notes are %q after the undo", got)
	}
}

// An extension property is found again under the name that the directory makes
// of the one that it was given, and taken back under it.
func TestResumeOfAnExtensionProperty(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	id := b.directory.Add("applications", "displayName", "Payroll")
	ref := directory.Ref{Set: "applications", Key: id, Path: "extensionProperties"}
	b.directory.Fault = func(request int, _ *directory.Operation) faulty.Fault {
		if request == 1 {
			return faulty.Lost
		}
		return faulty.None
	}
	made := b.mustRun(t, &directory.Operation{
		Name: "create", Verb: directory.Create, Ref: ref, Target: "costCentre", Body: odata.NewObject("name", "costCentre", "dataType", "String"),
	})
	if got := b.directory.Contained(ref); len(got) != 1 {
		t.Fatalf("%d properties were made, not one", len(got))
	}
	if got, err := b.Undo(t.Context(), made.ID); err != nil || got.State != task.Completed || len(b.directory.Contained(ref)) != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}
