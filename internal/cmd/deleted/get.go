package deletedcmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
)

func newGet(a *app.App) *cobra.Command {
	var picked []string
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "get ID",
		Short: "Show one deleted object, whatever its type",
		Examples: []string{
			`deleted get d71f1ed5-b53f-4a8f-8a5e-a1f2e4b0cd22`,
			`deleted get d71f1ed5-b53f-4a8f-8a5e-a1f2e4b0cd22 --select displayName,deletedDateTime -o json`,
		},
		Args:     ids(1),
		Complete: completeIDs(a, 1),
		Exit:     []int{3, 4, 5, 10},
	}, func(ctx context.Context, args []string) error {
		dir, err := a.Directory(ctx)
		if err != nil {
			return err
		}
		found, err := find(ctx, dir, args[0], picked)
		if err != nil {
			return err
		}
		n := found.noun
		n.Properties = append(n.Properties[:len(n.Properties):len(n.Properties)], "deletedDateTime")
		if len(picked) > 0 && a.Structured() {
			found.object = cmdkit.Picked(found.object, picked)
		}
		return cmdkit.PrintObject(a, n, picked, found.object)
	})
	cmdkit.AddSelect(cmd, &picked, "directoryObject")
	return cmd
}
