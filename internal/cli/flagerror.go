package cli

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// unknownFlag says in words what is wrong with a flag: of one that does not
// exist the near ones, of a value what is wanted.
func unknownFlag(cmd *cobra.Command, err error, usage *apierr.Error) error {
	hint := "`" + cmd.CommandPath() + " --help` lists the flags"
	var missing *pflag.NotExistError
	var value *pflag.InvalidValueError
	switch {
	case errors.As(err, &value):
		if wanted := wantedValue(value); wanted != "" {
			usage.Message = fmt.Sprintf("--%s takes %s, not %q", value.GetFlag().Name, wanted, value.GetValue())
		}
	case errors.As(err, &missing) && givesName(cmd, missing.GetSpecifiedName()):
		hint = "the name goes without a flag: `" + cmd.CommandPath() + strings.TrimSuffix(cmd.Use[len(cmd.Name()):], " [flags]") + "`"
	case errors.As(err, &missing):
		if near := nearFlags(cmd, missing.GetSpecifiedName()); len(near) > 0 {
			hint = "did you mean --" + strings.Join(near, " or --") + "?"
		}
	}
	return usage.WithHint(hint)
}

// wantedValue says what a flag's type takes, "" for flags that say so
// themselves.
func wantedValue(e *pflag.InvalidValueError) string {
	switch e.GetFlag().Value.Type() {
	case "int", "int64":
		if errors.Is(e, strconv.ErrRange) || isWhole(e.GetValue()) {
			return fmt.Sprintf("a whole number of at most %d", math.MaxInt)
		}
		return "a whole number"
	case "duration":
		return "a length of time such as 30s, 5m or 1h30m, of 292 years at most"
	case "bool":
		return "true or false"
	}
	return ""
}

// givesName tells whether a flag that does not exist was to give a new object
// its name, which is an argument of the command.
func givesName(cmd *cobra.Command, flag string) bool {
	return (flag == "name" || flag == "display-name") && strings.Contains(cmd.Use, "NAME") && cmd.Flags().Lookup("display-name") == nil
}

func isWhole(s string) bool {
	digits := strings.TrimLeft(s, "+-")
	return digits != "" && strings.Trim(digits, "0123456789") == ""
}

func nearFlags(cmd *cobra.Command, name string) []string {
	var known []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	cmd.InheritedFlags().VisitAll(func(f *pflag.Flag) { known = append(known, f.Name) })
	return edm.Near(name, known)
}
