// Package directorycmd is the noun directory: the embedded directory's file,
// served on a socket, described, reset, and asked to let a device in. It
// always works on the file itself, whatever profile is in force.
package directorycmd

import (
	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/profile"
)

// New makes the command directory with all its verbs.
func New(a *app.App) *cobra.Command {
	return cmdkit.Group("directory", "The embedded directory: serve it on a socket, look at it, reset it",
		newServe(a, runServe),
		newInfo(a, runInfo),
		newReset(a, runReset),
		newApprove(a, runApprove),
	)
}

// onlyLocal refuses a --profile that is another directory's: who gives it
// does not mean this one.
func onlyLocal(a *app.App) error {
	if a.Flags.Profile == "" {
		return nil
	}
	p, err := a.Profile()
	if err != nil {
		return err
	}
	if p.Protocol != profile.Embedded {
		return cmdkit.Usagef("this works on the embedded directory only, not on that of profile %s", p.Name).
			WithHint("leave out --profile")
	}
	return nil
}
