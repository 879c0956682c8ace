package cmdkit

import (
	"slices"
	"sync"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
)

// CompleteAmong offers the names of the objects of several nouns, those of each
// as CompleteNames does, all at the same time. nouns gives them when they are
// needed, since a flag may narrow them.
func CompleteAmong(a *app.App, nouns func() []*Noun) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if _, err := a.Directory(commandContext(cmd)); err != nil { // opened once, before several ask
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		all := nouns()
		lists := make([][]string, len(all))
		var asking sync.WaitGroup
		for i, n := range all {
			asking.Go(func() { lists[i], _ = CompleteNames(a, n)(cmd, args, typed) })
		}
		asking.Wait()
		return slices.Concat(lists...), cobra.ShellCompDirectiveNoFileComp
	}
}
