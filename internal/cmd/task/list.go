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
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// listOptions are the inputs of task list.
type listOptions struct {
	app      *app.App
	state    string
	filter   string
	columns  []string
	top      int
	given    func(flag string) bool
	count    bool
	matching odata.Expr // the parsed filter, nil for none
	cut      bool
}

func newList(a *app.App, run func(context.Context, *listOptions) error) *cobra.Command {
	o := &listOptions{app: a}
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
	cmd.Flags().StringVar(&o.filter, "filter", "", "only tasks that this OData `expression` is true for")
	cmd.Flags().StringSliceVar(&o.columns, "select", nil, "print exactly these `properties`, in this order")
	cmd.Flags().BoolVar(&o.count, "count", false, "print how many there are instead of them")
	cmd.Flags().IntVar(&o.top, "top", 0, "print `N` tasks at most (default all)")
	cmdkit.CompleteFlag(cmd, "state", states()...)
	o.given = cmd.Flags().Changed
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
	if o.count {
		return o.printCount(ctx, j)
	}
	p, err := o.app.Printer("table")
	if err != nil {
		return err
	}
	columns := cmdkit.TaskColumns()
	if len(o.columns) > 0 {
		columns = output.Select(columns, o.columns)
	}
	if err := p.List(columns, o.tasks(ctx, j)); err != nil {
		return err
	}
	if o.cut && !o.app.Flags.Quiet {
		fmt.Fprintln(o.app.IO.Err, "there are more tasks: leave out --top to see all")
	}
	return nil
}

// printCount prints the number of tasks alone, in every format.
func (o *listOptions) printCount(ctx context.Context, j *task.Journal) error {
	n := 0
	for _, err := range o.tasks(ctx, j) {
		if err != nil {
			return err
		}
		n++
	}
	_, err := fmt.Fprintln(o.app.IO.Out, n)
	return err
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
	if o.top < 1 && o.given("top") {
		return cmdkit.Usagef("--top is a number of tasks from 1, not %d", o.top).WithHint("leave it out to see all")
	}
	if o.filter != "" {
		e, err := odata.ParseFilter(o.filter)
		if err != nil {
			return apierr.New(apierr.Invalid, "", err.Error())
		}
		o.matching = e
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
			object, fits, err := o.fits(t)
			if err != nil {
				yield(nil, err)
				return
			}
			if !fits {
				continue
			}
			if seen++; o.top > 0 && seen > o.top {
				o.cut = true
				break
			}
			if !yield(o.selected(object), nil) {
				return
			}
		}
		if damaged != nil {
			yield(nil, damaged)
		}
	}
}

// fits gives a task as an object, and whether it is asked for.
func (o *listOptions) fits(t *task.Task) (*odata.Object, bool, error) {
	if o.state != "" && string(t.State) != o.state {
		return nil, false, nil
	}
	object, err := output.FromValue(t)
	if err != nil || o.matching == nil {
		return object, err == nil, err
	}
	ok, err := odata.Eval(o.matching, object)
	if err != nil {
		return nil, false, apierr.New(apierr.Invalid, "--filter", err.Error())
	}
	return object, ok, nil
}

// selected is the object with the properties of --select alone.
func (o *listOptions) selected(object *odata.Object) *odata.Object {
	if len(o.columns) == 0 {
		return object
	}
	some := odata.NewObject()
	for _, name := range o.columns {
		if raw, ok := object.Raw(name); ok {
			some.Set(name, raw)
		}
	}
	return some
}
