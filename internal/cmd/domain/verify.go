package domaincmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// verifyOptions are the inputs of domain verify.
type verifyOptions struct {
	app  *app.App
	name string
}

func newVerify(a *app.App, run func(context.Context, *verifyOptions) error) *cobra.Command {
	o := &verifyOptions{app: a}
	return cmdkit.New(cmdkit.Spec{
		Use:   "verify NAME",
		Short: "Show that a domain is yours",
		Long: `Lets the directory look in the DNS for one of the records that ` + "`domain dns-records\nNAME --verification`" + ` shows, and prints the domain, which is verified then. One
that is verified already is left as it is. It cannot be undone.`,
		Examples: []string{
			`domain verify contoso.com`,
		},
		Args:     cmdkit.Args(1, 1, "one NAME"),
		Exit:     []int{3, 4, 5, 10, 11},
		Complete: cmdkit.CompleteNames(a, table()),
	}, func(ctx context.Context, args []string) error {
		o.name = args[0]
		return run(ctx, o)
	})
}

func runVerify(ctx context.Context, o *verifyOptions) error {
	n := table()
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	domain, err := cmdkit.Find(ctx, dir, n, o.name, n.Properties)
	if err != nil {
		return err
	}
	spec := task.Spec{
		Type: "verify.organization", NotUndoable: true,
		Instead: "`tenantctl domain delete " + domain.ID() + "` gives the domain up",
	}
	if verified, _ := domain.Bool("isVerified"); verified {
		spec.Unchanged = 1
	} else {
		spec.Ops = []*directory.Operation{{
			Name: "verify", Verb: directory.Invoke, Ref: n.Ref(domain.ID()).Below("verify"), Target: domain.ID(),
		}}
	}
	x, err := cmdkit.Execute(ctx, o.app, spec)
	switch {
	case err != nil || x.Task == nil:
		return err
	case x.Err != nil:
		return explain(domain.ID(), x.Err)
	case spec.Unchanged == 1 && !o.app.Flags.Quiet:
		fmt.Fprintf(o.app.IO.Err, "%s is verified already\n", domain.ID())
	case len(x.Outcomes) == 1 && x.Outcomes[0].Object != nil:
		domain = x.Outcomes[0].Object
		domain.Delete("@odata.context")
	}
	x.Say(o.app, "is verified", "is verified already")
	return cmdkit.PrintObject(o.app, n, nil, domain)
}

// explain says what a refusal mostly means: that the record is not to be seen.
func explain(name string, err error) error {
	if e := apierr.As(err); e != nil && e.Hint == "" && e.Kind == apierr.Invalid {
		e.Hint = fmt.Sprintf("put a record of `tenantctl domain dns-records %s --verification` into the DNS; it may take hours until everyone sees it", name)
	}
	return err
}
