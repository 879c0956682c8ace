package usercmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// resetOptions are the inputs of user reset-password.
type resetOptions struct {
	app      *app.App
	user     string
	password cmdkit.Password
}

func newResetPassword(a *app.App, run func(context.Context, *resetOptions) error) *cobra.Command {
	o := &resetOptions{app: a}
	n := noun.User()
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "reset-password USER (--generate-password | --password-stdin | --password-file FILE) [flags]",
		Short: "Give a user a new password",
		Long: `Gives a user a new password, which has to be changed at the next sign-in unless
--no-password-change says otherwise. It cannot be undone.`,
		Examples: []string{
			`user reset-password gustav.schwarzkopf@contoso.onmicrosoft.com --generate-password`,
		},
		Args:     cmdkit.Args(1, 1, "one USER"),
		Exit:     []int{3, 4, 5, 10, 11},
		Complete: cmdkit.CompleteNames(a, n),
	}, func(ctx context.Context, args []string) error {
		o.user = args[0]
		return run(ctx, o)
	})
	o.password.AddFlags(cmd)
	return cmd
}

func runResetPassword(ctx context.Context, o *resetOptions) error {
	n := noun.User()
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	u, err := cmdkit.Find(ctx, dir, n, o.user, []string{"id", "userPrincipalName"})
	if err != nil {
		return err
	}
	profile, err := o.password.Profile(ctx, o.app)
	if err != nil {
		return err
	}
	body := odata.NewObject("passwordProfile", profile)
	return cmdkit.CreateAndPrint(ctx, cmdkit.Creation{
		App: o.app, Noun: n, Body: body,
		Spec: task.Spec{Type: "reset.password", NotUndoable: true, Ops: []*directory.Operation{{
			Name: "reset", Verb: directory.Update, Ref: n.Ref(u.ID()), Body: body, Target: o.user,
		}}},
		Secret: o.password.Generated(),
		File:   o.password.SecretFile,
	})
}
