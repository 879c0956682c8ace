// Package completioncmd is the command completion: scripts that let a shell
// complete commands, flags and names.
package completioncmd

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
)

// New makes the command completion. The scripts are cobra's: they ask the
// program itself for what fits.
func New(a *app.App) *cobra.Command {
	return cmdkit.Group("completion", "Scripts for completion in a shell",
		shell(a, "bash", `source <(tenantctl completion bash)`, func(root *cobra.Command) error {
			return Bash(a.IO.Out, root)
		}),
		shell(a, "zsh", `tenantctl completion zsh > "${fpath[1]}/_tenantctl"`, func(root *cobra.Command) error {
			return root.GenZshCompletion(a.IO.Out)
		}),
		shell(a, "fish", `tenantctl completion fish > ~/.config/fish/completions/tenantctl.fish`, func(root *cobra.Command) error {
			return root.GenFishCompletion(a.IO.Out, true)
		}),
		shell(a, "powershell", `tenantctl completion powershell | Out-String | Invoke-Expression`, func(root *cobra.Command) error {
			return root.GenPowerShellCompletionWithDesc(a.IO.Out)
		}),
	)
}

func shell(a *app.App, name, load string, write func(root *cobra.Command) error) *cobra.Command {
	var cmd *cobra.Command
	cmd = cmdkit.New(cmdkit.Spec{
		Use:      name,
		Short:    "Script for " + name,
		Long:     "Prints a script that lets " + name + " complete commands, flags and names. To load it:\n\n  " + load,
		Examples: []string{"completion " + name},
	}, func(context.Context, []string) error { return write(cmd.Root()) })
	return cmd
}
