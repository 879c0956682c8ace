// Package groupcmd is the noun group: its verbs, its members and owners.
package groupcmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
)

// New makes the command group with all its verbs.
func New(a *app.App) *cobra.Command {
	n := noun.Group()
	return cmdkit.Group("group", "Groups, their members and owners",
		cmdkit.List(a, n,
			`group list`,
			`group list --filter "startsWith(displayName,'Project')" -o csv`,
			`group list --deleted`),
		cmdkit.Get(a, n,
			`group get sales-de`,
			`group get "Sales Germany" -o json`),
		newCreate(a, runCreate),
		cmdkit.Update(a, n,
			`group update sales-de --description "Everyone who sells in Germany"`),
		cmdkit.Delete(a, n,
			`group delete sales-de --yes`),
		cmdkit.Restore(a, n,
			`group restore project-01`),
		newMember(a),
		newOwner(a),
	)
}
