package importcmd

import (
	"context"
	"fmt"
	"time"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/plan"
	"github.com/tenantctl/tenantctl/internal/tabular"
	"github.com/tenantctl/tenantctl/internal/task"
)

// run imports a file: read, checked and planned whole before anything is
// written.
func run(ctx context.Context, o *options) error {
	start := o.app.Now()
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	table, err := o.read(ctx, dir)
	if err != nil {
		return err
	}
	if table.BadRows() > 0 && !o.skipInvalid {
		return o.badRows(table)
	}
	passwords, err := o.passwords(table)
	if err != nil {
		return err
	}
	result, err := o.plan(ctx, dir, table, passwords)
	if err != nil {
		return err
	}
	if table.BadRows() > 0 && !o.skipInvalid {
		return o.badRows(table)
	}
	spec, err := o.spec(table, result, passwords)
	if err != nil {
		return err
	}
	table.Rows = nil // what is of use of them is in the plan
	return o.execute(ctx, table, spec, start)
}

// plan finds what has to be done. Rows that it cannot place (memberships of
// unknown groups) become bad rows of the table.
func (o *options) plan(ctx context.Context, dir directory.Directory, t *tabular.Table, p *passwords) (*plan.Result, error) {
	switch o.kind {
	case tabular.Users:
		return plan.Objects(ctx, dir, plan.Source{
			Set: "users", Key: "userPrincipalName", Wants: wants(t), Create: p.create,
		})
	case tabular.Groups:
		return plan.Objects(ctx, dir, plan.Source{Set: "groups", Key: "mailNickname", Wants: wants(t)})
	}
	pairs := make([]plan.MemberWant, len(t.Rows))
	for i, row := range t.Rows {
		pairs[i] = plan.MemberWant{Row: row.Line, Group: row.Group, Member: row.Member}
	}
	result, err := plan.Members(ctx, dir, pairs)
	if err != nil {
		return nil, err
	}
	for _, bad := range result.Rejected {
		t.Reject(bad.Row, bad.Message)
	}
	return result, nil
}

func wants(t *tabular.Table) []plan.Want {
	list := make([]plan.Want, len(t.Rows))
	for i, row := range t.Rows {
		list[i] = plan.Want{Row: row.Line, Key: row.Key, Object: row.Object}
	}
	return list
}

// spec makes the task of the plan.
func (o *options) spec(t *tabular.Table, result *plan.Result, p *passwords) (task.Spec, error) {
	source, err := o.source(t, p)
	return task.Spec{
		Type: o.taskType, Ops: result.Ops, Unchanged: result.Unchanged,
		Rejected: rejected(t), Source: source,
	}, err
}

func (o *options) execute(ctx context.Context, t *tabular.Table, spec task.Spec, start time.Time) error {
	r, err := o.app.Runner(ctx, nil)
	if err != nil {
		return err
	}
	done := cmdkit.ShowProgress(o.app, r, "importing", len(spec.Ops))
	result, runErr := r.Run(ctx, spec)
	done()
	if err := o.keepRejected(t); err != nil {
		return err
	}
	if result == nil || result.ID == "" && o.app.Flags.DryRun {
		return runErr
	}
	if err := cmdkit.PrintTask(o.app, result); err != nil {
		return err
	}
	o.summary(result, start)
	return runErr
}

// summary tells in words what the task did.
func (o *options) summary(t *task.Task, start time.Time) {
	if o.app.Flags.Quiet {
		return
	}
	c := t.Counts
	took := o.app.Now().Sub(start).Round(10 * time.Millisecond)
	fmt.Fprintf(o.app.IO.Err, "%d created, %d updated, %d unchanged, %d failed", c.Created, c.Updated, c.Unchanged, c.Failed)
	if c.Rejected > 0 {
		fmt.Fprintf(o.app.IO.Err, ", %d rejected", c.Rejected)
	}
	fmt.Fprintf(o.app.IO.Err, " in %s (task %s)\n", took, t.ID)
}
