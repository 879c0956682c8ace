package spcmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
)

// relations are the groups of commands about what a service principal is
// related to, but for the policies.
func relations(a *app.App) []*cobra.Command {
	sp := noun.ServicePrincipal()
	owners, find := noun.Owners(sp)
	listed := func(path, plural, name string, short string) *cobra.Command {
		items := noun.Object()
		items.Plural = plural
		r := &cmdkit.Relation{Owner: sp, Item: items, Name: name}
		return r.Commands(a, cmdkit.RelationGroup{Path: path, Short: short, Owner: "Payroll"}, nil)
	}
	memberOf := &cmdkit.Relation{Owner: sp, Item: noun.Membership(), Name: "memberOf", Transitive: "transitiveMemberOf"}
	return []*cobra.Command{
		owners.Commands(a, cmdkit.RelationGroup{
			Path: "sp owner", Short: "Who may manage a service principal: users and service principals",
			Owner: "Payroll", Item: "admin@contoso.onmicrosoft.com",
		}, find),
		listed("sp owned", "owned objects", "ownedObjects", "The apps, groups and other objects that a service principal owns"),
		listed("sp created", "created objects", "createdObjects", "The objects that a service principal has created"),
		memberOf.Commands(a, cmdkit.RelationGroup{
			Path: "sp member-of", Short: "The groups and roles that a service principal is a member of", Owner: "Payroll",
		}, nil),
	}
}

// newPolicy makes the group policy: the policies that a service principal goes
// by. They themselves are made by `tenantctl policy`.
func newPolicy(a *app.App) *cobra.Command {
	group := cmdkit.Group("policy", "Policies that a service principal goes by")
	for _, p := range []struct {
		item    *cmdkit.Noun
		short   string
		example string
	}{
		{noun.ClaimsMappingPolicy(), "What tokens for the service principal say of a user", "Department"},
		{noun.HomeRealmDiscoveryPolicy(), "Where users of the service principal are sent to sign in", "Federated"},
		{noun.TokenIssuancePolicy(), "How SAML tokens for the service principal are made and signed", "SHA-256"},
		{noun.TokenLifetimePolicy(), "How long tokens for the service principal are good", "Short"},
	} {
		r := noun.AssignedPolicies(noun.ServicePrincipal(), p.item)
		group.AddCommand(r.Commands(a, cmdkit.RelationGroup{
			Path:  "sp " + p.item.Command,
			Short: p.short, Owner: "Payroll", Item: p.example,
		}, nil))
	}
	return group
}
