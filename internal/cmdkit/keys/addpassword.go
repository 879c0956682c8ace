package keys

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// addPasswordOptions are the inputs of addpassword.
type addPasswordOptions struct {
	subject
	displayName string
	expires     string
	secret      cmdkit.Secret
}

// AddPassword makes the command that gives an owner a password.
func AddPassword(a *app.App, w Owner) *cobra.Command {
	return newAddPassword(a, w, runAddPassword)
}

func newAddPassword(a *app.App, w Owner, run func(context.Context, *addPasswordOptions) error) *cobra.Command {
	o := &addPasswordOptions{subject: subject{Owner: w, app: a}, secret: cmdkit.Secret{App: a, Member: "secretText", Word: "password"}}
	cmd := o.command(cmdkit.Spec{
		Use:   "addpassword {APP} [--display-name NAME] [--expires WHEN] [flags]",
		Short: "Give {an app} a further password (client secret)",
		Long: `Lets the directory make a password for {an application} and prints it, once: it
is kept nowhere and cannot be read again. --secret-file writes it to a new file
instead. Without --expires the directory decides, which is two years.`,
		Examples: []string{
			`{app} addpassword Payroll --display-name ci --expires 90d`,
			`{app} addpassword Payroll --display-name ci --expires 2027-06-30 --secret-file secret.txt`,
			`{app} addpassword Payroll --query secretText -o tsv`,
		},
		Args: cmdkit.Args(1, 1, "one "+w.arg()),
	}, func(ctx context.Context, _ []string) error { return run(ctx, o) })
	f := cmd.Flags()
	f.StringVar(&o.displayName, "display-name", "", "name shown for it")
	f.StringVar(&o.expires, "expires", "", "`WHEN` it ends: 90d, 2027-06-30 or 2027-06-30T08:00:00Z")
	o.secret.AddFlags(cmd)
	return cmd
}

func runAddPassword(ctx context.Context, o *addPasswordOptions) error {
	wanted, err := o.credential()
	if err != nil {
		return err
	}
	if err := o.secret.Check(); err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	owner, err := cmdkit.Find(ctx, dir, o.Noun, o.name, []string{"id", "displayName"})
	if err != nil {
		return err
	}
	x, err := cmdkit.Execute(ctx, o.app, task.Spec{Type: o.task("add_password"), Ops: []*directory.Operation{{
		Name: "add", Verb: directory.Invoke, Ref: o.Noun.RefOf(o.name, owner).Below("addPassword"), Target: cmdkit.Spoken(o.name),
		Body: odata.NewObject("passwordCredential", wanted),
	}}})
	if err != nil || x.Task == nil || x.Err != nil {
		return firstOf(err, x)
	}
	return o.show(x)
}

// credential makes the parameter of addPassword.
func (o *addPasswordOptions) credential() (*odata.Object, error) {
	c := odata.NewObject()
	if o.displayName != "" {
		c.Set("displayName", o.displayName)
	}
	if o.expires == "" {
		return c, nil
	}
	now := o.app.Now()
	end, err := cmdkit.ParseEnd(o.expires, now)
	if err != nil {
		return nil, cmdkit.Usagef("--expires: %v", err)
	}
	if !end.After(now) {
		return nil, cmdkit.Usagef("--expires: %s is over already", end.UTC().Format(time.RFC3339))
	}
	c.Set("endDateTime", end.UTC().Format(time.RFC3339))
	return c, nil
}

// show prints the credential with its password.
func (o *addPasswordOptions) show(x *cmdkit.Execution) error {
	c := x.Outcomes[0].Object
	c.Delete("@odata.context")
	x.Say(o.app, "has the new password "+cmdkit.OneLine(c.String("keyId")), "has it already")
	columns := []output.Column{
		cmdkit.KeyColumn("keyId"), cmdkit.Column("displayName"), cmdkit.Column("startDateTime"), cmdkit.Column("endDateTime"),
	}
	name := cmdkit.Spoken(o.name)
	return o.secret.Show(c, columns, name, fmt.Sprintf("take it away with tenantctl %s removepassword %s %s, then make another", o.Noun.Name, cmdkit.Quoted(name), cmdkit.Quoted(c.String("keyId"))))
}
