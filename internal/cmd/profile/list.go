package profilecmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/profile"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func newList(a *app.App, run func(context.Context, *app.App) error) *cobra.Command {
	return cmdkit.New(cmdkit.Spec{
		Use:      "list",
		Short:    "List profiles",
		Long:     "Lists the profiles with the settings of the file; profile show has those in force.",
		Examples: []string{`profile list`, `profile list -o json --jq '.[] | select(.current) | .name'`},
	}, func(ctx context.Context, _ []string) error { return run(ctx, a) })
}

func runList(_ context.Context, a *app.App) error {
	paths, err := a.Paths()
	if err != nil {
		return err
	}
	all, current, err := profile.List(paths)
	if err != nil {
		return err
	}
	var objects []*odata.Object
	for _, p := range all {
		objects = append(objects, listed(p, p.Name == current))
	}
	printer, err := a.Printer("table")
	if err != nil {
		return err
	}
	return printer.List(listColumns(), cmdkit.One(objects...))
}

// listed is a profile as an object. Settings that are not set are null.
func listed(p *profile.Profile, current bool) *odata.Object {
	o := odata.NewObject("name", p.Name, "current", current)
	for _, k := range profile.Keys() {
		if value := k.Get(p.Settings); value != "" {
			o.Set(k.Name, value)
		} else {
			o.Set(k.Name, nil)
		}
	}
	return o
}

func listColumns() []output.Column {
	return []output.Column{
		cmdkit.KeyColumn("name"), cmdkit.Column("current"), cmdkit.Column("protocol"), cmdkit.Column("tenant"),
		cmdkit.Column("endpoint"), cmdkit.WideColumn("authority"), cmdkit.WideColumn("cloud"),
		cmdkit.WideColumn("clientId"), cmdkit.WideColumn("auth"), cmdkit.WideColumn("ca"), cmdkit.WideColumn("output"),
	}
}
