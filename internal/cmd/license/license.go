// Package licensecmd is the noun license: the products that the organization
// has bought, and who has them.
package licensecmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
)

// New makes the command license with all its verbs.
func New(a *app.App) *cobra.Command {
	return cmdkit.Group("license", "Products bought, and who has them",
		newList(a, runList),
		newGet(a, runGet),
		newExplain(a, runExplain),
		newAssign(a, runAssign),
		newRemove(a, runRemove),
	)
}
