// Package domaincmd is the noun domain: the names that an organization owns.
// The task vocabulary calls a domain "organization".
package domaincmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/output"
)

// New makes the command domain with all its verbs.
func New(a *app.App) *cobra.Command {
	n := table()
	group := cmdkit.Group("domain", "Domains of the organization",
		cmdkit.List(a, n,
			`domain list`,
			`domain list -o id`),
		cmdkit.Get(a, n,
			`domain get contoso.onmicrosoft.com`,
			`domain get contoso.onmicrosoft.com --select isDefault,isVerified -o json`),
		newCreate(a, runCreate),
		newDNSRecords(a, runDNSRecords),
		newVerify(a, runVerify),
		cmdkit.UpdateWith(a, n, moveDefault,
			`domain update contoso.com --is-default`,
			`domain update contoso.com --password-validity-period-in-days 90 --password-notification-window-in-days 14`),
		newDelete(a, n))
	for _, cmd := range group.Commands() {
		namedAsInDNS(cmd)
	}
	return group
}

// namedAsInDNS lets a command take the names of domains in any letters.
func namedAsInDNS(cmd *cobra.Command) {
	run := cmd.RunE
	cmd.RunE = func(c *cobra.Command, args []string) error {
		names := make([]string, len(args))
		for i, arg := range args {
			names[i] = edm.ASCIIDomain(arg)
		}
		return run(c, names)
	}
}

// table is that of domains (Graph: resource type domain).
func table() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "domain", TaskName: "organization", Plural: "domains", Set: "domains", Type: "domain",
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
		Settable: []cmdkit.Field{
			{Property: "isDefault", Usage: "make it the domain of new users where none is named"},
			{
				Property: "supportedServices", Flag: "supported-service", Usage: "service that uses the domain, such as Email",
				Values: []string{"Email", "Sharepoint", "EmailInternalRelayOnly", "OfficeCommunicationsOnline", "Yammer", "Intune"},
			},
			{Property: "passwordValidityPeriodInDays", Usage: "days after which a password has to be changed; 2147483647 is never"},
			{Property: "passwordNotificationWindowInDays", Usage: "days before that from which users are told"},
		},
		RemoveName: "delete",
	}
}
