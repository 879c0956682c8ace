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
profile that commands work on now. Secrets are never shown: credential is the
variable that holds, or names the file of, what would be signed in with.`,
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
		objects = append(objects, row(origin.Key.Name, origin.Value, origin.From))
		if origin.Key.Name == "auth" && (all[0].Value == profile.Graph || all[0].Value == profile.AADGraph) {
			objects = append(objects[:len(objects)-1], signIn(origin, a.Env)...)
		}
	}
	printer, err := a.Printer("table")
	if err != nil {
		return err
	}
	columns := []output.Column{cmdkit.KeyColumn("setting"), cmdkit.Column("value"), cmdkit.Column("from")}
	return printer.List(columns, cmdkit.One(objects...))
}

// signIn are the rows on how one would sign in, which depends on the
// environment where no setting says it, and with what: the name of a variable.
func signIn(origin profile.Origin, env func(string) string) []*odata.Object {
	method, variable := auth.Chosen(origin.Value, env)
	if origin.Value == "" && method != "" {
		origin.From = "default"
	}
	from := ""
	if variable != "" {
		from = "environment"
	}
	return []*odata.Object{row("auth", method, origin.From), row("credential", variable, from)}
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
