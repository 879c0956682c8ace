package task_test

import (
	"testing"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// That a directory cannot restore does not mean that the object is gone for
// good, and is not said so.
func TestUndoWhereNothingIsRestored(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	ann := b.directory.Add("users", "userPrincipalName", "ann@x")
	done := b.mustRun(t, &directory.Operation{Verb: directory.Delete, Ref: users(ann), Target: "ann", Before: odata.NewObject("id", ann)})
	for lacks, want := range map[bool]string{false: "", true: "NotUndoable"} {
		b.directory.CannotRestore = lacks
		plan, err := b.PlanUndo(t.Context(), done.ID)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, skipped := range plan.Skipped {
			got += skipped.Code
		}
		if got != want || (len(plan.Ops) == 1) == lacks {
			t.Errorf("cannot restore %v: left out as %q, %d operations", lacks, got, len(plan.Ops))
		}
	}
}
