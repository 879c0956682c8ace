// Package domaincmd is the noun domain: the names that an organization owns.
package domaincmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/output"
)

// New makes the command domain with all its verbs.
func New(a *app.App) *cobra.Command {
	n := table()
	return cmdkit.Group("domain", "Domains of the organization",
		cmdkit.List(a, n,
			`domain list`,
			`domain list -o id`),
		cmdkit.Get(a, n,
			`domain get contoso.onmicrosoft.com`,
			`domain get contoso.onmicrosoft.com --select isDefault,isVerified -o json`))
}

// table is that of domains (Graph: resource type domain).
func table() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "domain", Plural: "domains", Set: "domains", Type: "domain",
		Keys:      []string{"id"},
		KeyInPath: true,
		Properties: []string{
			"id", "authenticationType", "availabilityStatus", "isAdminManaged", "isDefault", "isInitial", "isRoot",
			"isVerified", "supportedServices", "passwordValidityPeriodInDays", "passwordNotificationWindowInDays", "state",
		},
		Columns: []output.Column{
			cmdkit.KeyColumn("id"),
			cmdkit.Column("isDefault"),
			cmdkit.Column("isInitial"),
			cmdkit.Column("isVerified"),
			cmdkit.Column("authenticationType"),
			cmdkit.WideColumn("isAdminManaged"),
			cmdkit.WideColumn("isRoot"),
			cmdkit.WideColumn("supportedServices"),
		},
	}
}
