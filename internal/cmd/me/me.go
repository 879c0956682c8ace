// Package mecmd is the noun me: the signed-in user.
package mecmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// New makes the command me.
func New(a *app.App) *cobra.Command {
	return cmdkit.Group("me", "The signed-in user", newGet(a))
}

func newGet(a *app.App) *cobra.Command {
	n := noun.User()
	var sel []string
	cmd := cmdkit.New(cmdkit.Spec{
		Use:      "get",
		Short:    "Show the signed-in user",
		Examples: []string{`me get`, `me get --select userPrincipalName,id -o json`},
		Exit:     []int{4, 5, 10},
	}, func(ctx context.Context, _ []string) error {
		dir, err := a.Directory(ctx)
		if err != nil {
			return err
		}
		o, err := dir.Get(ctx, directory.Ref{Set: "me"}, odata.Query{Select: cmdkit.Wanted(n, sel)})
		if err != nil {
			return err
		}
		return cmdkit.PrintObject(a, n, sel, o)
	})
	cmdkit.AddSelect(cmd, &sel, n.Type)
	return cmd
}
