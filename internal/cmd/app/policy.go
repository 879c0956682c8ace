package appcmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
)

// newPolicy makes the group policy: the policies that an application goes by.
// They themselves are made by `tenantctl policy`.
func newPolicy(a *app.App) *cobra.Command {
	group := cmdkit.Group("policy", "Policies that an app goes by")
	for _, p := range []struct {
		item    *cmdkit.Noun
		short   string
		example string
	}{
		{noun.TokenIssuancePolicy(), "How SAML tokens for the app are made and signed", "SHA-256"},
		{noun.TokenLifetimePolicy(), "How long tokens for the app are good", "Short"},
	} {
		r := noun.AssignedPolicies(noun.App(), p.item)
		group.AddCommand(r.Commands(a, cmdkit.RelationGroup{
			Path:  "app " + p.item.Command,
			Short: p.short, Owner: "Payroll", Item: p.example,
		}, nil))
	}
	return group
}
