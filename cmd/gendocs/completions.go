package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/cli"
	"github.com/tenantctl/tenantctl/internal/iostreams"
)

// writeCompletions writes the scripts that packages install, as the program
// itself prints them. They ask it for what fits, so they rarely change.
func writeCompletions(_ *cobra.Command, folder string) error {
	for _, s := range []struct{ file, shell string }{
		{"tenantctl.bash", "bash"},
		{"_tenantctl", "zsh"},
		{"tenantctl.fish", "fish"},
		{"tenantctl.ps1", "powershell"},
	} {
		streams, _, out, errOut := iostreams.Test()
		code := cli.Run(context.Background(), cli.Options{
			Args: []string{"completion", s.shell}, IO: streams, Env: func(string) string { return "" }, Now: time.Now,
		})
		if code != 0 {
			return fmt.Errorf("completion %s: exit %d: %s", s.shell, code, errOut)
		}
		if err := os.WriteFile(filepath.Join(folder, s.file), out.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}
