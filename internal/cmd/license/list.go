package licensecmd

import (
	"context"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// listOptions are the inputs of license list.
type listOptions struct {
	app  *app.App
	list cmdkit.LocalList
}

func newList(a *app.App, run func(context.Context, *listOptions) error) *cobra.Command {
	o := &listOptions{app: a, list: cmdkit.LocalList{App: a, Plural: "products"}}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "list",
		Short: "List the products bought, with their free units",
		Long: `Lists the products (SKUs) that the organization has bought. Free units are those
enabled or in warning that nobody has.`,
		Examples: []string{
			`license list`,
			`license list --filter "consumedUnits gt 0" --select skuPartNumber,free -o csv`,
			`license list --jq '.[] | {(.skuPartNumber): [.servicePlans[].servicePlanName]}'`,
		},
		Exit: []int{4, 5, 10},
	}, func(ctx context.Context, _ []string) error { return run(ctx, o) })
	o.list.AddFlags(cmd)
	cmdkit.CompleteSelect(cmd, "subscribedSku")
	return cmd
}

func runList(ctx context.Context, o *listOptions) error {
	if err := o.list.Check(); err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	return o.list.Print(productColumns(), dir.List(ctx, directory.Ref{Set: "subscribedSkus"}, odata.Query{}))
}

func productColumns() []output.Column {
	count := func(name string, of func(units) int) output.Column {
		return output.Column{Name: name, Value: func(o *odata.Object) string { return strconv.Itoa(of(unitsOf(o))) }}
	}
	return []output.Column{
		cmdkit.KeyColumn("skuPartNumber"),
		count("free", units.free),
		count("consumed", func(u units) int { return u.consumed }),
		count("enabled", func(u units) int { return u.enabled }),
		count("warning", func(u units) int { return u.warning }),
		count("suspended", func(u units) int { return u.suspended }),
		cmdkit.Column("skuId"),
		cmdkit.WideColumn("capabilityStatus"),
		cmdkit.WideColumn("appliesTo"),
		cmdkit.WideColumn("id"),
	}
}
