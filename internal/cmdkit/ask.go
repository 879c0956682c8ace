package cmdkit

import (
	"context"
	"fmt"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Needed is a property that a body must have. Where a terminal is, it is
// asked for; otherwise its flag is named.
type Needed struct {
	Property, Flag, Label string
	// Check refuses a bad answer, nil takes any that is not empty.
	Check func(string) error
}

// Ask fills in what the body lacks of the needed properties.
func Ask(ctx context.Context, a *app.App, body *odata.Object, needed ...Needed) error {
	for _, n := range needed {
		if body.String(n.Property) != "" {
			continue
		}
		if a.Flags.Yes || !a.IO.CanPrompt() {
			return Usagef("--%s is needed", n.Flag).WithHint("`--help` shows an example")
		}
		answer, err := a.Prompter().Input(ctx, n.Label, n.check)
		if err != nil {
			return err
		}
		body.Set(n.Property, answer)
	}
	return nil
}

func (n Needed) check(answer string) error {
	if answer == "" {
		return fmt.Errorf("%s is needed", n.Label)
	}
	if n.Check == nil {
		return nil
	}
	return n.Check(answer)
}
