package domaincmd

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// createOptions are the inputs of domain create.
type createOptions struct {
	app  *app.App
	name string
}

func newCreate(a *app.App, run func(context.Context, *createOptions) error) *cobra.Command {
	o := &createOptions{app: a}
	return cmdkit.New(cmdkit.Spec{
		Use:   "create NAME",
		Short: "Add a domain, which is then to be verified",
		Long: `Adds a domain to the organization. Nobody can have a name in it before it is
verified: a record in its DNS shows that it is yours. A domain below a verified
one needs no proof of its own.`,
		Examples: []string{
			`domain create contoso.com`,
		},
		Args: cmdkit.Args(1, 1, "one NAME"),
		Exit: []int{4, 5, 10, 11},
	}, func(ctx context.Context, args []string) error {
		o.name = strings.ToLower(args[0])
		return run(ctx, o)
	})
}

func runCreate(ctx context.Context, o *createOptions) error {
	if !edm.IsDomain(o.name) || !strings.Contains(o.name, ".") {
		return cmdkit.Usagef("%q is no domain name", o.name).
			WithHint("write it as in the DNS: contoso.com")
	}
	n := table()
	body := odata.NewObject("id", o.name)
	return cmdkit.CreateAndPrint(ctx, cmdkit.Creation{
		App: o.app, Noun: n, Body: body,
		Spec: task.Spec{Type: "create.organization", Ops: []*directory.Operation{{
			Name: "create", Verb: directory.Create, Ref: directory.Ref{Set: n.Set}, Body: body, Target: o.name,
		}}},
		Made: o.sayNext,
	})
}

// sayNext tells what a new domain needs.
func (o *createOptions) sayNext(domain *odata.Object) {
	if verified, _ := domain.Bool("isVerified"); !verified && !o.app.Flags.Quiet {
		fmt.Fprintf(o.app.IO.Err, "next: put a record of `tenantctl domain dns-records %s --verification` into its DNS, then `tenantctl domain verify %s`\n", o.name, o.name)
	}
}
