package groupcmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
)

// newMember makes the group member: users, groups and others in a group.
func newMember(a *app.App) *cobra.Command {
	r := &cmdkit.Relation{
		Owner: noun.Group(), Item: noun.Member(), Offered: noun.User(), Name: "members", Transitive: "transitiveMembers",
		TaskType: "member_mod.group", Join: "join", Leave: "leave", Word: "member",
	}
	find := cmdkit.FindAny(noun.User(), noun.Group())
	return cmdkit.Group("member", "The members of a group",
		r.List(a,
			`group member list sales-de`,
			`group member list sales-de --transitive -o json`),
		r.Add(a, find,
			`group member add sales-de lee.gu@contoso.onmicrosoft.com gustav.schwarzkopf@contoso.onmicrosoft.com`),
		r.Remove(a, find,
			`group member remove sales-de lee.gu@contoso.onmicrosoft.com`))
}

// newOwner makes the group owner: who may manage a group.
func newOwner(a *app.App) *cobra.Command {
	owners := noun.Member()
	owners.Name, owners.Plural = "owner", "owners"
	r := &cmdkit.Relation{
		Owner: noun.Group(), Item: owners, Offered: noun.User(), Name: "owners",
		TaskType: "update.group", Join: "join", Leave: "leave", Word: "owner",
	}
	find := cmdkit.FindOf(noun.User())
	return cmdkit.Group("owner", "The owners of a group",
		r.List(a, `group owner list sales-de`),
		r.Add(a, find, `group owner add sales-de gustav.schwarzkopf@contoso.onmicrosoft.com`),
		r.Remove(a, find, `group owner remove sales-de gustav.schwarzkopf@contoso.onmicrosoft.com`))
}
