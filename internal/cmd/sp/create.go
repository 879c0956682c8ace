package spcmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// createOptions are the inputs of sp create.
type createOptions struct {
	app    *app.App
	noun   *cmdkit.Noun
	fields *cmdkit.FieldFlags
	file   string
	name   string
}

func newCreate(a *app.App, run func(context.Context, *createOptions) error) *cobra.Command {
	o := &createOptions{app: a, noun: noun.ServicePrincipal()}
	apps := noun.App()
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "create APP [flags]",
		Short: "Create the service principal of an app",
		Long: `Creates the service principal of an application, so that people can sign in to
it and it can itself. An application of another organization is named by its
appId.`,
		Examples: []string{
			`sp create Payroll`,
			`sp create Payroll --app-role-assignment-required --tag WindowsAzureActiveDirectoryIntegratedApp`,
		},
		Args:     cmdkit.Args(1, 1, "one APP"),
		Exit:     []int{3, 4, 5, 10, 11},
		Complete: cmdkit.CompleteNames(a, apps),
	}, func(ctx context.Context, args []string) error {
		o.name = args[0]
		return run(ctx, o)
	})
	o.fields = cmdkit.AddFields(cmd.Flags(), o.noun, "displayName")
	cmdkit.CompleteFields(cmd, o.noun)
	cmdkit.AddFile(cmd, &o.file)
	o.fields.AddSet(cmd)
	return cmdkit.AddAlternate(cmd, apps)
}

func runCreate(ctx context.Context, o *createOptions) error {
	body, err := cmdkit.Body(o.app, o.file, o.fields)
	if err != nil {
		return err
	}
	id, err := o.appID(ctx)
	if err != nil {
		return err
	}
	body.Set("appId", id)
	err = cmdkit.CreateAndPrint(ctx, cmdkit.Creation{
		App: o.app, Noun: o.noun, Body: body,
		Spec: task.Spec{Type: "create.sp", Ops: []*directory.Operation{{
			Name: "create", Verb: directory.Create, Ref: directory.Ref{Set: o.noun.Set},
			Body: body, Target: cmdkit.Spoken(o.name),
		}}},
	})
	if e := apierr.As(err); e != nil && e.Kind == apierr.Conflict {
		return e.WithHint(fmt.Sprintf("`tenantctl sp get %[1]s` shows what is there, `tenantctl sp update %[1]s` changes it", cmdkit.Quoted(cmdkit.Spoken(o.name))))
	}
	return err
}

// appID finds the appId of the application. A GUID that names none of this
// organization's is taken for the appId of another's: the directory knows.
func (o *createOptions) appID(ctx context.Context) (string, error) {
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return "", err
	}
	found, err := cmdkit.Find(ctx, dir, noun.App(), o.name, []string{"id", "appId"})
	if given := cmdkit.Spoken(o.name); apierr.KindOf(err) == apierr.NotFound && odata.IsGUID(given) {
		return given, nil
	}
	return found.String("appId"), err
}
