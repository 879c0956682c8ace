package cmdkit

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
)

// completeOwner offers for the first argument of a contained noun's command
// the names of owners; nothing for another noun's.
func (n *Noun) completeOwner(a *app.App) cobra.CompletionFunc {
	if n.Within == nil {
		return nil
	}
	return CompleteArgs(CompleteNames(a, n.Within.Owner), cobra.NoFileCompletions)
}

// completeBelow offers the names of the objects that the owner of the first
// argument contains.
func completeBelow(a *app.App, n *Noun) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		complete := CompleteArgsAsking(a, func(ctx context.Context, dir directory.Directory, args []string) []string {
			n, _, err := n.Place(ctx, dir, args)
			if err != nil {
				return nil
			}
			var list []string
			for o, err := range dir.List(ctx, n.All(), n.beginning("")) {
				if err != nil {
					return nil
				}
				if name := nameLike(n, o, typed); hasPrefixFold(name, typed) {
					list = append(list, name)
				}
			}
			return list
		})
		list, directive := complete(cmd, args, typed)
		return asTyped(list, typed), directive
	}
}
