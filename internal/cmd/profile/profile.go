// Package profilecmd is the noun profile: the directories to work on, and how
// to sign in there. It changes the program's own file and no directory, so that
// its acts are no tasks.
package profilecmd

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/profile"
)

// New makes the command profile with all its verbs.
func New(a *app.App) *cobra.Command {
	return cmdkit.Group("profile", "Directories to work on: endpoints, how to sign in",
		newList(a, runList),
		newShow(a, runShow),
		newSet(a, runSet),
		newUse(a, runUse),
		newDelete(a, runDelete),
	)
}

// completeNames offers the names of profiles for the first argument.
func completeNames(a *app.App) cobra.CompletionFunc {
	return func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		paths, err := a.Paths()
		if err != nil || len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		all, _, err := profile.List(paths)
		if err != nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		var names []string
		for _, p := range all {
			if strings.HasPrefix(p.Name, typed) {
				names = append(names, p.Name+"\t"+about(p))
			}
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
}

// about says in a few words where a profile leads.
func about(p *profile.Profile) string {
	words := []string{p.Protocol}
	for _, word := range []string{p.Tenant, p.Endpoint} {
		if word != "" {
			words = append(words, word)
		}
	}
	return strings.Join(words, ", ")
}

// say tells on stderr what was done, or in a dry run would be.
func say(a *app.App, name, done string) {
	switch {
	case a.Flags.Quiet:
	case a.Flags.DryRun:
		fmt.Fprintf(a.IO.Err, "profile %s would be %s\n", name, done)
	default:
		fmt.Fprintf(a.IO.Err, "profile %s %s\n", name, done)
	}
}
