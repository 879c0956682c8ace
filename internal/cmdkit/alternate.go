package cmdkit

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// AddAlternate adds to a command whose first argument names an object of n
// the flag that stands in its place and names the object by the alternate
// key: --app-id GUID. A noun without such a key leaves the command as it is.
func AddAlternate(cmd *cobra.Command, n *Noun) *cobra.Command {
	if n = n.first(); n.AlternateKey == "" {
		return cmd
	}
	var value string
	flag := kebab(n.AlternateKey)
	cmd.Flags().StringVar(&value, flag, "", "name the "+argName(n)+" by this "+n.AlternateKey+" `GUID` in place of the argument")
	CompleteFlag(cmd, flag)
	first := func(args []string) []string {
		if !cmd.Flags().Changed(flag) {
			return args
		}
		return append([]string{n.Alternate(value)}, args...)
	}
	check, run, complete := cmd.Args, cmd.RunE, cmd.ValidArgsFunction
	cmd.Args = func(c *cobra.Command, args []string) error {
		if c.Flags().Changed(flag) && !odata.IsGUID(value) {
			return Usagef("--%s is a GUID, not %q", flag, value)
		}
		return check(c, first(args))
	}
	cmd.RunE = func(c *cobra.Command, args []string) error { return run(c, first(args)) }
	cmd.ValidArgsFunction = func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		return complete(c, first(args), typed)
	}
	return cmd
}

// Alternate writes a value of the alternate key as the key of a path, as
// Graph does: "(appId='…')".
func (n *Noun) Alternate(value string) string {
	return "(" + n.AlternateKey + "=" + odata.QuoteString(value) + ")"
}

// Spoken is an argument as messages name it: of an alternate key the value.
func Spoken(arg string) string {
	_, value, ok := strings.Cut(strings.TrimSuffix(arg, "')"), "='")
	if ok && strings.HasPrefix(arg, "(") && odata.IsGUID(value) {
		return value
	}
	return arg
}

// pathKeys are the keys by which a path can address what an argument names,
// in the order in which they are tried; none if it takes a filter.
func (n *Noun) pathKeys(arg string) []string {
	guid := odata.IsGUID(arg)
	switch {
	case n.AlternateKey != "" && Spoken(arg) != arg:
		return []string{arg}
	case guid && n.AlternateKey != "":
		return []string{arg, n.Alternate(arg)}
	case guid:
		return []string{arg}
	case n.KeyInPath && n.Within != nil:
		if odata.KeySegment(arg) != arg {
			return nil // no name of such objects, which are friendly to URLs
		}
		return []string{arg}
	case n.KeyInPath:
		return []string{edm.ASCIIUserName(arg)}
	}
	return nil
}
