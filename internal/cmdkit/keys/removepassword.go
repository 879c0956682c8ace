package keys

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/signing"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// removePasswordOptions are the inputs of removepassword.
type removePasswordOptions struct {
	subject
	keyID       string
	displayName string
}

// RemovePassword makes the command that takes a password away.
func RemovePassword(a *app.App, w Owner) *cobra.Command {
	return newRemovePassword(a, w, runRemovePassword)
}

func newRemovePassword(a *app.App, w Owner, run func(context.Context, *removePasswordOptions) error) *cobra.Command {
	o := &removePasswordOptions{subject: subject{Owner: w, app: a}}
	cmd := o.command(cmdkit.Spec{
		Use:   "removepassword {APP} (KEYID | --display-name NAME) [flags]",
		Short: "Take a password (client secret) away from {an app}",
		Long: `Takes a password away from {an application}: whoever signs in with it no longer
can. ` + "`{app} key list {APP}`" + ` shows the passwords and their ids.`,
		Examples: []string{
			`{app} removepassword Payroll --display-name ci --yes`,
			`{app} removepassword Payroll 3f1c2a8e-5b0d-4a57-9d0a-7f7a5f0f6f10 --yes`,
		},
		Args:     cmdkit.Args(1, 2, "one "+w.arg()+" and the KEYID (or --display-name)"),
		Complete: o.completeKeys("passwordCredentials"),
	}, func(ctx context.Context, rest []string) error {
		if len(rest) > 0 {
			o.keyID = rest[0]
		}
		return run(ctx, o)
	})
	cmd.Flags().StringVar(&o.displayName, "display-name", "", "name the password by the name shown for it")
	return cmd
}

func runRemovePassword(ctx context.Context, o *removePasswordOptions) error {
	switch {
	case (o.keyID == "") == (o.displayName == ""):
		return cmdkit.Usagef("one of KEYID and --display-name is needed").WithHint(o.words("`tenantctl {app} key list {APP}` shows both"))
	case o.keyID != "" && !odata.IsGUID(o.keyID):
		return cmdkit.Usagef("KEYID is a GUID, not %q", o.keyID).WithHint("--display-name names a password by its name")
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	owner, err := cmdkit.Find(ctx, dir, o.Noun, o.name, credentialProperties())
	if err != nil {
		return err
	}
	password, err := o.find(owner)
	if err != nil {
		return err
	}
	if password == nil {
		return cmdkit.ReportUnchanged(ctx, o.app, o.task("remove_password"), fmt.Sprintf("%s has no password %s", cmdkit.Spoken(o.name), o.keyID))
	}
	return o.remove(ctx, owner, password)
}

// find gives the password that is to go. One that is named by its id and is
// not there gives nil: it may be gone already.
func (o *removePasswordOptions) find(owner *odata.Object) (*odata.Object, error) {
	list := signing.Credentials(owner, "passwordCredentials")
	if o.keyID != "" {
		return withKeyID(list, o.keyID), nil
	}
	var names []string
	for _, c := range list {
		names = append(names, c.String("displayName"))
	}
	named := slices.DeleteFunc(list, func(c *odata.Object) bool { return c.String("displayName") != o.displayName })
	target := fmt.Sprintf("%s: password %q", o.called(owner), o.displayName)
	switch len(named) {
	case 1:
		return named[0], nil
	case 0:
		err := apierr.New(apierr.NotFound, target, "not found")
		if near := edm.Near(o.displayName, names); len(near) > 0 {
			return nil, err.WithHint("did you mean " + strings.Join(near, " or ") + "?")
		}
		return nil, err.WithHint(o.words("`tenantctl {app} key list {APP}` shows the passwords"))
	}
	var ids []string
	for _, c := range named {
		ids = append(ids, fmt.Sprintf("%s (until %s)", c.String("keyId"), c.String("endDateTime")))
	}
	return nil, apierr.New(apierr.Ambiguous, target, fmt.Sprintf("%d passwords have that name", len(named))).
		WithHint("name one by its id: " + strings.Join(ids, ", "))
}

func (o *removePasswordOptions) remove(ctx context.Context, owner, password *odata.Object) error {
	question := fmt.Sprintf("Remove the password %s (%s) of %s?", password.String("displayName"), password.String("keyId"), owner.String("displayName"))
	if err := cmdkit.Confirm(ctx, o.app, question); err != nil {
		return err
	}
	x, err := cmdkit.Execute(ctx, o.app, task.Spec{
		Type: o.task("remove_password"), NotUndoable: true, Instead: o.words("`tenantctl {app} addpassword` makes another password"),
		Ops: []*directory.Operation{{
			Name: "remove", Verb: directory.Invoke, Ref: o.Noun.RefOf(o.name, owner).Below("removePassword"), Target: cmdkit.Spoken(o.name),
			Body: odata.NewObject("keyId", password.String("keyId")),
		}},
	})
	if err != nil {
		return err
	}
	return x.Report(o.app, "has lost the password "+password.String("keyId"), "has no such password")
}
