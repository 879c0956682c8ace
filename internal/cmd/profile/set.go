package profilecmd

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/profile"
)

// setOptions are the inputs of profile set.
type setOptions struct {
	app   *app.App
	name  string
	given map[string]string // by key
}

func newSet(a *app.App, run func(context.Context, *setOptions) error) *cobra.Command {
	o := &setOptions{app: a, given: map[string]string{}}
	var cmd *cobra.Command
	cmd = cmdkit.New(cmdkit.Spec{
		Use:   "set NAME",
		Short: "Make a profile, or change its settings",
		Long: `Makes a profile, or changes the settings that are given; an empty value takes a
setting away. No secret is kept in a profile: TENANTCTL_CLIENT_SECRET,
TENANTCTL_CLIENT_CERTIFICATE or TENANTCTL_ACCESS_TOKEN is read when a command
signs in (tenantctl help environment). --output is the format that commands on
this profile print in when they are not told another.`,
		Examples: []string{
			`profile set prod --tenant contoso.onmicrosoft.com --client-id 11111111-1111-1111-1111-111111111111`,
			`profile set lab --protocol graph --endpoint https://127.0.0.1:8443 --authority https://127.0.0.1:8443 --tenant contoso.onmicrosoft.com --client-id 11111111-1111-1111-1111-111111111111 --ca ca.pem`,
			`profile set lab --output json --cloud ""`,
		},
		Args:     cmdkit.Args(1, 1, "one NAME"),
		Complete: completeNames(a),
	}, func(ctx context.Context, args []string) error {
		o.name = args[0]
		if err := o.complete(cmd); err != nil {
			return err
		}
		return run(ctx, o)
	})
	for _, k := range profile.Keys() {
		addSetting(cmd, k)
	}
	return cmd
}

// addSetting adds the flag of a setting; --output is the global flag.
func addSetting(cmd *cobra.Command, k profile.Key) {
	if k.Flag == "output" {
		return
	}
	cmd.Flags().String(k.Flag, "", k.Usage)
	if len(k.Choices()) > 0 {
		cmdkit.CompleteFlag(cmd, k.Flag, k.Choices()...)
	}
	if k.Name == "ca" {
		if err := cmd.MarkFlagFilename(k.Flag, "pem", "crt", "cer"); err != nil {
			panic(err)
		}
	}
}

// complete gathers the settings that flags give.
func (o *setOptions) complete(cmd *cobra.Command) error {
	var flags []string
	for _, k := range profile.Keys() {
		flags = append(flags, "--"+k.Flag)
		if !cmd.Flags().Changed(k.Flag) {
			continue
		}
		value, err := cmd.Flags().GetString(k.Flag)
		if err != nil {
			return err
		}
		o.given[k.Name] = strings.TrimSpace(value)
	}
	if len(o.given) == 0 {
		return cmdkit.Usagef("there is nothing to set").WithHint("give one or more of " + strings.Join(flags, ", "))
	}
	return o.completeCA()
}

// completeCA makes the file of authorities one that commands find from any
// folder, and refuses one that is none.
func (o *setOptions) completeCA() error {
	if o.given["ca"] == "" {
		return nil
	}
	path, err := filepath.Abs(o.given["ca"])
	if err != nil {
		return fmt.Errorf("--ca: %w", err)
	}
	o.given["ca"] = path
	_, err = (&profile.Profile{Name: o.name, Settings: profile.Settings{CA: path}}).Authorities()
	return err
}

func runSet(_ context.Context, o *setOptions) error {
	paths, err := o.app.Paths()
	if err != nil {
		return err
	}
	if o.app.Flags.DryRun {
		err = profile.Check(paths, o.name, o.given)
	} else {
		err = profile.Set(paths, o.name, o.given)
	}
	if err != nil {
		return err
	}
	say(o.app, o.name, "set")
	return nil
}
