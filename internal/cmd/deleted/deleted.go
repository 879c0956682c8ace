// Package deletedcmd is the noun deleted: objects of any type that were
// deleted and can be restored for 30 days, named by their ids.
package deletedcmd

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/output"
)

// New makes the command deleted with all its verbs.
func New(a *app.App) *cobra.Command {
	return cmdkit.Group("deleted", "Deleted objects of any type: look at them, restore or erase them",
		cmdkit.ListDeleted(a, nouns(),
			`deleted list --type application`,
			`deleted list --type user --filter "startsWith(displayName,'Gustav')" -o json`),
		newGet(a),
		newRestore(a),
		newErase(a))
}

// nouns are those whose deleted objects a directory keeps (Graph:
// directory/deletedItems).
func nouns() []*cmdkit.Noun {
	units := &cmdkit.Noun{
		Name: "administrative unit", Plural: "administrative units",
		Set: "directory/administrativeUnits", Type: "administrativeUnit", Keys: []string{"displayName"},
		Properties: []string{"id", "displayName", "description", "visibility"},
		SoftDelete: true, RemoveName: "delete",
	}
	return []*cmdkit.Noun{
		withID(noun.App(), "appId"), withID(noun.ServicePrincipal(), "appId"),
		withID(noun.User(), "userPrincipalName"), withID(noun.Group(), "mailNickname"), withID(units, "description"),
	}
}

// withID gives a noun with the columns of deleted objects: they are named by
// their ids, since others may have their names by now.
func withID(n *cmdkit.Noun, key string) *cmdkit.Noun {
	n.Columns = []output.Column{cmdkit.KeyColumn("id"), cmdkit.Column("displayName"), cmdkit.Column(key)}
	return n
}

// anything is the noun of deleted objects of several types.
func anything() *cmdkit.Noun {
	n := noun.Object()
	n.Properties, n.RemoveName = nil, "delete"
	return n
}

// nounOf gives the noun of a type, nil if it has none.
func nounOf(typ string) *cmdkit.Noun {
	list := nouns()
	i := slices.IndexFunc(list, func(n *cmdkit.Noun) bool { return n.Type == typ })
	if i < 0 {
		return nil
	}
	return list[i]
}
