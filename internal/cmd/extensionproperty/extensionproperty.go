// Package extensionpropertycmd is the noun extension-property: the
// properties that applications have added to the directory's types.
package extensionpropertycmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
)

// New makes the command extension-property.
func New(a *app.App) *cobra.Command {
	return cmdkit.Group("extension-property", "Properties that applications have added to the directory", newList(a, runList))
}
