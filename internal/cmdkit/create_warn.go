package cmdkit

import (
	"context"
	"errors"
	"fmt"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// WarnOfName tells on stderr that another object of a noun has the name of a
// new one, where the directory does not mind: from then on the name alone
// means neither. Who may not look is not warned.
func WarnOfName(ctx context.Context, a *app.App, n *Noun, name string) error {
	if a.Flags.Quiet {
		return nil
	}
	dir, err := a.Directory(ctx)
	if err != nil {
		return err
	}
	q := odata.Query{Select: withKeys(n, nil), Filter: n.Keys[0] + " eq " + odata.QuoteString(name), Top: 1}
	for other, err := range dir.List(ctx, n.All(), q) {
		switch {
		case errors.Is(err, apierr.Forbidden):
			return nil
		case err != nil:
			return err
		}
		also := ""
		if n.AlternateKey != "" {
			also = ", " + n.AlternateKey + " " + other.String(n.AlternateKey)
		}
		fmt.Fprintf(a.IO.Err, "warning: another %s is called %s: id %s%s\n", n.Name, name, other.ID(), also)
		return nil
	}
	return nil
}
