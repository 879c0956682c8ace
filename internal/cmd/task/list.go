package taskcmd

import (
	"cmp"
	"context"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// listOptions are the inputs of task list.
type listOptions struct {
	app   *app.App
	state string
	list  cmdkit.LocalList
}

func newList(a *app.App, run func(context.Context, *listOptions) error) *cobra.Command {
	o := &listOptions{app: a, list: cmdkit.LocalList{App: a, Plural: "tasks"}}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "list [flags]",
		Short: "List tasks, newest first",
		Examples: []string{
			`task list`,
			`task list --state interrupted -o id`,
			`task list --filter "counts/failed gt 0 and startsWith(type,'import')" --select id,type,counts -o json`,
		},
	}, func(ctx context.Context, _ []string) error { return run(ctx, o) })
	cmd.Flags().StringVar(&o.state, "state", "", "only tasks in this `STATE`: planned, running, interrupted, completed, partial, failed, undone")
	o.list.AddFlags(cmd)
	cmdkit.CompleteFlag(cmd, "state", states()...)
	return cmd
}

func runList(ctx context.Context, o *listOptions) error {
	if err := o.validate(); err != nil {
		return err
	}
	j, err := o.app.Journal()
	if err != nil {
		return err
	}
	return o.list.Print(cmdkit.TaskColumns(), o.tasks(ctx, j))
}

// states are the words that --state takes.
func states() []string {
	var all []string
	for _, s := range []task.State{
		task.Planned, task.Running, task.Interrupted, task.Completed, task.Partial, task.Failed, task.Undone,
	} {
		all = append(all, string(s))
	}
	return all
}

func (o *listOptions) validate() error {
	if err := o.list.Check(); err != nil {
		return err
	}
	if o.state == "" || slices.Contains(states(), o.state) {
		return nil
	}
	return cmdkit.Usagef("--state is planned, running, interrupted, completed, partial, failed or undone, not %q", o.state)
}

// tasks are the journal's tasks in the state that is asked for, as objects. A
// task that cannot be read ends the list as its error, after all the others.
func (o *listOptions) tasks(ctx context.Context, j *task.Journal) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		var damaged error
		for t, err := range j.List(ctx) {
			if err != nil {
				damaged = cmp.Or(damaged, err)
				continue
			}
			if o.state != "" && string(t.State) != o.state {
				continue
			}
			if object, err := output.FromValue(t); !yield(object, err) || err != nil {
				return
			}
		}
		if damaged != nil {
			yield(nil, damaged)
		}
	}
}
