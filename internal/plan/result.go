package plan

import (
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
)

// Result is a plan: operations in the order in which they are to be tried,
// rows that the directory already agrees with, and rows that cannot be
// carried out, with their reason.
type Result struct {
	Ops       []*directory.Operation
	Unchanged int
	Rejected  []task.RowError
}

func (r *Result) reject(e task.RowError) { r.Rejected = append(r.Rejected, e) }
