package main

import (
	"path/filepath"

	"github.com/spf13/cobra"
)

// writeCompletions writes the scripts that packages install. They ask the
// program itself for what fits, so they rarely change.
func writeCompletions(root *cobra.Command, folder string) error {
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
