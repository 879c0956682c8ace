package taskcmd

import (
	"context"
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// showOptions are the inputs of task show.
type showOptions struct {
	app        *app.App
	id         string
	operations bool
}

func newShow(a *app.App, run func(context.Context, *showOptions) error) *cobra.Command {
	o := &showOptions{app: a}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:      "show ID [flags]",
		Short:    "Show a task",
		Long:     "Shows a task, and with --operations what it did, operation by operation.\nThe beginning of an id will do if no other task's begins like it.",
		Examples: []string{`task show $(tenantctl task list --top 1 -o id)`, `task show $(tenantctl task list --top 1 -o id) --operations -o jsonl`},
		Args:     cmdkit.Args(1, 1, "the ID of a task"),
		Exit:     []int{3},
		Complete: completeIDs(a),
	}, func(ctx context.Context, args []string) error {
		o.id = args[0]
		return run(ctx, o)
	})
	cmd.Flags().BoolVar(&o.operations, "operations", false, "list the task's operations and what became of each")
	return cmd
}

func runShow(ctx context.Context, o *showOptions) error {
	j, err := o.app.Journal()
	if err != nil {
		return err
	}
	t, err := j.Find(ctx, o.id)
	if err != nil {
		return err
	}
	if o.operations {
		return o.printOperations(ctx, j, t)
	}
	object, err := output.FromValue(t)
	if err != nil {
		return err
	}
	p, err := o.app.Printer("table")
	if err != nil {
		return err
	}
	if err := p.Object(allColumns(), object); err != nil || o.app.Structured() {
		return err
	}
	o.printErrors(t)
	return nil
}

// printErrors lists a task's failed rows below it.
func (o *showOptions) printErrors(t *task.Task) {
	for _, e := range t.Errors {
		where := e.Target
		if e.Row > 0 {
			where = fmt.Sprintf("line %d, %s", e.Row, e.Target)
		}
		fmt.Fprintf(o.app.IO.Err, "%s: %s\n", where, e.Message)
	}
}

func (o *showOptions) printOperations(ctx context.Context, j *task.Journal, t *task.Task) error {
	p, err := o.app.Printer("table")
	if err != nil {
		return err
	}
	columns := []output.Column{
		cmdkit.KeyColumn("n"), cmdkit.Column("name"), cmdkit.Column("target"),
		cmdkit.Column("state"), cmdkit.Column("message"), cmdkit.WideColumn("row"), cmdkit.WideColumn("id"),
	}
	return p.List(columns, entries(ctx, j, t.ID))
}

func entries(ctx context.Context, j *task.Journal, id string) iter.Seq2[*odata.Object, error] {
	return func(yield func(*odata.Object, error) bool) {
		for e, err := range j.Entries(ctx, id) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(output.FromValue(e)) {
				return
			}
		}
	}
}

// allColumns are a task's columns when it stands alone: none is left to
// -o wide.
func allColumns() []output.Column {
	columns := cmdkit.TaskColumns()
	for i := range columns {
		columns[i].Wide = false
	}
	return columns
}
