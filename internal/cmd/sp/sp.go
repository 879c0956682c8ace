// Package spcmd is the noun sp: service principals, which are what an
// application is in this organization.
package spcmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/cmdkit/keys"
	"github.com/tenantctl/tenantctl/internal/noun"
)

// New makes the command sp with all its verbs.
func New(a *app.App) *cobra.Command {
	n := noun.ServicePrincipal()
	w := keys.Owner{Noun: n, Article: "a", Word: "service principal", Short: "a service principal"}
	principals := []*cobra.Command{
		cmdkit.List(a, n,
			`sp list`,
			`sp list --filter "servicePrincipalType eq 'Application'" --select displayName,appId -o csv`),
		cmdkit.Get(a, n,
			`sp get "Microsoft Graph"`,
			`sp get --app-id 00000003-0000-0000-c000-000000000000 -o json`),
		newCreate(a, runCreate),
		newUpdate(a, n),
		cmdkit.Edit(a, n,
			`sp edit Payroll`),
		cmdkit.Export(a, n,
			`sp export Payroll > payroll-sp.yaml`),
		cmdkit.Apply(a, n,
			`sp apply -f payroll-sp.yaml`),
		newDelete(a, n),
		cmdkit.Restore(a, n,
			`sp restore Payroll`),
		cmdkit.Erase(a, n,
			`sp erase Payroll --yes`),
	}
	signIn := []*cobra.Command{
		keys.Add(a, w),
		keys.Remove(a, w),
		keys.Rotate(a, w),
		keys.AddPassword(a, w),
		keys.RemovePassword(a, w),
		keys.Group(a, w),
	}
	return cmdkit.Sections("sp", "Service principals: apps as they are in this organization",
		cmdkit.Section{Title: "Service principals", Commands: principals},
		cmdkit.Section{Title: "How one signs in", Commands: signIn},
		cmdkit.Section{Title: "How people are signed in to it", Commands: []*cobra.Command{
			newSigningCertificate(a), newSSOCredentials(a), newPolicy(a),
		}},
		cmdkit.Section{Title: "Its permissions and relations", Commands: append(
			relations(a), newRoleAssignment(a), newClassification(a),
		)},
	)
}

func newDelete(a *app.App, n *cmdkit.Noun) *cobra.Command {
	cmd := cmdkit.Delete(a, n, `sp delete Payroll --yes`)
	cmd.Short = "Delete service principals; they can be restored for 30 days"
	cmd.Long = "Deletes service principals, so that nobody signs in to them any more. The\napplications stay. They can be restored for 30 days."
	return cmd
}
