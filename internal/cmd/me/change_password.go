package mecmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// changeOptions are the inputs of me change-password.
type changeOptions struct {
	app       *app.App
	passwords passwords
}

func newChangePassword(a *app.App, run func(context.Context, *changeOptions) error) *cobra.Command {
	o := &changeOptions{app: a}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "change-password [flags]",
		Short: "Change the password of the signed-in user",
		Long: `Changes the password of the user who is signed in, who has to know the present
one. On a terminal both are asked for, the new one twice. Elsewhere they come
from files, from two lines of standard input (the present password, then the new
one), or from the variables ` + currentEnv + ` and
` + newEnv + `.

It cannot be undone. Refresh tokens that were given out before end with it: sign
in again.`,
		Examples: []string{
			`me change-password`,
			`me change-password --current-password-file old.txt --new-password-file new.txt`,
		},
		Args: noPassword,
		Exit: []int{4, 5, 10},
	}, func(ctx context.Context, _ []string) error { return run(ctx, o) })
	o.passwords.addFlags(cmd)
	return cmd
}

// noPassword refuses arguments without repeating them: they may be passwords.
func noPassword(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return cmdkit.Usagef("%s takes no argument: what stands on a command line is seen by others", cmd.CommandPath())
	}
	return nil
}

func runChangePassword(ctx context.Context, o *changeOptions) error {
	if err := o.passwords.validate(); err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	me, err := cmdkit.Find(ctx, dir, table(), "", []string{"id", "userPrincipalName"})
	if err != nil {
		return err
	}
	if err := o.passwords.get(ctx, o.app); err != nil {
		return err
	}
	x, err := cmdkit.Execute(ctx, o.app, task.Spec{
		Type: "change.password", NotUndoable: true,
		Instead: "tenantctl me change-password changes it once more",
		Ops: []*directory.Operation{{
			Name: "change", Verb: directory.Invoke, Ref: directory.Ref{Set: "me", Path: "changePassword"},
			Target: me.String("userPrincipalName"),
			Body:   odata.NewObject("currentPassword", o.passwords.current, "newPassword", o.passwords.wanted),
		}},
	})
	if err != nil {
		return explain(err)
	}
	x.Err = explain(x.Err)
	return x.Report(o.app, "has a new password", "has that password already")
}

// explain says what to do about a refusal.
func explain(err error) error {
	if e := apierr.As(err); e != nil && e.Hint == "" && e.Kind == apierr.Invalid {
		e.Hint = "nothing was changed; who has no password yet, or has forgotten it, gets one from an administrator: `tenantctl user reset-password`"
	}
	return err
}
