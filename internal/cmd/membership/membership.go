// Package membershipcmd is the noun membership: which groups and roles a
// user, group, contact or service principal is a member of, directly or
// through other groups.
package membershipcmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
)

// New makes the command membership.
func New(a *app.App) *cobra.Command {
	return cmdkit.Group("membership", "What users, groups, contacts and service principals are members of",
		newList(a, runList), newCheck(a, runCheck), newTest(a, runTest))
}
