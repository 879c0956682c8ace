package profilecmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/profile"
)

// nameOptions are the inputs of verbs on one profile.
type nameOptions struct {
	app  *app.App
	name string
}

func newUse(a *app.App, run func(context.Context, *nameOptions) error) *cobra.Command {
	o := &nameOptions{app: a}
	return cmdkit.New(cmdkit.Spec{
		Use:   "use NAME",
		Short: "Work on a profile from now on",
		Long: `Makes a profile the current one: commands without --profile and
TENANTCTL_PROFILE work on it. local is the embedded directory.`,
		Examples: []string{`profile use lab`, `profile use local`},
		Args:     cmdkit.Args(1, 1, "one NAME"),
		Complete: completeNames(a),
	}, func(ctx context.Context, args []string) error {
		o.name = args[0]
		return run(ctx, o)
	})
}

func runUse(_ context.Context, o *nameOptions) error {
	paths, err := o.app.Paths()
	if err != nil {
		return err
	}
	if o.app.Flags.DryRun {
		err = profile.Known(paths, o.name)
	} else {
		err = profile.Use(paths, o.name)
	}
	if err != nil {
		return err
	}
	say(o.app, o.name, "in use")
	if name := o.app.Env("TENANTCTL_PROFILE"); name != "" && name != o.name && !o.app.Flags.Quiet {
		fmt.Fprintf(o.app.IO.Err, "warning: TENANTCTL_PROFILE is set to %s, which goes over it\n", name)
	}
	return nil
}

func newDelete(a *app.App, run func(context.Context, *nameOptions) error) *cobra.Command {
	o := &nameOptions{app: a}
	return cmdkit.New(cmdkit.Spec{
		Use:   "delete NAME",
		Short: "Delete a profile",
		Long: `Deletes a profile from the file; nothing changes in the directory that it leads
to. If it was the current one, local is.`,
		Examples: []string{`profile delete lab --yes`},
		Args:     cmdkit.Args(1, 1, "one NAME"),
		Complete: completeNames(a),
	}, func(ctx context.Context, args []string) error {
		o.name = args[0]
		return run(ctx, o)
	})
}

func runDelete(ctx context.Context, o *nameOptions) error {
	paths, err := o.app.Paths()
	if err != nil {
		return err
	}
	if err := profile.Deletable(paths, o.name); err != nil {
		return err
	}
	if err := cmdkit.Confirm(ctx, o.app, fmt.Sprintf("Delete the profile %s?", o.name)); err != nil {
		return err
	}
	if !o.app.Flags.DryRun {
		err = profile.Delete(paths, o.name)
	}
	if err != nil {
		return err
	}
	say(o.app, o.name, "deleted")
	return nil
}
