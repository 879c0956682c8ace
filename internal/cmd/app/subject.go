package appcmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
)

// subject is what a command about one application's credentials begins with.
type subject struct {
	app  *app.App
	name string // of the application, as it was given
}

// command makes the command: its first argument, or --app-id in its place,
// names the application, and run gets the others. s.Complete is of the second
// argument, nil if there is none.
func (o *subject) command(s cmdkit.Spec, run func(ctx context.Context, rest []string) error) *cobra.Command {
	n := noun.App()
	names := cmdkit.CompleteNames(o.app, n)
	if s.Complete != nil {
		names = cmdkit.CompleteArgs(names, s.Complete)
	}
	s.Complete = names
	if s.Exit == nil {
		s.Exit = []int{3, 4, 5, 10, 11}
	}
	cmd := cmdkit.New(s, func(ctx context.Context, args []string) error {
		if len(args) > 0 {
			o.name, args = args[0], args[1:]
		}
		return run(ctx, args)
	})
	return cmdkit.AddAlternate(cmd, n)
}
