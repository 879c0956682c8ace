package cmdkit

import (
	"fmt"

	"github.com/tenantctl/tenantctl/internal/app"
)

// TellSteps has a task that takes private keys say on standard error which
// step it has come to.
func TellSteps(a *app.App) {
	if a.Flags.Quiet || a.Flags.DryRun || a.Signer == nil {
		return
	}
	a.Signer.Say = func(line string) { fmt.Fprintln(a.IO.Err, line) }
}
