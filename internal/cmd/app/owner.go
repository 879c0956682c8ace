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
	r, find := noun.Owners(noun.App())
	return cmdkit.Group("owner", "Who may manage an app: users and service principals",
		r.List(a, `app owner list Payroll`),
		r.Add(a, find, `app owner add Payroll admin@contoso.onmicrosoft.com`),
		r.Remove(a, find, `app owner remove Payroll admin@contoso.onmicrosoft.com`))
}
