// Package usercmd is the noun user: its verbs, hand-written where an act
// needs judgement, generic otherwise.
package usercmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
)

// New makes the command user with all its verbs.
func New(a *app.App) *cobra.Command {
	n := noun.User()
	manager := &cmdkit.Reference{Owner: n, Other: n, Name: "manager"}
	return cmdkit.Group("user", "People: create, change, delete, restore",
		cmdkit.List(a, n,
			`user list`,
			`user list --filter "startswith(displayName,'A') and accountEnabled eq true" --select displayName,userPrincipalName --top 5`,
			`user list --search displayName:gustav -o json`,
			`user list --deleted`),
		cmdkit.Get(a, n,
			`user get admin@contoso.onmicrosoft.com`,
			`user get admin@contoso.onmicrosoft.com --select displayName,accountEnabled -o json`),
		newCreate(a, runCreate),
		cmdkit.Update(a, n,
			`user update gustav.schwarzkopf@contoso.onmicrosoft.com --job-title Director --department Sales`,
			`user update gustav.schwarzkopf@contoso.onmicrosoft.com --account-enabled=false`,
			`user update gustav.schwarzkopf@contoso.onmicrosoft.com --mobile-phone ""`),
		cmdkit.Delete(a, n,
			`user remove gustav.schwarzkopf@contoso.onmicrosoft.com --yes`),
		cmdkit.Restore(a, n,
			`user restore gustav.schwarzkopf@contoso.onmicrosoft.com`),
		cmdkit.Erase(a, n,
			`user erase gustav.schwarzkopf@contoso.onmicrosoft.com --yes`),
		newAutoDelete(a, runAutoDelete),
		newResetPassword(a, runResetPassword),
		manager.Commands(a),
		newMemberOf(a),
	)
}
