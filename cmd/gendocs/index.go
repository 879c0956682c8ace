package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// topics are the texts of `tenantctl help NAME` that the index shows as they
// are; exit-codes and flags are tables there.
func topics() []string { return []string{"environment", "filters"} }

// indexPage lists all commands, by the groups of the root's help, and tells
// what they have in common.
func indexPage(root *cobra.Command, meanings []exitMeaning) (string, error) {
	var b strings.Builder
	b.WriteString("# Commands of tenantctl\n\n" + markdown(root.Long))
	for _, g := range root.Groups() {
		fmt.Fprintf(&b, "\n## %s\n\n| command | what it does |\n|---|---|\n", strings.TrimSuffix(g.Title, ":"))
		for _, noun := range root.Commands() {
			if noun.GroupID != g.ID || !noun.IsAvailableCommand() {
				continue
			}
			for leaf := range leaves(noun) {
				writeCommandRow(&b, leaf, noun.Name()+".md")
			}
		}
	}
	b.WriteString("\n## Flags of every command\n\n")
	writeFlagTable(&b, flagsOf(root.PersistentFlags()))
	b.WriteString("\n## Exit codes\n\nThey are part of the interface: scripts may rely on them.\n\n| code | meaning |\n|---|---|\n")
	for _, m := range meanings {
		fmt.Fprintf(&b, "| %d | %s |\n", m.code, cell(m.text))
	}
	for _, name := range topics() {
		text, err := help(name)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "\n## %s\n\n```text\n%s\n```\n", title(name), strings.TrimSpace(text))
	}
	return b.String(), nil
}

func title(name string) string { return strings.ToUpper(name[:1]) + name[1:] }
