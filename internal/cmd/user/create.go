package usercmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/tabular"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// createOptions are the inputs of user create.
type createOptions struct {
	app      *app.App
	noun     *cmdkit.Noun
	fields   *cmdkit.FieldFlags
	file     string
	password cmdkit.Password
}

func newCreate(a *app.App, run func(context.Context, *createOptions) error) *cobra.Command {
	o := &createOptions{app: a, noun: noun.User()}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "create --upn UPN --display-name NAME (--generate-password | --password-stdin | --password-file FILE) [flags]",
		Short: "Create a user",
		Long: `Creates a user. On a terminal what is missing is asked for.

The mail alias is the local part of the UPN, the account is enabled, and the
person has to change the password at the next sign-in, unless said otherwise.
A generated password is shown once: it is kept nowhere.`,
		Examples: []string{
			`user create --upn lee.gu@contoso.onmicrosoft.com --display-name "Lee Gu" --usage-location US --generate-password`,
			`user create --upn o.brien@contoso.onmicrosoft.com --display-name "O'Brien" --generate-password -o csv --secret-file password.txt`,
		},
		Exit: []int{4, 5, 10, 11},
	}, func(ctx context.Context, _ []string) error { return run(ctx, o) })
	o.fields = cmdkit.AddFields(cmd.Flags(), o.noun)
	cmdkit.CompleteFields(cmd, o.noun)
	o.password.AddFlags(cmd)
	cmdkit.AddFile(cmd, &o.file)
	o.fields.AddSet(cmd)
	return cmd
}

func runCreate(ctx context.Context, o *createOptions) error {
	body, err := o.complete(ctx)
	if err != nil {
		return err
	}
	return cmdkit.CreateAndPrint(ctx, cmdkit.Creation{
		App:  o.app,
		Noun: o.noun,
		Body: body,
		Spec: task.Spec{Type: "create.user", Ops: []*directory.Operation{{
			Name: "create", Verb: directory.Create, Ref: directory.Ref{Set: "users"},
			Body: body, Target: body.String("userPrincipalName"),
		}}},
		Secret: o.password.Generated(),
		File:   o.password.SecretFile,
	})
}

// complete makes the body from file, flags, answers and defaults.
func (o *createOptions) complete(ctx context.Context) (*odata.Object, error) {
	body, err := cmdkit.Body(o.app, o.file, o.fields)
	if err != nil {
		return nil, err
	}
	upn := cmdkit.Needed{Property: "userPrincipalName", Flag: "upn", Label: "User principal name", Check: edm.CheckUserPrincipalName}
	name := cmdkit.Needed{Property: "displayName", Flag: "display-name", Label: "Display name"}
	if err := cmdkit.Ask(ctx, o.app, body, upn, name); err != nil {
		return nil, err
	}
	setDefault(body, "accountEnabled", true)
	setDefault(body, "mailNickname", tabular.DefaultMailNickname(body.String("userPrincipalName")))
	return body, o.setPassword(ctx, body)
}

// setPassword gives the body the password that the flags say, unless --file
// brought one.
func (o *createOptions) setPassword(ctx context.Context, body *odata.Object) error {
	profile := body.Object("passwordProfile")
	if profile.String("password") != "" && !o.password.Given(o.app) {
		return nil
	}
	profile, err := o.password.Profile(ctx, o.app)
	if err != nil {
		return err
	}
	body.Set("passwordProfile", profile)
	return nil
}

func setDefault(body *odata.Object, property string, value any) {
	if body.IsNull(property) {
		body.Set(property, value)
	}
}
