package directorycmd

import (
	"cmp"
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
)

func newReset(a *app.App, run func(context.Context, *app.App) error) *cobra.Command {
	return cmdkit.New(cmdkit.Spec{
		Use:   "reset",
		Short: "Make the embedded directory new: everything in it is lost",
		Long: `Removes every object, key and sign-in from the embedded directory and gives it
what a new one has. It asks first. It cannot be undone, and is refused while
another program has the directory open. A damaged file is replaced. The record
of tasks is kept, but nothing that it tells of can be undone any more.`,
		Examples: []string{`directory reset`, `directory reset --yes`},
		Exit:     []int{11},
	}, func(ctx context.Context, _ []string) error { return run(ctx, a) })
}

func runReset(ctx context.Context, a *app.App) error {
	if err := onlyLocal(a); err != nil {
		return err
	}
	if err := a.Local.Reset(ctx, true); err != nil {
		return err
	}
	if a.Flags.DryRun {
		sayLoss(ctx, a)
		return nil
	}
	if err := cmdkit.Confirm(ctx, a, "Remove everything from the embedded directory, for good?"); err != nil {
		return err
	}
	if err := a.Local.Reset(ctx, false); err != nil {
		return err
	}
	if !a.Flags.Quiet {
		fmt.Fprintln(a.IO.Err, "the embedded directory is as new")
	}
	return nil
}

// sayLoss tells in a dry run what a reset would remove, as far as the file can
// be read.
func sayLoss(ctx context.Context, a *app.App) {
	info, err := a.Local.Info(ctx)
	if err != nil || a.Flags.Quiet {
		return
	}
	count := func(typ string) string {
		raw, _ := info.Object("objects").Raw(typ)
		return cmp.Or(string(raw), "0")
	}
	fmt.Fprintf(a.IO.Err, "everything in %s would go for good: users %s, groups %s, applications %s, and all else\n",
		info.String("path"), count("user"), count("group"), count("application"))
}
