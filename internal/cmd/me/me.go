// Package mecmd is the noun me: the user who is signed in.
package mecmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
)

// New makes the command me with all its verbs.
func New(a *app.App) *cobra.Command {
	n := table()
	manager := &cmdkit.Reference{Owner: n, Other: noun.User(), Name: "manager"}
	return cmdkit.Group("me", "The signed-in user",
		newGet(a, n),
		newUpdate(a, n),
		newChangePassword(a, runChangePassword),
		manager.Commands(a),
	)
}

// table is that of users, of whom one is meant. What is written is written to
// the user by id: a task that another person resumes or undoes must not change
// that person.
func table() *cmdkit.Noun {
	n := noun.User()
	n.Self = "me"
	return n
}

func newGet(a *app.App, n *cmdkit.Noun) *cobra.Command {
	cmd := cmdkit.Get(a, n, `me get`, `me get --select userPrincipalName,id -o json`)
	cmd.Short = "Show the signed-in user"
	return cmd
}

func newUpdate(a *app.App, n *cmdkit.Noun) *cobra.Command {
	cmd := cmdkit.Update(a, n,
		`me update --mobile-phone "+49 30 901820" --office-location "Room 12"`,
		`me update --preferred-language ""`)
	cmd.Short = "Change properties of the signed-in user"
	return cmd
}
