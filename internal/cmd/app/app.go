// Package appcmd is the noun app: applications, the keys and passwords with
// which they sign in, and who may manage them.
package appcmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/cmdkit/keys"
	"github.com/tenantctl/tenantctl/internal/noun"
)

// New makes the command app with all its verbs.
func New(a *app.App) *cobra.Command {
	n := noun.App()
	w := keys.Owner{Noun: n, Article: "an", Word: "application", Short: "an app"}
	apps := []*cobra.Command{
		cmdkit.List(a, n,
			`app list`,
			`app list --filter "startswith(displayName,'Pay')" -o csv`,
			`app list --deleted`),
		cmdkit.Get(a, n,
			`app get Payroll`,
			`app get Payroll --select id,appId -o json`),
		newCreate(a, runCreate),
		cmdkit.Update(a, n,
			`app update Payroll --description "Pays everyone" --identifier-uri api://payroll`,
			`app update Payroll --redirect-uri https://payroll.contoso.com/signed-in`),
		cmdkit.Edit(a, n,
			`app edit Payroll`,
			`app edit Payroll -f /tmp/app-123.yaml`),
		cmdkit.Export(a, n,
			`app export Payroll > payroll.yaml`,
			`app export Payroll Clock`),
		cmdkit.Apply(a, n,
			`app apply -f payroll.yaml`,
			`app apply -f payroll.yaml --dry-run`),
		newDelete(a, n),
		newRestore(a, runRestore),
		cmdkit.Erase(a, n,
			`app erase Payroll --yes`),
		newTemplate(a),
	}
	signIn := []*cobra.Command{
		keys.Add(a, w),
		keys.Remove(a, w),
		keys.Rotate(a, w),
		keys.AddPassword(a, w),
		keys.RemovePassword(a, w),
		keys.Group(a, w),
		newFederatedCredential(a),
	}
	return cmdkit.Sections("app", "Applications, their keys, passwords and owners",
		cmdkit.Section{Title: "Apps", Commands: apps},
		cmdkit.Section{Title: "How an app signs in", Commands: signIn},
		cmdkit.Section{Title: "What belongs to an app", Commands: []*cobra.Command{
			newOwner(a), newExtension(a), newPolicy(a),
		}},
	)
}

func newDelete(a *app.App, n *cmdkit.Noun) *cobra.Command {
	cmd := cmdkit.DeleteWith(a, n, cmdkit.NoteAlong, `app delete Payroll --yes`)
	cmd.Short = "Delete apps; they can be restored for 30 days"
	cmd.Long = `Deletes applications. The service principal of each in this organization goes
with it, so that nobody signs in to it any more. Both can be restored for 30
days: "app restore" and the undo of the task bring both back.`
	return cmd
}
