// Package objectcmd is the noun object: whatever the directory holds, by id.
package objectcmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
)

// New makes the command object.
func New(a *app.App) *cobra.Command {
	return cmdkit.Group("object", "Objects of any type, by id", newGet(a, runGet))
}
