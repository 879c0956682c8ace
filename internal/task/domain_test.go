package task_test

import (
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/faulty"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func domain(key string) directory.Ref { return directory.Ref{Set: "domains", Key: key} }

// TestUndoOfTheDefaultDomain gives the default back to the domain that had it,
// if the one that got it still has it, and the other properties besides.
func TestUndoOfTheDefaultDomain(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		is   bool // that the domain is the default still
		days int  // as they are before the undo
		back bool // that the former one is the default again
		want int  // the days then
		left int  // operations left alone
	}{
		"as it was left":             {true, 90, true, 30, 0},
		"the default moved on":       {false, 90, false, 30, 0},
		"another property is others": {true, 60, true, 60, 1},
	} {
		b := newBench(t)
		former := b.directory.Add("domains", "isDefault", false)
		now := b.directory.Add("domains", "isDefault", false, "passwordValidityPeriodInDays", 30)
		done := b.mustRun(t, &directory.Operation{
			Name: "update", Verb: directory.Update, Ref: domain(now), Target: now,
			Body:   odata.NewObject("isDefault", true, "passwordValidityPeriodInDays", 90),
			Before: odata.NewObject("isDefault", false, "passwordValidityPeriodInDays", 30, task.FormerDefault, former),
		})
		b.mustRun(t, &directory.Operation{
			Name: "update", Verb: directory.Update, Ref: domain(now), Target: now,
			Body: odata.NewObject("isDefault", tt.is, "passwordValidityPeriodInDays", tt.days),
		})
		undo, err := b.Undo(t.Context(), done.ID)
		if undo == nil || (err != nil) != (tt.left > 0) || undo.Counts.Rejected != tt.left {
			t.Errorf("%s: %+v, %v", name, undo, err)
			continue
		}
		first, _ := b.directory.Get(t.Context(), domain(former), odata.Query{})
		second, _ := b.directory.Get(t.Context(), domain(now), odata.Query{})
		days := 0
		_ = second.Decode("passwordValidityPeriodInDays", &days)
		if is, _ := first.Bool("isDefault"); is != tt.back || days != tt.want {
			t.Errorf("%s: the former one reads %v, the other %d days", name, is, days)
		}
	}
}

// TestVerificationInDoubt loses the answer, or the request, of a verification:
// the domain itself tells.
func TestVerificationInDoubt(t *testing.T) {
	t.Parallel()
	for name, fault := range map[string]faulty.Fault{"lost": faulty.Lost, "cut": faulty.Cut} {
		b := newBench(t)
		id := b.directory.Add("domains", "isVerified", false)
		b.directory.Fault = once(fault)
		done := b.mustRun(t, &directory.Operation{
			Name: "verify", Verb: directory.Invoke, Ref: domain(id).Below("verify"), Target: id,
		})
		o, err := b.directory.Get(t.Context(), domain(id), odata.Query{})
		if verified, _ := o.Bool("isVerified"); err != nil || !verified || done.State != task.Completed || b.directory.Done["invoke "+id] != 1 {
			t.Errorf("%s: %v, %+v, done %d times, %v", name, verified, done, b.directory.Done["invoke "+id], err)
		}
	}
}

// TestUndoOfARestorationWithOtherValues deletes the object again as it was.
func TestUndoOfARestorationWithOtherValues(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	id := b.directory.Add("users", "userPrincipalName", "lee@x", "city", "Kyoto")
	b.mustRun(t, &directory.Operation{Name: "remove", Verb: directory.Delete, Ref: users(id), Target: "lee"})
	done := b.mustRun(t,
		&directory.Operation{
			Name: "restore", Verb: directory.Restore, Ref: users(id), Target: "lee",
			Body: odata.NewObject("city", "Osaka"), Before: odata.NewObject("city", "Kyoto"),
		})
	b.mustRun(t, update(id, odata.NewObject("city", "Kyoto"), odata.NewObject("city", "Osaka"))) // what the service does at once
	plan, err := b.PlanUndo(t.Context(), done.ID)
	if err != nil || len(plan.Ops) != 2 || plan.Ops[0].Body.String("city") != "Kyoto" || plan.Ops[1].Verb != directory.Delete {
		t.Fatalf("%+v, %v", plan, err)
	}
}
