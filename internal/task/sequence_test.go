package task_test

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// appAndPrincipal makes an application and the service principal that takes
// over its appId.
func appAndPrincipal() []*directory.Operation {
	return []*directory.Operation{
		{
			Name: "create", Verb: directory.Create, Ref: directory.Ref{Set: "applications"}, Target: "Payroll",
			Body: odata.NewObject("displayName", "Payroll"),
		},
		{
			Name: "create", Verb: directory.Create, Ref: directory.Ref{Set: "servicePrincipals"}, Target: "Payroll (service principal)",
			After: 1, Take: []string{"appId"},
		},
	}
}

func TestOneOperationTakesTheAnswerOfAnother(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	got := b.mustRun(t, appAndPrincipal()...)
	if got.State != task.Completed || got.Counts.Created != 2 {
		t.Fatalf("%+v", got)
	}
	b.wantPair(t)
	undo, err := b.Undo(t.Context(), got.ID)
	if err != nil || undo.Counts.Removed != 2 || len(b.directory.Objects("applications")) != 0 {
		t.Fatalf("undo %+v, %v", undo, err)
	}
}

func (b *bench) wantPair(t *testing.T) {
	t.Helper()
	apps, principals := b.directory.Objects("applications"), b.directory.Objects("servicePrincipals")
	if len(apps) != 1 || len(principals) != 1 || principals[0].String("appId") != apps[0].String("appId") || apps[0].String("appId") == "" {
		t.Fatalf("applications %v, service principals %v", apps, principals)
	}
}

// TestTheRestOfASequence stops a task after its first operation; resume knows
// what the second one needs.
func TestTheRestOfASequence(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.directory.Fault = func(_ int, op *directory.Operation) faulty.Fault {
		if op.After > 0 && b.directory.Requests < 4 {
			return faulty.Halt
		}
		return faulty.None
	}
	got := untilDone(t, b, task.Spec{Type: "create.app", Ops: appAndPrincipal()})
	if got.State != task.Completed || got.Counts.Created != 2 {
		t.Fatalf("%+v", got)
	}
	b.wantPair(t)
}

func TestASequenceWhoseFirstFails(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.directory.Fault = func(int, *directory.Operation) faulty.Fault { return faulty.Denied }
	got, err := b.Run(t.Context(), task.Spec{Type: "create.app", Ops: appAndPrincipal()})
	if err == nil || got.State != task.Failed || got.Counts.Failed != 2 || b.directory.Requests != 1 {
		t.Fatalf("%+v, %v, %d requests", got, err, b.directory.Requests)
	}
	if second := got.Errors[1]; second.Code != "PredecessorFailed" || !strings.Contains(second.Message, "appId of Payroll") {
		t.Errorf("%+v", second)
	}
}

// TestLagInASequence: a replica that has not heard of the application refuses
// its service principal for a while.
func TestLagInASequence(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.directory.Lag = 1
	refusals := 0
	b.directory.Fault = func(_ int, op *directory.Operation) faulty.Fault {
		if op.After > 0 && refusals < 3 {
			refusals++
			return faulty.Denied
		}
		return faulty.None
	}
	got, err := b.Run(t.Context(), task.Spec{Type: "create.app", Ops: appAndPrincipal()})
	if err != nil || got.Counts.Created != 2 || b.clock.slept == 0 {
		t.Fatalf("%+v, %v, slept %v", got, err, b.clock.slept)
	}
	b.wantPair(t)
}
