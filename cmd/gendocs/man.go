package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"
)

// writeManPages writes a man page for each command. The date is fixed: the
// same tree gives the same pages.
func writeManPages(root *cobra.Command, folder string) error {
	meanings, err := exitMeanings()
	if err != nil {
		return err
	}
	variables, err := help("environment")
	if err != nil {
		return err
	}
	_, variables, _ = strings.Cut(variables, "\n\n")
	root.Use = root.Name() + " NOUN VERB [ARG]... [flags]"
	root.Long = markdown(root.Long) + options(flagsOf(root.PersistentFlags())) + exitStatus(meanings) +
		"\n# ENVIRONMENT\n\n```\n" + unindent(strings.TrimRight(variables, "\n")) + "\n```\n"
	return manPage(root, folder, meanings)
}

// manPage writes the page of a command and of those under it. The flags of
// every command are in the root's page alone.
func manPage(c *cobra.Command, folder string, meanings []exitMeaning) error {
	if c.HasParent() {
		if err := addSections(c, meanings); err != nil {
			return err
		}
	}
	if err := writeManPage(c, folder); err != nil {
		return err
	}
	for _, sub := range c.Commands() {
		if !sub.IsAvailableCommand() {
			continue
		}
		if err := manPage(sub, folder, meanings); err != nil {
			return err
		}
	}
	return nil
}

// writeManPage has cobra write the page, without its own section of options.
func writeManPage(c *cobra.Command, folder string) error {
	c.InitDefaultHelpFlag()
	c.Flags().VisitAll(func(f *pflag.Flag) { f.Hidden = true })
	c.PersistentFlags().VisitAll(func(f *pflag.Flag) { f.Hidden = true })
	name := strings.ReplaceAll(c.CommandPath(), " ", "-") + ".1"
	f, err := os.Create(filepath.Join(folder, name))
	if err != nil {
		return err
	}
	defer f.Close()
	date := time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)
	header := &doc.GenManHeader{Section: "1", Date: &date, Source: "tenantctl", Manual: "tenantctl manual"}
	if err := doc.GenMan(c, header, f); err != nil {
		return err
	}
	return f.Close()
}

// addSections puts a command's flags and exit codes behind its description.
func addSections(c *cobra.Command, meanings []exitMeaning) error {
	c.Long = markdown(description(c)) + options(flagsOf(c.LocalNonPersistentFlags()))
	if c.HasAvailableSubCommands() {
		c.Use = c.Name() + " VERB [ARG]... [flags]"
		return nil
	}
	codes, err := exits(c)
	if err != nil {
		return err
	}
	var own []exitMeaning
	for _, code := range codes {
		own = append(own, exitMeaning{code, meaningOf(meanings, code)})
	}
	c.Long += exitStatus(own)
	return nil
}

func options(flags []flag) string {
	if len(flags) == 0 {
		return ""
	}
	var b strings.Builder
	b.WriteString("\n# OPTIONS\n\n")
	for _, f := range flags {
		fmt.Fprintf(&b, "**%s**\n: %s\n\n", f.names, escape(f.usage))
	}
	return b.String()
}

func exitStatus(meanings []exitMeaning) string {
	var b strings.Builder
	b.WriteString("\n# EXIT STATUS\n\n")
	for _, m := range meanings {
		fmt.Fprintf(&b, "**%d**\n: %s\n\n", m.code, m.text)
	}
	return b.String()
}
