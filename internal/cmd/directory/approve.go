package directorycmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
)

// approveOptions are the inputs of directory approve.
type approveOptions struct {
	app        *app.App
	code, user string
}

func newApprove(a *app.App, run func(context.Context, *approveOptions) error) *cobra.Command {
	o := &approveOptions{app: a}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "approve CODE",
		Short: "Approve the sign-in that shows a device code",
		Long: `Lets a client go on that signs in with a device code at this directory, which
"directory serve" serves meanwhile: as the administrator, or as another user.
Spaces and hyphens in the code, and its case, do not matter. It asks for no
password, since who may write the directory's file is who it belongs to.`,
		Examples: []string{`directory approve BCDFGHJKL`, `directory approve BCDFGHJKL --user lee.gu@contoso.onmicrosoft.com`},
		Args:     cmdkit.Args(1, 1, "the code that the client shows"),
		Exit:     []int{3},
	}, func(ctx context.Context, args []string) error {
		o.code = args[0]
		return run(ctx, o)
	})
	cmd.Flags().StringVar(&o.user, "user", "", "sign in as this `USER`, by id or userPrincipalName; default the administrator")
	return cmd
}

func runApprove(ctx context.Context, o *approveOptions) error {
	if err := onlyLocal(o.app); err != nil {
		return err
	}
	if o.app.Flags.DryRun {
		return nil
	}
	client, err := o.app.Local.Approve(ctx, o.code, o.user)
	if err != nil {
		return err
	}
	if !o.app.Flags.Quiet {
		fmt.Fprintf(o.app.IO.Err, "%s may go on\n", client)
	}
	return nil
}
