// Package organizationcmd is the noun organization: the tenant itself.
package organizationcmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// New makes the command organization.
func New(a *app.App) *cobra.Command {
	return cmdkit.Group("organization", "The organization itself", newGet(a))
}

func newGet(a *app.App) *cobra.Command {
	n := table()
	var sel []string
	cmd := cmdkit.New(cmdkit.Spec{
		Use:      "get",
		Short:    "Show the organization: its id is that of the tenant",
		Examples: []string{`organization get`, `organization get --select id,displayName -o json`},
		Exit:     []int{4, 5, 10},
	}, func(ctx context.Context, _ []string) error {
		dir, err := a.Directory(ctx)
		if err != nil {
			return err
		}
		o, err := only(ctx, dir, cmdkit.Wanted(n, sel))
		if err != nil {
			return err
		}
		return cmdkit.PrintObject(a, n, sel, o)
	})
	cmdkit.AddSelect(cmd, &sel, n.Type)
	return cmd
}

// only reads the one organization that there is in a tenant.
func only(ctx context.Context, dir directory.Directory, properties []string) (*odata.Object, error) {
	for o, err := range dir.List(ctx, directory.Ref{Set: "organization"}, odata.Query{Select: properties}) {
		return o, err
	}
	return nil, apierr.New(apierr.NotFound, "organization", "the directory shows none")
}

// table is that of organizations (Graph: resource type organization).
func table() *cmdkit.Noun {
	return &cmdkit.Noun{
		Name: "organization", Plural: "organizations", Set: "organization", Type: "organization",
		Keys: []string{"displayName"},
		Properties: []string{
			"id", "displayName", "verifiedDomains", "tenantType", "countryLetterCode", "defaultUsageLocation",
			"preferredLanguage", "street", "city", "state", "postalCode", "country", "businessPhones",
			"technicalNotificationMails", "marketingNotificationEmails", "securityComplianceNotificationMails",
			"onPremisesSyncEnabled", "createdDateTime", "assignedPlans",
		},
		Columns: []output.Column{
			cmdkit.Column("displayName"),
			cmdkit.KeyColumn("id"),
			{Name: "verifiedDomains", Value: domains},
		},
	}
}

// domains are the names of an organization's verified domains, the default
// one first.
func domains(o *odata.Object) string {
	var list []struct {
		Name      string `json:"name"`
		IsDefault bool   `json:"isDefault"`
	}
	if o.Decode("verifiedDomains", &list) != nil {
		return ""
	}
	names := ""
	for _, d := range list {
		switch {
		case names == "":
			names = d.Name
		case d.IsDefault:
			names = d.Name + ";" + names
		default:
			names += ";" + d.Name
		}
	}
	return names
}
