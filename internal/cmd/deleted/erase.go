package deletedcmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
)

func newErase(a *app.App) *cobra.Command {
	return cmdkit.New(cmdkit.Spec{
		Use:      "erase ID...",
		Short:    "Erase deleted objects for good, whatever their type",
		Long:     "Erases deleted objects that could still be restored. It cannot be undone.",
		Examples: []string{`deleted erase d71f1ed5-b53f-4a8f-8a5e-a1f2e4b0cd22 --yes`},
		Args:     ids(-1),
		Complete: completeIDs(a, -1),
		Exit:     []int{3, 4, 5, 7, 10},
	}, func(ctx context.Context, args []string) error {
		dir, err := a.Directory(ctx)
		if err != nil {
			return err
		}
		var items []item
		e := cmdkit.Erasure{Name: "erase"}
		for _, id := range args {
			found, err := find(ctx, dir, id, nil)
			if err != nil {
				return err
			}
			items = append(items, found)
			e.Objects = append(e.Objects, found.object)
		}
		e.Noun = common(items)
		return cmdkit.EraseDeleted(ctx, a, e)
	})
}
