// Package taskcmd is the noun task: the record of what was changed, and the
// ways to go on with it or to take it back.
package taskcmd

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/task"
)

// New makes the command task with all its verbs.
func New(a *app.App) *cobra.Command {
	return cmdkit.Group("task", "What was changed: list, show, resume, undo",
		newList(a, runList),
		newShow(a, runShow),
		newResume(a, runResume),
		newUndo(a, runUndo),
		newPrune(a, runPrune),
	)
}

// runner makes the runner for acts on a journalled task.
func runner(ctx context.Context, a *app.App) (*task.Runner, error) {
	if a.Flags.NoJournal {
		return nil, cmdkit.Usagef("this needs the journal: leave out --no-journal")
	}
	return a.Runner(ctx, nil)
}

// completeIDs offers the ids of the newest tasks with what they were.
func completeIDs(a *app.App) cobra.CompletionFunc {
	const newest = 50
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		ctx, cancel := context.WithTimeout(context.Background(), 200*time.Millisecond)
		defer cancel()
		j, err := a.Journal()
		if err != nil || len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var ids []string
		for t, err := range j.List(ctx) {
			if err != nil || len(ids) == newest {
				break
			}
			ids = append(ids, fmt.Sprintf("%s\t%s, %s, %s", t.ID, t.Type, t.State, t.CreatedDateTime.UTC().Format(time.RFC3339)))
		}
		return ids, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
	}
}
