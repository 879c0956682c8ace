package taskcmd

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// undoOptions are the inputs of task undo.
type undoOptions struct {
	app *app.App
	id  string
}

func newUndo(a *app.App, run func(context.Context, *undoOptions) error) *cobra.Command {
	o := &undoOptions{app: a}
	return cmdkit.New(cmdkit.Spec{
		Use:   "undo ID",
		Short: "Take back what a task did",
		Long: `Takes back what a task did: removes what it created, restores what it removed,
sets properties and memberships back. An object that was changed since is left
alone and reported (exit 7). The undo is a task itself.`,
		Examples: []string{`task undo $(tenantctl task list --top 1 -o id) --dry-run`, `task undo $(tenantctl task list --top 1 -o id) --yes`},
		Args:     cmdkit.Args(1, 1, "the ID of a task"),
		Exit:     []int{3, 4, 5, 7, 10, 11},
		Complete: completeIDs(a),
	}, func(ctx context.Context, args []string) error {
		o.id = args[0]
		return run(ctx, o)
	})
}

func runUndo(ctx context.Context, o *undoOptions) error {
	start := o.app.Now()
	r, err := runner(ctx, o.app)
	if err != nil {
		return err
	}
	var t *task.Task
	if err = o.confirm(ctx, r); err == nil {
		t, err = withProgress(o.app, r, "undoing", func() (*task.Task, error) { return r.Undo(ctx, o.id) })
	}
	if e := apierr.As(err); e != nil && e.Code == "AlreadyUndone" {
		return o.already(ctx, r)
	}
	return printTask(o.app, t, start, err)
}

// confirm asks before an undo that removes objects. Whether it does takes a
// plan, for which every object is read; where nothing is asked none is made.
func (o *undoOptions) confirm(ctx context.Context, r *task.Runner) error {
	if o.app.Flags.Yes || o.app.Flags.DryRun {
		return nil
	}
	plan, err := r.PlanUndo(ctx, o.id)
	if err != nil || !plan.Removes {
		return err
	}
	return cmdkit.Confirm(ctx, o.app, fmt.Sprintf("Undo the task %s? This removes objects", o.id))
}

// already ends the undo of a task that is undone: nothing is to be done.
func (o *undoOptions) already(ctx context.Context, r *task.Runner) error {
	t, err := r.Journal.Find(ctx, o.id)
	if err != nil {
		return err
	}
	if !o.app.Flags.Quiet {
		fmt.Fprintf(o.app.IO.Err, "the task %s is undone already\n", t.ID)
	}
	return cmdkit.PrintTask(o.app, t)
}

// printTask ends a command whose result is a task: it is printed even where
// some of its operations failed.
func printTask(a *app.App, t *task.Task, start time.Time, err error) error {
	if t == nil || t.ID == "" {
		return err
	}
	if printed := cmdkit.PrintTask(a, t); printed != nil {
		return printed
	}
	cmdkit.Summary(a, t, start)
	return err
}

// withProgress runs a task's work with its progress shown on the terminal.
func withProgress(a *app.App, r *task.Runner, label string, work func() (*task.Task, error)) (*task.Task, error) {
	stop := cmdkit.ShowProgress(a, r, label, 0)
	defer stop()
	return work()
}
