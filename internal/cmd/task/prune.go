package taskcmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
)

// pruneOptions are the inputs of task prune.
type pruneOptions struct {
	app       *app.App
	olderThan string
}

func newPrune(a *app.App, run func(context.Context, *pruneOptions) error) *cobra.Command {
	o := &pruneOptions{app: a}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "prune --older-than AGE",
		Short: "Forget old tasks",
		Long: `Deletes the records of tasks that ended longer ago than the age says. They can
not be undone afterwards. Tasks that can be resumed are kept.`,
		Examples: []string{`task prune --older-than 90d`},
	}, func(ctx context.Context, _ []string) error { return run(ctx, o) })
	cmd.Flags().StringVar(&o.olderThan, "older-than", "", "forget tasks that ended longer ago than this `AGE`: 90d, 12h")
	return cmd
}

func runPrune(ctx context.Context, o *pruneOptions) error {
	if o.olderThan == "" {
		return cmdkit.Usagef("--older-than is needed").WithHint("for example --older-than 90d")
	}
	age, err := cmdkit.ParseAge(o.olderThan)
	if err != nil {
		return cmdkit.Usagef("--older-than: %v", err)
	}
	j, err := o.app.Journal()
	if err != nil {
		return err
	}
	if o.app.Flags.DryRun {
		return cmdkit.Usagef("prune sends no request: there is nothing for --dry-run to show")
	}
	gone, err := j.Prune(ctx, o.app.Now().Add(-age))
	if !o.app.Flags.Quiet {
		fmt.Fprintf(o.app.IO.Err, "%d tasks forgotten\n", len(gone))
	}
	return err
}
