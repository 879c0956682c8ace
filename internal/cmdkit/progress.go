package cmdkit

import (
	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/task"
)

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
