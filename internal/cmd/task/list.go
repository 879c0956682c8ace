package taskcmd

import (
	"cmp"
	"context"
	"fmt"
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
	top   int
	cut   bool
}

func newList(a *app.App, run func(context.Context, *listOptions) error) *cobra.Command {
	o := &listOptions{app: a}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:      "list [flags]",
		Short:    "List tasks, newest first",
		Examples: []string{`task list`, `task list --state interrupted -o id`},
	}, func(ctx context.Context, _ []string) error { return run(ctx, o) })
	cmd.Flags().StringVar(&o.state, "state", "", "only tasks in this `STATE`: planned, running, interrupted, completed, partial, failed, undone")
	cmd.Flags().IntVar(&o.top, "top", 0, "print `N` tasks at most (default all)")
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
	p, err := o.app.Printer("table")
	if err != nil {
		return err
	}
	if err := p.List(cmdkit.TaskColumns(), o.tasks(ctx, j)); err != nil {
		return err
	}
	if o.cut && !o.app.Flags.Quiet {
		fmt.Fprintln(o.app.IO.Err, "there are more tasks: leave out --top to see all")
	}
	return nil
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
	if o.top < 0 {
		return cmdkit.Usagef("--top is a number of tasks, not %d", o.top)
	}
	if o.state == "" || slices.Contains(states(), o.state) {
		return nil
	}
	return cmdkit.Usagef("--state is planned, running, interrupted, completed, partial, failed or undone, not %q", o.state)
}

// tasks are the journal's tasks that are asked for, as objects. A task that
// cannot be read ends the list as its error, after all the others.
func (o *listOptions) tasks(ctx context.Context, j *task.Journal) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		seen := 0
		var damaged error
		for t, err := range j.List(ctx) {
			if err != nil {
				damaged = cmp.Or(damaged, err)
				continue
			}
			if o.state != "" && string(t.State) != o.state {
				continue
			}
			if seen++; o.top > 0 && seen > o.top {
				o.cut = true
				break
			}
			if !yield(output.FromValue(t)) {
				return
			}
		}
		if damaged != nil {
			yield(nil, damaged)
		}
	}
}
