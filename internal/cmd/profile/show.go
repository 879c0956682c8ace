package profilecmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/auth"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/profile"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// showOptions are the inputs of profile show.
type showOptions struct {
	app  *app.App
	name string
}

func newShow(a *app.App, run func(context.Context, *showOptions) error) *cobra.Command {
	o := &showOptions{app: a}
	return cmdkit.New(cmdkit.Spec{
		Use:   "show [NAME]",
		Short: "Show the settings in force, and where each comes from",
		Long: `Shows the settings of a profile as they are in force, those of the environment
over those of the file, and where each comes from. Without a name it is the
profile that commands work on now. Secrets are never shown: auth says which
variable holds what would be signed in with.`,
		Examples: []string{`profile show`, `profile show lab -o json`},
		Args:     cmdkit.Args(0, 1, "one NAME"),
		Complete: completeNames(a),
	}, func(ctx context.Context, args []string) error {
		if len(args) > 0 {
			o.name = args[0]
		}
		return run(ctx, o)
	})
}

func runShow(_ context.Context, o *showOptions) error {
	a := o.app
	paths, err := a.Paths()
	if err != nil {
		return err
	}
	flags := profile.Overrides{Name: a.Flags.Profile}
	if o.name != "" {
		flags.Name = o.name
	}
	name, all, err := profile.Origins(paths, a.Env, flags)
	if err != nil {
		return err
	}
	if o.name != "" {
		name.From = "argument"
	}
	objects := []*odata.Object{row("profile", name.Value, name.From), row("file", paths.ConfigFile(), "")}
	for _, origin := range all {
		objects = append(objects, o.setting(origin, all))
	}
	printer, err := a.Printer("table")
	if err != nil {
		return err
	}
	columns := []output.Column{cmdkit.KeyColumn("setting"), cmdkit.Column("value"), cmdkit.Column("from")}
	return printer.List(columns, cmdkit.One(objects...))
}

// setting is the row of a setting. How to sign in depends on the environment
// where no setting says it.
func (o *showOptions) setting(origin profile.Origin, all []profile.Origin) *odata.Object {
	if origin.Key.Name == "auth" && all[0].Value == "graph" {
		method, variable := auth.Chosen(origin.Value, o.app.Env)
		switch {
		case origin.Value == "":
			return row("auth", method, variable)
		case variable == "":
			return row("auth", method+" (nothing is set to sign in with)", origin.From)
		}
	}
	return row(origin.Key.Name, origin.Value, origin.From)
}

func row(setting, value, from string) *odata.Object {
	o := odata.NewObject("setting", setting, "value", nil, "from", nil)
	if value != "" {
		o.Set("value", value)
	}
	if from != "" {
		o.Set("from", from)
	}
	return o
}
