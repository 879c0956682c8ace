package spcmd

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// ssoOptions are the inputs of sp sso-credentials set.
type ssoOptions struct {
	app       *app.App
	name, who string
	file      string
}

func newSetSSO(a *app.App, run func(context.Context, *ssoOptions) error) *cobra.Command {
	o := &ssoOptions{app: a}
	n := noun.ServicePrincipal()
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "set SP WHO [-f FILE] [flags]",
		Short: "Set with what a user or group is signed in to an app",
		Long: `Sets the credentials with which a user or group is signed in to an application
that takes only passwords, in place of those that there may be.

The file has the fields of the application's sign-in page:

  {"credentials": [
    {"fieldId": "param_username", "type": "username", "value": "lee"},
    {"fieldId": "param_password", "type": "password", "value": "..."}]}

On a terminal, without a file, name and password are asked for and go into these
two fields. Neither is printed or kept.`,
		Examples: []string{
			`sp sso-credentials set Payroll gustav.schwarzkopf@contoso.onmicrosoft.com -f credentials.json`,
		},
		Args:     cmdkit.Args(2, 2, "SP and WHO"),
		Exit:     []int{3, 4, 5, 10, 11},
		Complete: cmdkit.CompleteArgs(cmdkit.CompleteNames(a, n), cmdkit.CompleteAmong(a, ssoHolders)),
	}, func(ctx context.Context, args []string) error {
		o.name, o.who = args[0], args[1]
		return run(ctx, o)
	})
	cmdkit.AddFile(cmd, &o.file)
	return cmdkit.AddAlternate(cmd, n)
}

// ssoHolders are the kinds of objects that credentials are kept for.
func ssoHolders() []*cmdkit.Noun { return []*cmdkit.Noun{noun.User(), noun.Group()} }

func runSetSSO(ctx context.Context, o *ssoOptions) error {
	n := noun.ServicePrincipal()
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	sp, err := cmdkit.Find(ctx, dir, n, o.name, []string{"id", "displayName"})
	if err != nil {
		return err
	}
	holder, err := cmdkit.FindAny(noun.User(), noun.Group())(ctx, dir, o.who)
	if err != nil {
		return err
	}
	fields, err := o.fields(ctx)
	if err != nil {
		return err
	}
	at := n.RefOf(o.name, sp)
	action := updateSSO
	_, err = dir.Call(ctx, at.Below(getSSO), odata.NewObject("id", holder))
	switch {
	case errors.Is(err, apierr.NotFound):
		action = createSSO
	case err != nil:
		return err
	}
	x, err := cmdkit.Execute(ctx, o.app, task.Spec{
		Type: "set_sso_credentials.sp", NotUndoable: true,
		Instead: "`tenantctl sp sso-credentials remove` takes them away",
		Ops: []*directory.Operation{{
			Name: "set", Verb: directory.Invoke, Ref: at.Below(action), Target: cmdkit.Spoken(o.name),
			Body: odata.NewObject("id", holder, "credentials", fields),
		}},
	})
	if err != nil {
		return err
	}
	return x.Report(o.app, "signs "+o.who+" in with these credentials", "")
}

// fields gives the fields of the file, else those of the answers.
func (o *ssoOptions) fields(ctx context.Context) (any, error) {
	if o.file != "" {
		body, err := cmdkit.ReadBody(o.app, o.file)
		if err != nil {
			return nil, err
		}
		var list []*odata.Object
		if body.Decode("credentials", &list) != nil || len(list) == 0 {
			return nil, cmdkit.Usagef("%s has no list credentials with fields", o.file).WithHint("`--help` shows one")
		}
		return list, nil
	}
	if !o.app.IO.CanPrompt() || o.app.Flags.Yes {
		return nil, cmdkit.Usagef("-f FILE with the credentials is needed").WithHint("a secret is never the value of a flag")
	}
	given := func(answer string) error {
		if answer == "" {
			return cmdkit.Usagef("it may not be empty")
		}
		return nil
	}
	name, err := o.app.Prompter().Input(ctx, "Name to sign "+o.who+" in with", given)
	if err != nil {
		return nil, err
	}
	password, err := o.app.Prompter().Secret(ctx, "Password", given)
	return []*odata.Object{
		odata.NewObject("fieldId", "param_username", "type", "username", "value", name),
		odata.NewObject("fieldId", "param_password", "type", "password", "value", password),
	}, err
}
