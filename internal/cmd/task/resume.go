package taskcmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/bulk"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/task"
)

// resumeOptions are the inputs of task resume.
type resumeOptions struct {
	app *app.App
	id  string
}

func newResume(a *app.App, run func(context.Context, *resumeOptions) error) *cobra.Command {
	o := &resumeOptions{app: a}
	return cmdkit.New(cmdkit.Spec{
		Use:   "resume ID",
		Short: "Go on with a task that was cut off",
		Long: `Goes on with a task that was interrupted or whose process died. What is in
doubt is read back first: nothing is done twice. Rows with passwords are read
again from the file that they came from, which must not have changed.`,
		Examples: []string{`task resume $(tenantctl task list --state interrupted --top 1 -o id)`},
		Args:     cmdkit.Args(1, 1, "the ID of a task"),
		Exit:     []int{3, 4, 5, 7, 10, 11},
		Complete: completeIDs(a),
	}, func(ctx context.Context, args []string) error {
		o.id = args[0]
		return run(ctx, o)
	})
}

func runResume(ctx context.Context, o *resumeOptions) error {
	start := o.app.Now()
	r, err := runner(ctx, o.app)
	if err != nil {
		return err
	}
	r.Generate = bulk.Generate
	cmdkit.TellSteps(o.app)
	t, err := withProgress(o.app, r, "resuming", func() (*task.Task, error) {
		return r.Resume(ctx, o.id, bulk.Reread)
	})
	return printTask(o.app, t, start, err)
}
