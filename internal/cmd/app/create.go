package appcmd

import (
	"cmp"
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/cmdkit/keys"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// createOptions are the inputs of app create.
type createOptions struct {
	app         *app.App
	noun        *cmdkit.Noun
	fields      *cmdkit.FieldFlags
	file        string
	name        string
	certificate string
	principal   bool
}

func newCreate(a *app.App, run func(context.Context, *createOptions) error) *cobra.Command {
	o := &createOptions{app: a, noun: noun.App()}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "create [NAME] [flags]",
		Short: "Create an app",
		Long: `Creates an application, with --cert together with its first certificate and
with --service-principal together with its service principal in this
organization, without which nobody can sign in to it.

Without NAME the name is the displayName of the file. Several applications may
have one name; the directory does not mind, and this command warns.`,
		Examples: []string{
			`app create Payroll`,
			`app create Payroll --cert first.pem --service-principal`,
			`app create "Pay portal" --sign-in-audience AzureADMyOrg --redirect-uri https://pay.contoso.com/signed-in`,
		},
		Args: cmdkit.Args(0, 1, "one NAME"),
		Exit: []int{4, 5, 7, 10, 11},
	}, func(ctx context.Context, args []string) error {
		o.name = strings.Join(args, "")
		return run(ctx, o)
	})
	o.fields = cmdkit.AddFields(cmd.Flags(), o.noun, "displayName")
	cmdkit.CompleteFields(cmd, o.noun)
	cmd.Flags().StringVar(&o.certificate, "cert", "", "`FILE` with its first certificate: PEM or DER")
	cmdkit.CompleteFiles(cmd, "cert", "pem", "cer", "crt")
	cmd.Flags().BoolVar(&o.principal, "service-principal", false, "create its service principal as well")
	cmdkit.AddFile(cmd, &o.file)
	o.fields.AddSet(cmd)
	return cmd
}

func runCreate(ctx context.Context, o *createOptions) error {
	body, err := o.complete(ctx)
	if err != nil {
		return err
	}
	if err := cmdkit.WarnOfName(ctx, o.app, o.noun, o.name); err != nil {
		return err
	}
	return cmdkit.CreateAndPrint(ctx, cmdkit.Creation{
		App: o.app, Noun: o.noun, Body: body,
		Spec: task.Spec{Type: "create.app", Ops: o.operations(body)},
	})
}

// complete makes the body from file, flags and the certificate.
func (o *createOptions) complete(ctx context.Context) (*odata.Object, error) {
	body, err := cmdkit.Body(o.app, o.file, o.fields)
	if err != nil {
		return nil, err
	}
	o.name = cmp.Or(o.name, body.String("displayName"))
	if o.name == "" {
		return nil, cmdkit.Usagef("NAME is needed, or a file with displayName")
	}
	if err := o.noun.SetName(body, "displayName", o.name); err != nil || o.certificate == "" {
		return body, err
	}
	cert, err := keys.ReadCertificate(o.app, o.certificate)
	if err != nil {
		return nil, err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return nil, err
	}
	body.Set("keyCredentials", append(signing.Keys(body), keys.Credential(dir, cert, "")))
	return body, nil
}

// operations are the creation of the application and, if it is wanted, that
// of its service principal, which takes over the appId.
func (o *createOptions) operations(body *odata.Object) []*directory.Operation {
	ops := []*directory.Operation{{
		Name: "create", Verb: directory.Create, Ref: directory.Ref{Set: o.noun.Set}, Body: body, Target: o.name,
	}}
	if !o.principal {
		return ops
	}
	return append(ops, &directory.Operation{
		Name: "create", Verb: directory.Create, Ref: directory.Ref{Set: noun.ServicePrincipal().Set},
		After: 1, Take: []string{"appId"}, Target: o.name + " (service principal)",
	})
}
