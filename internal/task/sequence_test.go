package task_test

import (
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

func addApp(b *bench) directory.Ref {
	credential := func(id string) []*odata.Object { return []*odata.Object{odata.NewObject("keyId", id)} }
	return directory.Ref{Set: "applications", Key: b.directory.Add("applications", "displayName", "Payroll",
		"keyCredentials", credential("k1"), "passwordCredentials", credential("p1"))}
}

func TestUndoOfAPassword(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	app := addApp(b)
	done := b.mustRun(t, &directory.Operation{
		Name: "add", Verb: directory.Invoke, Ref: app.Below("addPassword"), Target: "Payroll",
		Body: odata.NewObject("passwordCredential", odata.NewObject("displayName", "ci")),
	})
	if !done.Undoable {
		t.Error("it is not said to be undoable")
	}
	plan, err := b.PlanUndo(t.Context(), done.ID)
	if err != nil || !plan.Removes {
		t.Fatalf("%+v, %v", plan, err)
	}
	if _, err := b.Undo(t.Context(), done.ID); err != nil {
		t.Fatal(err)
	}
	o, err := b.directory.Get(t.Context(), app, odata.Query{})
	raw, _ := o.Raw("passwordCredentials")
	if err != nil || string(raw) != `[{"keyId":"p1"}]` {
		t.Errorf("left are %s, %v", raw, err)
	}
	b.wantNotKept(t, "a secret text")
}

func (b *bench) wantNotKept(t *testing.T, secret string) {
	t.Helper()
	files, err := filepath.Glob(b.dir + "/*.jsonl")
	if err != nil || len(files) == 0 {
		t.Fatalf("no journal: %v", err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil || strings.Contains(string(text), secret) {
			t.Errorf("the journal holds %q (%v)", secret, err)
		}
	}
}

// TestCredentialActionInDoubt loses answers: what took effect is found by
// reading back, what did not is done again; the id of a new password is lost
// with its answer.
func TestCredentialActionInDoubt(t *testing.T) {
	t.Parallel()
	key := odata.NewObject("keyCredential", odata.NewObject("key", "AQID"), "proof", "a proof")
	for _, tt := range []struct {
		action string
		body   *odata.Object
		fault  faulty.Fault
		kind   apierr.Kind
		left   int // credentials, 2 at first
	}{
		{"removeKey", odata.NewObject("keyId", "k1", "proof", "a proof"), faulty.Lost, apierr.Other, 1},
		{"removeKey", odata.NewObject("keyId", "k1", "proof", "a proof"), faulty.Cut, apierr.Other, 1},
		{"addKey", key, faulty.Lost, apierr.Other, 3},
		{"addKey", key, faulty.Cut, apierr.Other, 3},
		{"removePassword", odata.NewObject("keyId", "p1"), faulty.Lost, apierr.Other, 1},
		{"addPassword", odata.NewObject("passwordCredential", nil), faulty.Lost, apierr.Unavailable, 3},
	} {
		b := newBench(t)
		app := addApp(b)
		b.directory.Fault = once(tt.fault)
		got, err := b.Run(t.Context(), task.Spec{Type: "test", Ops: []*directory.Operation{{
			Name: "test", Verb: directory.Invoke, Ref: app.Below(tt.action), Target: "Payroll", Body: tt.body,
		}}})
		if done := tt.kind == apierr.Other; done != (err == nil) || !done && apierr.KindOf(err) != tt.kind {
			t.Errorf("%s: %+v, %v", tt.action, got, err)
		}
		o, _ := b.directory.Get(t.Context(), app, odata.Query{})
		if text := string(o.AppendJSON(nil)); strings.Count(text, "keyId") != tt.left {
			t.Errorf("%s: left is %s", tt.action, text)
		}
		b.wantNotKept(t, "a proof")
	}
}

// TestWhatCannotBeTakenBackSaysWhatCan hands the command's advice on.
func TestWhatCannotBeTakenBackSaysWhatCan(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	app := addApp(b)
	got, err := b.Run(t.Context(), task.Spec{
		Type: "add_key.app", NotUndoable: true, Instead: "do this",
		Ops: []*directory.Operation{{
			Name: "add", Verb: directory.Invoke, Ref: app.Below("addKey"), Target: "Payroll",
			Body: odata.NewObject("keyCredential", odata.NewObject("key", "AQID"), "proof", "a proof"),
		}},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = b.Undo(t.Context(), got.ID)
	if e := apierr.As(err); e == nil || e.Kind != apierr.Unsupported || e.Hint != "do this" {
		t.Errorf("%v", err)
	}
}
