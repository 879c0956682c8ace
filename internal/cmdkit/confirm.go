package cmdkit

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Confirm asks before a destructive act. It is a yes with --yes and in a
// dry run; where nobody can be asked it is bad usage.
func Confirm(ctx context.Context, a *app.App, question string) error {
	if a.Flags.Yes || a.Flags.DryRun {
		return nil
	}
	if !a.IO.CanPrompt() {
		return Usagef("this asks first: %s", question).
			WithHint("there is no terminal to ask on: add --yes to go on without a question, or --dry-run to see what would be sent")
	}
	ok, err := a.Prompter().Confirm(ctx, question)
	if err != nil {
		return err
	}
	if !ok {
		return apierr.New(apierr.Other, "", "cancelled: nothing was changed")
	}
	return nil
}
