package appcmd

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// addPasswordOptions are the inputs of app addpassword.
type addPasswordOptions struct {
	subject
	displayName string
	expires     string
	secretFile  string
}

func newAddPassword(a *app.App, run func(context.Context, *addPasswordOptions) error) *cobra.Command {
	o := &addPasswordOptions{subject: subject{app: a}}
	cmd := o.command(cmdkit.Spec{
		Use:   "addpassword APP [--display-name NAME] [--expires WHEN] [flags]",
		Short: "Give an app a further password (client secret)",
		Long: `Lets the directory make a password for an application and prints it, once: it
is kept nowhere and cannot be read again. --secret-file writes it to a new file
instead. Without --expires the directory decides, which is two years.`,
		Examples: []string{
			`app addpassword Payroll --display-name ci --expires 90d`,
			`app addpassword Payroll --display-name ci --expires 2027-06-30 --secret-file secret.txt`,
			`app addpassword Payroll --query secretText -o tsv`,
		},
		Args: cmdkit.Args(1, 1, "one APP"),
	}, func(ctx context.Context, _ []string) error { return run(ctx, o) })
	f := cmd.Flags()
	f.StringVar(&o.displayName, "display-name", "", "name shown for it")
	f.StringVar(&o.expires, "expires", "", "`WHEN` it ends: 90d, 2027-06-30 or 2027-06-30T08:00:00Z")
	f.StringVar(&o.secretFile, "secret-file", "", "write the generated password to this new `FILE` (0600) instead of showing it")
	return cmd
}

func runAddPassword(ctx context.Context, o *addPasswordOptions) error {
	wanted, err := o.credential()
	if err != nil {
		return err
	}
	if err := o.checkOutput(); err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	owner, err := cmdkit.Find(ctx, dir, noun.App(), o.name, []string{"id", "displayName"})
	if err != nil {
		return err
	}
	x, err := cmdkit.Execute(ctx, o.app, task.Spec{Type: "add_password.app", Ops: []*directory.Operation{{
		Name: "add", Verb: directory.Invoke, Ref: noun.App().Ref(owner.ID()).Below("addPassword"), Target: cmdkit.Spoken(o.name),
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

// checkOutput asks for --secret-file where the output has no place for the
// password. A query that names it prints it in any format.
func (o *addPasswordOptions) checkOutput() error {
	query := o.app.Flags.Query + o.app.Flags.JQ
	switch f := o.app.Format("table"); {
	case o.secretFile != "":
		return cmdkit.CheckNewFile("--secret-file", o.secretFile)
	case strings.Contains(query, "secretText"):
		return nil
	case query != "":
		return cmdkit.Usagef("the query leaves the password out").
			WithHint("name secretText in it, or add --secret-file FILE to have the password written to a new file")
	case f == "id" || f == "csv" || f == "tsv":
		return cmdkit.Usagef("-o %s does not show the password", f).
			WithHint("add --secret-file FILE to have it written to a new file, or use --query secretText")
	}
	return nil
}

// show prints the credential with its password, which must reach the user:
// where that fails, what to do about it is said.
func (o *addPasswordOptions) show(x *cmdkit.Execution) error {
	c := x.Outcomes[0].Object
	c.Delete("@odata.context")
	x.Say(o.app, "has the new password "+c.String("keyId"), "has it already")
	err := o.keep(c)
	if err == nil {
		err = o.print(c)
	}
	if err != nil {
		return &apierr.Error{Target: cmdkit.Spoken(o.name), Err: err, Hint: fmt.Sprintf(
			"it is done, but the password could not be handed over: take it away with tenantctl app removepassword %q %s, then make another",
			cmdkit.Spoken(o.name), c.String("keyId"))}
	}
	return nil
}

// keep writes the password to its file and takes it out of what is printed.
func (o *addPasswordOptions) keep(c *odata.Object) error {
	if o.secretFile == "" {
		if !o.app.Flags.Quiet {
			fmt.Fprintln(o.app.IO.Err, "keep the secret text now: it is not shown again")
		}
		return nil
	}
	if err := output.WriteSecretFile(o.secretFile, c.String("secretText")+"\n"); err != nil {
		return err
	}
	c.Delete("secretText")
	return nil
}

func (o *addPasswordOptions) print(c *odata.Object) error {
	p, err := o.app.Printer("table")
	if err != nil {
		return err
	}
	columns := []output.Column{
		cmdkit.KeyColumn("keyId"), cmdkit.Column("displayName"), cmdkit.Column("startDateTime"), cmdkit.Column("endDateTime"),
	}
	if c.Has("secretText") {
		columns = append(columns, cmdkit.Column("secretText"))
	}
	return p.Object(columns, c)
}
