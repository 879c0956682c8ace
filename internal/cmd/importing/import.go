// Package importcmd is the command import: people, groups and memberships
// from CSV files into the directory.
package importcmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/tabular"
)

// options are the inputs of an import.
type options struct {
	app          *app.App
	kind         tabular.Kind
	taskType     string
	path         string
	skipInvalid  bool
	passwordsOut string
}

// New makes the command import with its verbs.
func New(a *app.App) *cobra.Command {
	return cmdkit.Group("import", "Bring people, groups and memberships in from CSV",
		newUser(a, run), newGroup(a, run), newMember(a, run))
}

func newUser(a *app.App, run func(context.Context, *options) error) *cobra.Command {
	o := &options{app: a, kind: tabular.Users, taskType: "import.user"}
	cmd := command(o, run, words{"user", "users", `Creates the people in the file who are not there, and updates those who are and
differ; people who are not in the file are left alone. A person is known by the
UPN. An empty cell leaves a property as it is. A password in the file is used
for new people only; a new person without one gets a random one.

Headings are property names (userPrincipalName, displayName, ...), or those of
the Entra portal's bulk template, of the Microsoft 365 admin centre's, or of
Get-MsolUser | Export-Csv.`,
		[]string{
			"import user docs/examples/users.csv",
			"import user docs/examples/users.csv --dry-run",
			"import user docs/examples/entra-bulk-create.csv --skip-invalid -o json",
		}})
	cmd.Flags().StringVar(&o.passwordsOut, "passwords-out", "", "give new people without a password a readable one and list them in this new `FILE` (0600)")
	return cmd
}

func newGroup(a *app.App, run func(context.Context, *options) error) *cobra.Command {
	o := &options{app: a, kind: tabular.Groups, taskType: "import.group"}
	return command(o, run, words{"group", "groups", `Creates the groups in the file that are not there, and updates those that are
and differ. A group is known by its mailNickname. Headings: displayName,
mailNickname, description, groupType (security or microsoft365), mailEnabled,
securityEnabled.`,
		[]string{"import group docs/examples/groups.csv"}})
}

func newMember(a *app.App, run func(context.Context, *options) error) *cobra.Command {
	o := &options{app: a, kind: tabular.Members, taskType: "import.group_member"}
	return command(o, run, words{"group-member", "memberships of groups", `Adds members to groups; nobody is removed. Headings: group (mailNickname, name or
id) and member (UPN or id).`,
		[]string{"import group-member docs/examples/group-members.csv"}})
}

// words are what sets one import's help apart from another's.
type words struct {
	use, what, long string
	examples        []string
}

func command(o *options, run func(context.Context, *options) error, w words) *cobra.Command {
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   w.use + " FILE|- [flags]",
		Short: "Import " + w.what + " from a CSV file",
		Long: w.long + `

Every row is checked before anything is written. With a bad row nothing is
written (exit 2), unless --skip-invalid: then the good ones are (exit 7), and
the bad ones go to NAME.rejected.csv beside NAME.csv with the reason.`,
		Examples: w.examples,
		Args:     cmdkit.Args(1, 1, "one FILE (- for standard input)"),
		Exit:     []int{4, 5, 7, 10, 11},
		Complete: completeFile,
	}, func(ctx context.Context, args []string) error {
		o.path = args[0]
		return run(ctx, o)
	})
	cmd.Flags().BoolVar(&o.skipInvalid, "skip-invalid", false, "import the good rows and put the bad ones into NAME.rejected.csv")
	return cmd
}

func completeFile(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	return []string{"csv"}, cobra.ShellCompDirectiveFilterFileExt
}
