package directorycmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

func newInfo(a *app.App, run func(context.Context, *app.App) error) *cobra.Command {
	return cmdkit.New(cmdkit.Spec{
		Use:      "info",
		Short:    "Show what the embedded directory is and holds",
		Examples: []string{`directory info`, `directory info -o json`, `directory info --jq .objects.user`},
	}, func(ctx context.Context, _ []string) error { return run(ctx, a) })
}

func runInfo(ctx context.Context, a *app.App) error {
	if err := onlyLocal(a); err != nil {
		return err
	}
	info, err := a.Local.Info(ctx)
	if err != nil {
		return err
	}
	p, err := a.Printer("table")
	if err != nil {
		return err
	}
	return p.Object(infoColumns(), info)
}

func infoColumns() []output.Column {
	count := func(typ string) func(*odata.Object) string {
		return func(o *odata.Object) string {
			raw, ok := o.Object("objects").Raw(typ)
			if !ok {
				return "0"
			}
			return string(raw)
		}
	}
	return []output.Column{
		cmdkit.KeyColumn("path"), cmdkit.Column("tenantId"), cmdkit.Column("domain"),
		{Name: "users", Value: count("user")}, {Name: "groups", Value: count("group")},
		{Name: "applications", Value: count("application")},
		cmdkit.Column("deletedItems"), cmdkit.Column("size"),
		cmdkit.WideColumn("schemaVersion"), cmdkit.WideColumn("seedVersion"),
	}
}
