// Command gendocs writes what is generated from the command tree:
// docs/reference (Markdown), docs/man (man pages) and completions. Its
// argument is the root of the repository. It is run by go generate and is no
// part of the tenantctl binary.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

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

// target is a folder that is generated, and what writes it. A writer may
// change its tree.
type target struct {
	folder string
	write  func(root *cobra.Command, folder string) error
}

func targets() []target {
	return []target{
		{"docs/reference", writeReference},
		{"docs/man", writeManPages},
		{"completions", writeCompletions},
	}
}

func generate(top string) error {
	for _, t := range targets() {
		if err := fresh(filepath.Join(top, t.folder), t.write); err != nil {
			return fmt.Errorf("%s: %w", t.folder, err)
		}
	}
	return nil
}

// fresh makes a folder anew, so that pages of commands that are gone go too.
func fresh(folder string, write func(*cobra.Command, string) error) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	return write(commandTree(), folder)
}

// commandTree builds every command, as an empty environment has it: nothing
// of the machine may get into the pages.
func commandTree() *cobra.Command {
	streams, _, _, _ := iostreams.Test()
	root := cli.Tree(cli.Options{IO: streams, Env: noEnvironment, Now: time.Now})
	root.DisableAutoGenTag = true
	return root
}

func noEnvironment(string) string { return "" }
