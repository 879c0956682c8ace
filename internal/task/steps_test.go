package task_test

import (
	"context"
	"crypto/sha1"
	"encoding/base64"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// rotation is a certificate that replaces the key k1 of an application. It
// carries out the steps: a proof says when it was made, and the certificate
// signs in if the application has it.
type rotation struct {
	t    *testing.T
	b    *bench
	app  directory.Ref
	cert string // DER in base64
	used map[string]bool
	// looks are the errors of the first looks of probes, nil for none;
	// seen counts what was seen.
	looks []error
	seen  int
	// unsigned is the error of Complete.
	unsigned error
}

func newRotation(t *testing.T) *rotation {
	t.Helper()
	b := newBench(t)
	r := &rotation{t: t, b: b, app: addApp(b), cert: certificate(t), used: map[string]bool{}}
	b.Steps = r
	return r
}

func (r *rotation) spec() task.Spec {
	signing := &directory.Signing{As: "app"}
	return task.Spec{Type: "rotate_key.app", NotUndoable: true, Ops: []*directory.Operation{
		{Name: "add", Verb: directory.Invoke, Ref: r.app.Below("addKey"), Target: "Payroll: new", Signing: signing,
			Body: odata.NewObject("keyCredential", odata.NewObject("key", r.cert))},
		{Name: "wait", Verb: directory.Probe, Ref: r.app, Target: "Payroll", After: 1, Body: odata.NewObject("timeout", "10m")},
		{Name: "remove", Verb: directory.Invoke, Ref: r.app.Below("removeKey"), Target: "Payroll: old", After: 2, Signing: signing,
			Body: odata.NewObject("keyId", "k1")},
	}}
}

// Complete implements task.Steps.
func (r *rotation) Complete(_ context.Context, op *directory.Operation) error {
	op.Body.Set("proof", r.b.clock.now().Format(time.RFC3339Nano))
	return r.unsigned
}

// Probe implements task.Steps.
func (r *rotation) Probe(_ context.Context, d directory.Directory, _ *directory.Operation, _ int) (bool, error) {
	if len(r.looks) > 0 {
		err := r.looks[0]
		r.looks = r.looks[1:]
		if err != nil {
			return errors.Is(err, apierr.Unavailable), err
		}
	}
	if !strings.Contains(r.keys(), r.thumbprint()) {
		return true, apierr.New(apierr.NotFound, "Payroll", "not shown")
	}
	r.seen++
	return false, nil
}

func (r *rotation) thumbprint() string {
	der, err := base64.StdEncoding.DecodeString(r.cert)
	if err != nil {
		r.t.Fatal(err)
	}
	sum := sha1.Sum(der)
	return base64.StdEncoding.EncodeToString(sum[:])
}

// keys is the text of the application's keys.
func (r *rotation) keys() string {
	for _, o := range r.b.directory.Objects("applications") {
		raw, _ := o.Raw("keyCredentials")
		return string(raw)
	}
	return ""
}

// check sees to it that a request has a proof of its own, made for it.
func (r *rotation) check(op *directory.Operation) {
	proof := op.Body.String("proof")
	made, err := time.Parse(time.RFC3339Nano, proof)
	if err != nil || r.used[proof] || r.b.clock.now().Sub(made) > time.Second {
		r.t.Errorf("%s was sent with the proof %q at %s (used before: %v)", op.Name, proof, r.b.clock.now(), r.used[proof])
	}
	r.used[proof] = true
	if op.Name == "remove" && r.seen == 0 {
		r.t.Error("the old key goes before the new one was seen")
	}
}

// wantRotated takes the account: the new key is there once, the old one gone.
func (r *rotation) wantRotated() {
	r.t.Helper()
	if keys := r.keys(); strings.Count(keys, "keyId") != 1 || !strings.Contains(keys, r.thumbprint()) {
		r.t.Errorf("the keys are %s", keys)
	}
	if twice := r.b.directory.Twice(); len(twice) > 0 {
		r.t.Errorf("done twice: %v", twice)
	}
	r.b.wantNotKept(r.t, `"proof"`)
}

// TestRotationSurvivesFaults runs a rotation through random faults and stops
// until it is done.
func TestRotationSurvivesFaults(t *testing.T) {
	t.Parallel()
	faults := []faulty.Fault{
		faulty.None, faulty.None, faulty.None, faulty.Throttled, faulty.Refused, faulty.Lost, faulty.Cut,
		faulty.Clash, faulty.Halt, faulty.HaltAfter, faulty.Unproved,
	}
	for seed := range uint64(100) {
		r := newRotation(t)
		random := rand.New(rand.NewPCG(seed, 5))
		r.b.directory.Lag = int(seed % 2)
		r.b.directory.Fault = func(_ int, op *directory.Operation) faulty.Fault {
			r.check(op)
			return faults[random.IntN(len(faults))]
		}
		got := untilDone(t, r.b, r.spec())
		if got.State != task.Completed || got.Counts != (task.Counts{Total: 3, Updated: 2, Unchanged: 1}) {
			t.Fatalf("seed %d: %+v", seed, got)
		}
		r.wantRotated()
	}
}

// TestProbeWaits looks again where that may help, and needs two looks that
// agree where there are replicas.
func TestProbeWaits(t *testing.T) {
	t.Parallel()
	away := &apierr.Error{Kind: apierr.Unavailable, Message: "not now"}
	no := apierr.New(apierr.Unauthenticated, "Payroll", "no")
	for _, tt := range []struct {
		name  string
		lag   int
		looks []error
		state task.State
		keys  int
		slept time.Duration
	}{
		{"at once", 0, nil, task.Completed, 1, 0},
		{"two looks", 1, nil, task.Completed, 1, time.Second / 5},
		{"late", 1, []error{away, away, nil, away}, task.Completed, 1, (1+2+4)*time.Second + 2*time.Second/5},
		{"no lag where all is seen at once", 0, []error{away}, task.Partial, 2, 0},
		{"no", 1, []error{no}, task.Partial, 2, 0},
		{"never", 1, []error{
			away, away, away, away, away, away, away, away, away, away, away, away, away,
			away, away, away, away, away, away, away, away, away, away, away, away, away,
		}, task.Partial, 2, 10 * time.Minute},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := newRotation(t)
			r.b.directory.Lag, r.looks = tt.lag, tt.looks
			got, err := r.b.Run(t.Context(), r.spec())
			if got.State != tt.state || (err == nil) != (tt.state == task.Completed) {
				t.Fatalf("%+v, %v", got, err)
			}
			if n := strings.Count(r.keys(), "keyId"); n != tt.keys {
				t.Errorf("%d keys: %s", n, r.keys())
			}
			if off := tt.slept - r.b.clock.slept; off < 0 || off > 40*time.Second || tt.slept < time.Minute && off != 0 {
				t.Errorf("it waited %s, not %s", r.b.clock.slept, tt.slept)
			}
			if tt.state == task.Completed {
				r.wantRotated()
				return
			}
			if len(got.Errors) != 2 || got.Errors[1].Code != "PredecessorFailed" {
				t.Errorf("%+v", got.Errors)
			}
			r.looks = nil
			if got, err = r.b.Resume(t.Context(), got.ID, nil); err != nil || got.State != task.Completed {
				t.Fatalf("%+v, %v", got, err)
			}
			r.wantRotated()
		})
	}
}

