package cmdkit

import (
	"fmt"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/task"
)

// Summary tells in words what a task did, how long it took and its id.
func Summary(a *app.App, t *task.Task, start time.Time) {
	if a.Flags.Quiet || t == nil {
		return
	}
	c := t.Counts
	parts := []string{fmt.Sprintf("%d created, %d updated", c.Created, c.Updated)}
	if c.Removed > 0 {
		parts = append(parts, fmt.Sprintf("%d removed", c.Removed))
	}
	parts = append(parts, fmt.Sprintf("%d unchanged, %d failed", c.Unchanged, c.Failed))
	if c.Rejected > 0 {
		parts = append(parts, fmt.Sprintf("%d rejected", c.Rejected))
	}
	id := ""
	if t.ID != "" {
		id = " (task " + t.ID + ")"
	}
	took := a.Now().Sub(start).Round(10 * time.Millisecond)
	fmt.Fprintf(a.IO.Err, "%s in %s%s\n", strings.Join(parts, ", "), took, id)
}

// Counted writes a number with its noun: "1 row", "2 rows".
func Counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// ShowProgress lets a runner's progress be seen on the terminal; the
// function that it gives ends that. total is 0 if it is unknown.
func ShowProgress(a *app.App, r *task.Runner, label string, total int) func() {
	if a.Flags.Quiet || a.Flags.Verbose || a.Flags.DryRun {
		return func() {}
	}
	p := a.IO.Progress(label, total)
	r.Progress = func(c task.Counts) {
		p.Set(c.Created + c.Updated + c.Removed + c.Unchanged + c.Failed + c.Rejected)
	}
	return p.Done
}
