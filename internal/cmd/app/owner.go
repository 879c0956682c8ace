package appcmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
)

// newOwner makes the group owner: users and service principals that may
// manage an application.
func newOwner(a *app.App) *cobra.Command {
	owners := noun.Member()
	owners.Name, owners.Plural = "owner", "owners"
	r := &cmdkit.Relation{
		Owner: noun.App(), Item: owners, Offered: noun.User(), Name: "owners",
		TaskType: "owner_mod.app", Join: "join", Leave: "leave", Word: "owner",
	}
	find := cmdkit.FindAny(noun.User(), noun.ServicePrincipal())
	return cmdkit.Group("owner", "Who may manage an app: users and service principals",
		r.List(a, `app owner list Payroll`),
		r.Add(a, find, `app owner add Payroll admin@contoso.onmicrosoft.com`),
		r.Remove(a, find, `app owner remove Payroll admin@contoso.onmicrosoft.com`))
}
