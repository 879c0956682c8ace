package noun

import "github.com/tenantctl/tenantctl/internal/cmdkit"

// Owners is the relation of an application or service principal to the users
// and service principals that may manage it, with what finds these.
func Owners(of *cmdkit.Noun) (*cmdkit.Relation, cmdkit.Finder) {
	owners := Member()
	owners.Name, owners.Plural = "owner", "owners"
	return &cmdkit.Relation{
		Owner: of, Item: owners, Offered: User(), Name: "owners",
		TaskType: "owner_mod." + of.Name, Join: "join", Leave: "leave", Word: "owner",
	}, cmdkit.FindAny(User(), ServicePrincipal())
}
