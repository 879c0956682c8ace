package cmdkit

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
)

// CompleteAsking offers words for a flag that the directory knows and cannot
// filter: those that begin like what was typed, after a comma too. Whatever
// fails, or takes longer than 200 ms, is silent.
func CompleteAsking(cmd *cobra.Command, flag string, a *app.App, all func(context.Context, directory.Directory) []string) {
	CompleteAskingOf(cmd, flag, a, func(ctx context.Context, dir directory.Directory, _ []string) []string { return all(ctx, dir) })
}

// CompleteAskingOf does the same where the words depend on the arguments.
func CompleteAskingOf(cmd *cobra.Command, flag string, a *app.App, of func(context.Context, directory.Directory, []string) []string) {
	register(cmd, flag, func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		all := func(ctx context.Context, dir directory.Directory) []string { return of(ctx, dir, args) }
		ctx, cancel := context.WithTimeout(commandContext(cmd), patience(a))
		defer cancel()
		comma := strings.LastIndexByte(typed, ',') + 1
		var list []string
		for _, word := range within(ctx, func() []string { return askAll(ctx, a, all) }) {
			if hasPrefixFold(word, typed[comma:]) {
				list = append(list, typed[:comma]+word)
			}
		}
		return asTyped(list, typed), cobra.ShellCompDirectiveNoFileComp
	})
}

// CompleteArgsAsking offers for an argument what find knows, which is told the
// arguments before it. A tab parts a value from what is said about it.
func CompleteArgsAsking(a *app.App, find func(ctx context.Context, dir directory.Directory, args []string) []string) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		ctx, cancel := context.WithTimeout(commandContext(cmd), patience(a))
		defer cancel()
		all := func(ctx context.Context, dir directory.Directory) []string { return find(ctx, dir, args) }
		return within(ctx, func() []string { return askAll(ctx, a, all) }), cobra.ShellCompDirectiveNoFileComp
	}
}

func askAll(ctx context.Context, a *app.App, all func(context.Context, directory.Directory) []string) []string {
	dir, err := a.Directory(ctx)
	if err != nil {
		return nil
	}
	return all(ctx, dir)
}
