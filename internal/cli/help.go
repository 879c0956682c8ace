package cli

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
)

const rootLong = `tenantctl runs a directory of users and groups from a terminal, a cron job or a
pipeline. With nothing configured it works on an embedded directory, in this
process. Every change is a task: planned, journalled, resumable, undoable.`

const rootExample = `  tenantctl import user docs/examples/users.csv
  tenantctl user list --filter "startswith(displayName,'A')" --top 5
  tenantctl user create --upn lee.gu@contoso.onmicrosoft.com --display-name "Lee Gu" --generate-password
  tenantctl group create "Sales Germany" --mail-nickname sales-de
  tenantctl task list`

func (r *root) addHelp() {
	r.root.SetHelpFunc(func(c *cobra.Command, _ []string) {
		_, r.helpErr = fmt.Fprint(c.OutOrStdout(), r.helpText(c))
	})
	r.root.SetHelpCommand(&cobra.Command{
		Use:               "help [COMMAND or TOPIC]",
		Short:             "Help on a command or a topic",
		RunE:              r.help,
		ValidArgsFunction: r.completeHelp,
	})
}

// helpText is the help of a command: what it does, examples, usage, verbs,
// flags, exit codes, in this order.
func (r *root) helpText(c *cobra.Command) string {
	var b strings.Builder
	long := c.Long
	if long == "" {
		long = c.Short
	}
	b.WriteString(long + "\n")
	if example := exampleOf(c); example != "" {
		b.WriteString("\nExamples:\n" + example + "\n")
	}
	b.WriteString("\nUsage:\n  " + usageOf(c) + "\n")
	if len(c.Aliases) > 0 {
		b.WriteString("\nAlso: " + strings.Join(c.Aliases, ", ") + "\n")
	}
	b.WriteString(commandsOf(c))
	if flags := c.LocalNonPersistentFlags(); flags.HasAvailableFlags() && c.HasParent() {
		b.WriteString("\nFlags:\n" + flags.FlagUsagesWrapped(r.helpWidth()))
	}
	if !c.HasParent() {
		b.WriteString("\nTopics: " + strings.Join(r.topicNames(), ", ") + " (tenantctl help TOPIC)\n")
	}
	if codes := exitsOf(c); codes != "" {
		b.WriteString("\n" + codes + "\n")
	}
	b.WriteString("\nFlags of every command: tenantctl help flags\n")
	return b.String()
}

// exampleOf are a command's examples; of one that only holds others the
// first of each of these.
func exampleOf(c *cobra.Command) string {
	if c.HasExample() || !c.HasAvailableSubCommands() {
		return c.Example
	}
	var lines []string
	for _, sub := range c.Commands() {
		first, _, _ := strings.Cut(exampleOf(sub), "\n")
		if first != "" {
			lines = append(lines, first)
		}
	}
	return strings.Join(lines, "\n")
}

// usageOf is the usage line of a command.
func usageOf(c *cobra.Command) string {
	switch {
	case !c.HasParent():
		return c.Name() + " NOUN VERB [ARG]... [flags]"
	case c.HasAvailableSubCommands():
		return c.CommandPath() + " VERB [ARG]... [flags]"
	}
	return c.UseLine()
}

// help prints the help of a command, or a topic.
func (r *root) help(_ *cobra.Command, args []string) error {
	if len(args) == 1 {
		for _, t := range r.topics() {
			if t.name == args[0] {
				_, err := fmt.Fprint(r.app.IO.Out, t.text())
				return err
			}
		}
	}
	found, rest, err := r.root.Find(args)
	if err != nil || len(rest) > 0 {
		return r.unknownTopic(found, args)
	}
	return found.Help()
}

func (r *root) helpWidth() int {
	if w := r.app.IO.Width(); w > 0 {
		return min(w, 120)
	}
	return 100
}

// exitsOf is the line of help on a command's exit codes.
func exitsOf(c *cobra.Command) string {
	codes := strings.Fields(strings.Trim(c.Annotations["exit-codes"], "[]"))
	if len(c.Annotations) == 0 {
		return ""
	}
	all := []string{"0", "1", "2"}
	all = append(all, codes...)
	return "Exit codes: " + strings.Join(append(all, strconv.Itoa(exitInterrupted), strconv.Itoa(exitTerminated)), ", ") +
		" (tenantctl help exit-codes)"
}

// commandsOf lists a command's verbs, by group where there are groups.
func commandsOf(c *cobra.Command) string {
	var b strings.Builder
	if !c.HasAvailableSubCommands() {
		return ""
	}
	groups := c.Groups()
	if len(groups) == 0 {
		groups = []*cobra.Group{{Title: "Commands:"}}
	}
	for _, g := range groups {
		fmt.Fprintf(&b, "\n%s\n", g.Title)
		for _, sub := range c.Commands() {
			if sub.GroupID == g.ID && sub.IsAvailableCommand() {
				fmt.Fprintf(&b, "  %-*s  %s\n", sub.NamePadding(), sub.Name(), sub.Short)
			}
		}
	}
	return b.String()
}
