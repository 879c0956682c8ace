package cmdkit

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Get makes the verb get of a noun.
func Get(a *app.App, n *Noun, examples ...string) *cobra.Command {
	var sel []string
	cmd := New(Spec{
		Use:      "get " + argName(n),
		Short:    "Show one " + n.Name,
		Examples: examples,
		Args:     Args(1, 1, "one "+argName(n)),
		Exit:     []int{3, 4, 5, 10},
		Complete: CompleteNames(a, n),
	}, func(ctx context.Context, args []string) error {
		if err := trimNames("--select", sel); err != nil {
			return err
		}
		dir, err := a.Directory(ctx)
		if err != nil {
			return err
		}
		o, err := Find(ctx, dir, n, args[0], Wanted(n, sel))
		if err != nil {
			return err
		}
		return PrintObject(a, n, sel, o)
	})
	AddSelect(cmd, &sel, n.Type)
	return AddAlternate(cmd, n)
}

// AddSelect adds the flag --select to a command that shows one object.
func AddSelect(cmd *cobra.Command, sel *[]string, typeName string) {
	cmd.Flags().StringSliceVar(sel, "select", nil, "ask for and print exactly these `properties`, in this order")
	CompleteSelect(cmd, typeName)
}

// PrintObject prints one object: the noun's properties, or those of --select.
func PrintObject(a *app.App, n *Noun, sel []string, o *odata.Object) error {
	p, err := a.Printer("table")
	if err != nil {
		return err
	}
	return p.Object(shown(a, n, sel, o), o)
}

// shown are the columns of one object: those of --select, else the noun's
// properties; in a table only those that have a value, so that it fits a
// screen.
func shown(a *app.App, n *Noun, sel []string, o *odata.Object) []output.Column {
	columns := output.Select(n.Columns, Wanted(n, sel))
	format := a.Format("table")
	if len(sel) > 0 || format != "table" && format != "wide" {
		return columns
	}
	return slices.DeleteFunc(columns, func(c output.Column) bool {
		raw, _ := o.Raw(c.Name)
		return len(raw) == 0 || string(raw) == "null" || string(raw) == "[]"
	})
}

// Wanted is what to ask for: what --select says, else the noun's properties.
func Wanted(n *Noun, sel []string) []string {
	if len(sel) > 0 {
		return sel
	}
	return n.Properties
}
