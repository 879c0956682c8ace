package usercmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
)

// newMemberOf makes the group member-of: what a user is a member of.
func newMemberOf(a *app.App) *cobra.Command {
	r := &cmdkit.Relation{
		Owner: noun.User(), Item: noun.Membership(), Name: "memberOf", Transitive: "transitiveMemberOf",
	}
	return cmdkit.Group("member-of", "The groups and roles that a user is a member of",
		r.List(a,
			`user member-of list gustav.schwarzkopf@contoso.onmicrosoft.com`,
			`user member-of list gustav.schwarzkopf@contoso.onmicrosoft.com --transitive`))
}
