package cmdkit

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// aboutSelf gives a command whose first argument names an object of n that
// argument, where n is one object that nobody names: the signed-in user.
func aboutSelf(cmd *cobra.Command, n *Noun) *cobra.Command {
	if n.Self == "" {
		return cmd
	}
	first := func(args []string) []string { return append([]string{n.Self}, args...) }
	run, complete := cmd.RunE, cmd.ValidArgsFunction
	cmd.RunE = func(c *cobra.Command, args []string) error { return run(c, first(args)) }
	cmd.ValidArgsFunction = func(c *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		return complete(c, first(args), typed)
	}
	return cmd
}

// use is the usage line of a verb whose first argument names an object of the
// noun; more is what follows it.
func (n *Noun) use(verb, more string) string {
	if n.Self != "" {
		return verb + strings.TrimPrefix(more, "...")
	}
	if n.Within != nil {
		verb += " " + argName(n.Within.Owner)
	}
	return verb + " " + argName(n) + more
}

// alone asks for the argument that names an object of the noun, for several
// of them where max is -1; for none where the noun is one object.
func (n *Noun) alone(max int) cobra.PositionalArgs {
	if n.Self != "" {
		return NoArgs
	}
	what := "one " + argName(n)
	if max < 0 {
		what = argName(n) + " (one or more)"
	}
	if n.Within == nil {
		return Args(1, max, what)
	}
	if max > 0 {
		max++
	}
	return Args(2, max, argName(n.Within.Owner)+" and "+what)
}

// called is what messages and the journal call an object that an argument
// names: as the argument does. The one object goes by its key, for the
// journal tells of what others did, too.
func (n *Noun) called(arg string, o *odata.Object) string {
	if n.Self != "" {
		return o.String(n.Keys[0])
	}
	return Spoken(arg)
}

// self addresses the one object.
func (n *Noun) self() directory.Ref { return directory.Ref{Set: n.Self} }
