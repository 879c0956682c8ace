package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/profile"
)

// completeProfiles offers the names of profiles for --profile.
func (r *root) completeProfiles() {
	names := func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		return withPrefix(r.profileNames(), typed), cobra.ShellCompDirectiveNoFileComp
	}
	if err := r.root.RegisterFlagCompletionFunc("profile", names); err != nil {
		panic(err)
	}
}

// profileNames are all profiles; where the file cannot be read, the built-in
// one.
func (r *root) profileNames() []string {
	p, err := r.paths()
	if err != nil {
		return []string{profile.Local}
	}
	all, _, err := profile.List(p)
	if err != nil {
		return []string{profile.Local}
	}
	var names []string
	for _, one := range all {
		names = append(names, one.Name)
	}
	return names
}

// completeHelp offers commands and, first, topics.
func (r *root) completeHelp(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
	var all []string
	if len(args) == 0 {
		all = r.topicNames()
	}
	r.build(args)
	found, rest, err := r.root.Find(args)
	if err != nil || len(rest) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	for _, c := range found.Commands() {
		if c.IsAvailableCommand() {
			all = append(all, c.Name()+"\t"+c.Short)
		}
	}
	return withPrefix(all, typed), cobra.ShellCompDirectiveNoFileComp
}

func withPrefix(all []string, typed string) []string {
	return slices.DeleteFunc(all, func(s string) bool { return !strings.HasPrefix(s, typed) })
}
