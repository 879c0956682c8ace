package main

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// leaves are the commands under c, c itself if it has none, in the order of
// their names.
func leaves(c *cobra.Command) iter.Seq[*cobra.Command] {
	return func(yield func(*cobra.Command) bool) { walkLeaves(c, yield) }
}

func walkLeaves(c *cobra.Command, yield func(*cobra.Command) bool) bool {
	if !c.HasAvailableSubCommands() {
		return yield(c)
	}
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() && !walkLeaves(sub, yield) {
			return false
		}
	}
	return true
}

// description is what a command says of itself at length.
func description(c *cobra.Command) string {
	if c.Long != "" {
		return c.Long
	}
	return c.Short + "."
}

// exits are the exit codes of a command, as its help lists them.
func exits(c *cobra.Command) ([]int, error) {
	text, err := run(append(strings.Fields(c.CommandPath())[1:], "--help")...)
	if err != nil {
		return nil, err
	}
	_, list, _ := strings.Cut(text, "\nExit codes: ")
	list, _, _ = strings.Cut(list, " (")
	var all []int
	for word := range strings.SplitSeq(list, ", ") {
		code, err := strconv.Atoi(word)
		if err != nil {
			return nil, fmt.Errorf("%s: its help lists the exit codes %q", c.CommandPath(), list)
		}
		all = append(all, code)
	}
	return all, nil
}

// flag is a flag as the pages show it.
type flag struct{ names, usage string }

// flagsOf are the flags of a set, without those that are hidden and --help.
func flagsOf(set *pflag.FlagSet) []flag {
	var all []flag
	set.VisitAll(func(f *pflag.Flag) {
		if f.Hidden || f.Name == "help" {
			return
		}
		value, usage := pflag.UnquoteUsage(f)
		names := "--" + f.Name
		if f.Shorthand != "" {
			names = "-" + f.Shorthand + ", " + names
		}
		if value != "" {
			names += " " + value
		}
		if !slices.Contains([]string{"", "false", "0", "0s", "[]"}, f.DefValue) {
			usage += " (default " + f.DefValue + ")"
		}
		all = append(all, flag{names, usage})
	})
	return all
}
