package taskcmd

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
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
	before := o.app.Now().Add(-age)
	if o.app.Flags.DryRun {
		return o.preview(ctx, j, before)
	}
	gone, err := j.Prune(ctx, before)
	o.say(len(gone), "forgotten")
	return withoutJournalHint(errors.Join(err, damaged(ctx, j)))
}

// preview tells how many tasks would be forgotten. No request would be sent,
// so that a dry run has nothing to print.
func (o *pruneOptions) preview(ctx context.Context, j *task.Journal, before time.Time) error {
	n := 0
	for t, err := range j.List(ctx) {
		if err == nil && t.CompletedDateTime != nil && t.CompletedDateTime.Before(before) && t.State != task.Interrupted {
			n++
		}
	}
	o.say(n, "would be forgotten")
	return damaged(ctx, j)
}

func (o *pruneOptions) say(n int, what string) {
	switch {
	case o.app.Flags.Quiet:
	case n == 1:
		fmt.Fprintf(o.app.IO.Err, "1 task %s\n", what)
	default:
		fmt.Fprintf(o.app.IO.Err, "%d tasks %s\n", n, what)
	}
}

// damaged names the tasks that are left because their files cannot be read.
func damaged(ctx context.Context, j *task.Journal) error {
	var all []error
	for _, err := range j.List(ctx) {
		if err != nil {
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}

// withoutJournalHint takes the advice to do without a journal out of an
// error: here the journal is what is worked on.
func withoutJournalHint(err error) error {
	if e := apierr.As(err); e != nil && e.Code == "JournalUnwritable" {
		e.Hint = "give this user the right to write there"
	}
	return err
}
