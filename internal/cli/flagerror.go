package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// unknownFlag adds to a usage error the flags whose names are near to the
// one that does not exist.
func unknownFlag(cmd *cobra.Command, err error, usage *apierr.Error) error {
	var missing *pflag.NotExistError
	if !errors.As(err, &missing) {
		return usage.WithHint("`" + cmd.CommandPath() + " --help` lists the flags")
	}
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	cmd.InheritedFlags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	near := edm.Near(missing.GetSpecifiedName(), known)
	if len(near) == 0 {
		return usage.WithHint("`" + cmd.CommandPath() + " --help` lists the flags")
	}
	return usage.WithHint("did you mean --" + strings.Join(near, " or --") + "?")
}
