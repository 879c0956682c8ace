package importcmd

import (
	"context"
	"slices"
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
	passwords, err := o.passwords()
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
	if !o.app.Flags.DryRun {
		if err := passwords.write(); err != nil {
			return err
		}
	}
	return o.execute(ctx, table, spec, start)
}

// plan finds what has to be done. Rows that it cannot place (memberships of
// unknown groups) become bad rows of the table.
func (o *options) plan(ctx context.Context, dir directory.Directory, t *tabular.Table, p *passwords) (*plan.Result, error) {
	result, err := o.compare(ctx, dir, t, p)
	if err != nil {
		return nil, err
	}
	if o.kind == tabular.Groups {
		refuseOtherKind(result)
	}
	for _, bad := range result.Rejected {
		t.Reject(bad.Row, bad.Message)
	}
	return result, nil
}

// compare holds the file's rows against the directory.
func (o *options) compare(ctx context.Context, dir directory.Directory, t *tabular.Table, p *passwords) (*plan.Result, error) {
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
	return plan.Members(ctx, dir, pairs)
}

// refuseOtherKind takes out of a plan what would make another kind of group
// of one that is there: the directory keeps a group's kind for good.
func refuseOtherKind(result *plan.Result) {
	result.Ops = slices.DeleteFunc(result.Ops, func(op *directory.Operation) bool {
		other := op.Verb == directory.Update && (op.Body.Has("groupTypes") || op.Body.Has("mailEnabled"))
		if other {
			result.Rejected = append(result.Rejected, task.RowError{
				Row: op.Row, Target: op.Target, Message: "the group is there and of another kind, which cannot be changed",
			})
		}
		return other
	})
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
	cmdkit.Summary(o.app, result, start)
	return runErr
}
