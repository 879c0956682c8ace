// Command gendocs writes what is generated from the command tree:
// docs/reference (Markdown), docs/man (man pages) and completions. Its
// argument is the root of the repository.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"github.com/tenantctl/tenantctl/internal/cli"
	"github.com/tenantctl/tenantctl/internal/iostreams"
)

//go:generate go run . ../..

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: gendocs ROOT")
		os.Exit(2)
	}
	if err := generate(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "gendocs:", err)
		os.Exit(1)
	}
}

func generate(top string) error {
	io, _, _, _ := iostreams.Test()
	root := cli.Tree(cli.Options{IO: io, Env: func(string) string { return "" }, Now: time.Now})
	root.DisableAutoGenTag = true
	for _, step := range []struct {
		folder string
		write  func(*cobra.Command, string) error
	}{
		{"docs/reference", doc.GenMarkdownTree},
		{"docs/man", manPages},
		{"completions", completions},
	} {
		if err := fresh(root, filepath.Join(top, step.folder), step.write); err != nil {
			return err
		}
	}
	return nil
}

// fresh makes a folder anew, so that pages of commands that are gone go too.
func fresh(root *cobra.Command, folder string, write func(*cobra.Command, string) error) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return write(root, folder)
}

// manPages writes man pages with a fixed date, so that the same tree gives
// the same pages.
func manPages(root *cobra.Command, folder string) error {
	date := time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC)
	return doc.GenManTree(root, &doc.GenManHeader{
		Title: "TENANTCTL", Section: "1", Date: &date, Source: "tenantctl", Manual: "tenantctl manual",
	}, folder)
}

func completions(root *cobra.Command, folder string) error {
	for _, s := range []struct {
		name  string
		write func(file string) error
	}{
		{"tenantctl.bash", func(f string) error { return root.GenBashCompletionFileV2(f, true) }},
		{"_tenantctl", root.GenZshCompletionFile},
		{"tenantctl.fish", func(f string) error { return root.GenFishCompletionFile(f, true) }},
		{"tenantctl.ps1", root.GenPowerShellCompletionFileWithDesc},
	} {
		if err := s.write(filepath.Join(folder, s.name)); err != nil {
			return err
		}
	}
	return nil
}
