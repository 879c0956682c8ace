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
	// Argument says that Flag is the name of an argument: "NAME".
	Argument bool
	// List says that the property is a list, of which an answer is the one
	// item.
	List bool
	// Check refuses a bad answer, nil takes any that is not empty.
	Check func(string) error
}

// Ask fills in what the body lacks of the needed properties.
func Ask(ctx context.Context, a *app.App, body *odata.Object, needed ...Needed) error {
	for _, n := range needed {
		if raw, _ := body.Raw(n.Property); len(raw) > 0 && string(raw) != `""` && string(raw) != "null" && string(raw) != "[]" {
			continue
		}
		if a.Flags.Yes || !a.IO.CanPrompt() {
			return Usagef("%s is needed", n.spelt()).WithHint("`--help` shows an example")
		}
		answer, err := a.Prompter().Input(ctx, n.Label, n.check)
		if err != nil {
			return err
		}
		if n.List {
			body.Set(n.Property, []string{answer})
			continue
		}
		body.Set(n.Property, answer)
	}
	return nil
}

// spelt is how the property is given.
func (n Needed) spelt() string {
	if n.Argument {
		return n.Flag
	}
	return "--" + n.Flag
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