// TestKeyThatCannotBeReadAnyMore leaves the task as it is, to be resumed.
func TestKeyThatCannotBeReadAnyMore(t *testing.T) {
	t.Parallel()
	r := newRotation(t)
	r.unsigned = apierr.New(apierr.Conflict, "old.key", "the file has changed")
	got, err := r.b.Run(t.Context(), r.spec())
	if apierr.KindOf(err) != apierr.Conflict || got.State != task.Interrupted || r.b.directory.Requests != 0 {
		t.Fatalf("%+v, %v, %d requests", got, err, r.b.directory.Requests)
	}
	r.unsigned = nil
	if got, err = r.b.Resume(t.Context(), got.ID, nil); err != nil || got.State != task.Completed {
		t.Fatalf("%+v, %v", got, err)
	}
	r.wantRotated()
}

// TestNobodySigns says so before anything is sent.
func TestNobodySigns(t *testing.T) {
	t.Parallel()
	r := newRotation(t)
	r.b.Steps = nil
	got, err := r.b.Run(t.Context(), r.spec())
	if apierr.KindOf(err) != apierr.Unsupported || got.State != task.Interrupted || r.b.directory.Requests != 0 {
		t.Fatalf("%+v, %v, %d requests", got, err, r.b.directory.Requests)
	}
}

// TestDryRunOfARotation shows the requests, signed, and looks for nothing.
func TestDryRunOfARotation(t *testing.T) {
	t.Parallel()
	r := newRotation(t)
	r.b.DryRun = true
	signed := 0
	r.b.directory.Fault = func(_ int, op *directory.Operation) faulty.Fault {
		if op.Body.Has("proof") {
			signed++
		}
		return faulty.None
	}
	if _, err := r.b.Run(t.Context(), r.spec()); err != nil || signed != 2 || r.seen != 0 {
		t.Fatalf("%v, %d signed, %d seen", err, signed, r.seen)
	}
}

// TestKeyRemovedMeanwhile ends well: the directory refuses to remove what is
// not there.
func TestKeyRemovedMeanwhile(t *testing.T) {
	t.Parallel()
	for _, lag := range []int{0, 1} {
		r := newRotation(t)
		r.b.directory.Lag = lag
		first := true
		r.b.directory.Fault = func(_ int, op *directory.Operation) faulty.Fault {
			if op.Name == "remove" && first {
				first = false
				op.Body.Set("keyId", "none") // as if another had removed it
			}
			return faulty.None
		}
		got, err := r.b.Run(t.Context(), r.spec())
		if err != nil || got.State != task.Completed || got.Counts.Unchanged != 2 {
			t.Errorf("lag %d: %+v, %v", lag, got, err)
		}
	}
}

// TestFollowerGoesAgainWithItsPredecessor resumes both, where the first one
// failed for a reason of the moment.
func TestFollowerGoesAgainWithItsPredecessor(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.directory.Fault = always(faulty.Throttled)
	ops := appAndPrincipal()
	ops[0].Body.Set("uniqueName", "payroll")
	got, err := b.Run(t.Context(), task.Spec{Type: "create.app", Ops: ops})
	if err == nil || got.Counts.Failed != 2 {
		t.Fatalf("%+v, %v", got, err)
	}
	b.directory.Fault = nil
	if got, err = b.Resume(t.Context(), got.ID, nil); err != nil || got.State != task.Completed {
		t.Fatalf("%+v, %v", got, err)
	}
	b.wantPair(t)
}
