package licensecmd

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// explainOptions are the inputs of license explain.
type explainOptions struct {
	app  *app.App
	user string
	list cmdkit.LocalList
}

func newExplain(a *app.App, run func(context.Context, *explainOptions) error) *cobra.Command {
	o := &explainOptions{app: a, list: cmdkit.LocalList{App: a, Plural: "licences"}}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "explain USER",
		Short: "Say why a user has each licence, what is off, and what is in error",
		Long: `Says for each product that a user has, or was to get, where it comes from
(direct, or the groups that give it), which of its plans are off and by which
assignment, and what is in error, in a sentence, with what can be done. A plan
that is off in one assignment and on in another is on.

In JSON each product has direct, groups, sources, state, error, explanation,
action, disabledPlans (with disabledBy and enabledBy), disabledPlanNames (what is
off in effect), lastUpdatedDateTime, and the assignments one by one. A directory
that does not tell where licences come from (Azure AD Graph) leaves direct and
assignments null; what cannot be known is said.`,
		Examples: []string{
			`license explain gustav.schwarzkopf@contoso.onmicrosoft.com`,
			`license explain gustav.schwarzkopf@contoso.onmicrosoft.com --filter "error ne 'None'" --jq '.[] | .explanation, .action'`,
		},
		Args:     cmdkit.Args(1, 1, "one USER"),
		Exit:     []int{3, 4, 5, 10},
		Complete: cmdkit.CompleteNames(a, noun.User()),
	}, func(ctx context.Context, args []string) error {
		o.user = args[0]
		return run(ctx, o)
	})
	o.list.AddFlags(cmd)
	cmdkit.CompleteFlag(cmd, "select", "skuPartNumber", "sources", "state", "error", "disabledPlans", "disabledPlanNames",
		"explanation", "action", "lastUpdatedDateTime", "skuId")
	return cmd
}

func runExplain(ctx context.Context, o *explainOptions) error {
	if err := o.list.Check(); err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	user, err := cmdkit.Find(ctx, dir, noun.User(), o.user, userProperties(dir))
	if err != nil {
		return err
	}
	rows, err := explainAll(ctx, dir, user)
	if err != nil {
		return err
	}
	o.say(dir, rows)
	return o.list.Print(explainColumns(), cmdkit.One(rows...))
}

// explainAll makes a row for each product of the user, sorted by name.
func explainAll(ctx context.Context, dir directory.Directory, user *odata.Object) ([]*odata.Object, error) {
	licences, err := readHoldings(ctx, dir, user)
	if err != nil || len(licences) == 0 {
		return nil, err
	}
	all, err := readProducts(ctx, dir)
	if err != nil {
		return nil, err
	}
	var rows []*odata.Object
	for _, h := range licences {
		p, err := all.find(h.sku)
		if err != nil {
			p = product{id: h.sku, name: h.sku} // no longer bought
		}
		rows = append(rows, h.row(p, user))
	}
	slices.SortStableFunc(rows, func(a, b *odata.Object) int {
		return cmp.Compare(a.String("skuPartNumber"), b.String("skuPartNumber"))
	})
	return rows, nil
}

// say tells on stderr what a table has no room for: errors in sentences, and
// what this directory cannot tell.
func (o *explainOptions) say(dir directory.Directory, rows []*odata.Object) {
	if o.app.Flags.Quiet {
		return
	}
	if len(rows) == 0 {
		fmt.Fprintf(o.app.IO.Err, "%s has no licence\n", o.user)
	}
	if !dir.Supports(directory.CanExplain) {
		fmt.Fprintf(o.app.IO.Err, "this directory has no %s: whether a licence is direct or from a group, "+
			"and what is in error, is not known here; Microsoft Graph tells\n", directory.CanExplain)
	}
	if o.app.Format("table") != "table" {
		return
	}
	for _, row := range rows {
		if text := row.String("explanation"); text != "" {
			fmt.Fprintf(o.app.IO.Err, "%s: %s\nhint: %s\n", row.String("skuPartNumber"), text, row.String("action"))
		}
	}
}

func explainColumns() []output.Column {
	return []output.Column{
		cmdkit.KeyColumn("skuPartNumber"),
		cmdkit.Column("sources"),
		cmdkit.Column("state"),
		cmdkit.Column("error"),
		{Name: "disabledPlans", Value: plansOff},
		cmdkit.WideColumn("explanation"),
		cmdkit.WideColumn("action"),
		cmdkit.WideColumn("lastUpdatedDateTime"),
		cmdkit.WideColumn("skuId"),
	}
}
