package task_test

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/base64"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/internal/testkit"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

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

// TestResumeOfAKey cuts a task off whose operation held a proof: what took
// effect is found by reading back; what did not cannot go again without the
// proof, which the journal does not keep.
func TestResumeOfAKey(t *testing.T) {
	t.Parallel()
	for fault, want := range map[faulty.Fault]task.State{faulty.HaltAfter: task.Completed, faulty.Halt: task.Failed} {
		b := newBench(t)
		app := addApp(b)
		ctx, cancel := context.WithCancel(t.Context())
		b.directory.Stop, b.directory.Fault = cancel, once(fault)
		got, err := b.Run(ctx, task.Spec{Type: "add_key.app", NotUndoable: true, Ops: []*directory.Operation{{
			Name: "add", Verb: directory.Invoke, Ref: app.Below("addKey"), Target: "Payroll",
			Body: odata.NewObject("keyCredential", odata.NewObject("key", certificate(t)), "proof", "a proof"),
		}}})
		if err == nil || got.State != task.Interrupted {
			t.Fatalf("%+v, %v", got, err)
		}
		got, err = b.Resume(t.Context(), got.ID, nil)
		if got.State != want || (err == nil) != (want == task.Completed) {
			t.Errorf("fault %d: %+v, %v", fault, got, err)
		}
		if err != nil && !strings.Contains(err.Error(), "it held a secret") {
			t.Error(err)
		}
		b.wantNotKept(t, "a proof")
	}
}

// certificate makes a certificate, in base64 as in a keyCredential. It is
// public, so that the journal keeps it.
func certificate(t *testing.T) string {
	t.Helper()
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := testkit.Certify(t, key, "payroll", time.Time{}, time.Time{})
	return base64.StdEncoding.EncodeToString(c.Cert.Raw)
}
