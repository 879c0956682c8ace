package cmdkit

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Get makes the verb get of a noun.
func Get(a *app.App, n *Noun, examples ...string) *cobra.Command {
	declare(a, n)
	var sel []string
	cmd := New(Spec{
		Use:      n.use("get", ""),
		Short:    "Show one " + cmp.Or(n.FullName, n.Name),
		Examples: examples,
		Args:     n.alone(1),
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
		n, args, err := n.Place(ctx, dir, args)
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
	return aboutSelf(AddAlternate(cmd, n), n)
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
	if len(sel) > 0 && a.Format("table") != "id" {
		dropKeys(o, n, sel)
	}
	return p.Object(shown(a, n, sel, o), o)
}

// dropKeys takes out of an object what [Find] asked for besides the selected
// properties, to name the object where several fit.
func dropKeys(o *odata.Object, n *Noun, sel []string) {
	for _, key := range withKeys(n, nil) {
		if !slices.ContainsFunc(sel, func(name string) bool { return strings.EqualFold(name, key) }) {
			o.Delete(key)
		}
	}
}

// shown are the columns of one object: those of --select, else the noun's
// properties; in a table only those that have a value, so that it fits a
// screen.
func shown(a *app.App, n *Noun, sel []string, o *odata.Object) []output.Column {
	format := a.Format("table")
	if len(sel) > 0 || format != "table" && format != "wide" {
		return output.Select(n.Columns, Wanted(n, sel))
	}
	columns := output.Select(slices.Concat(n.Columns, n.Details), Wanted(n, sel))
	return slices.DeleteFunc(columns, func(c output.Column) bool {
		raw, _ := o.Raw(c.Name)
		return len(raw) == 0 || string(raw) == "null" || string(raw) == "[]" || c.Value != nil && c.Value(o) == ""
	})
}

// Brief makes the column of a property that is an object, or a list of them,
// without the members that hold nothing; it is empty if none holds anything.
func Brief(property string) output.Column {
	return output.Column{Name: property, Value: func(o *odata.Object) string {
		var v any
		if o.Decode(property, &v) != nil {
			return ""
		}
		if v = brief(v); v == nil {
			return ""
		}
		raw, _ := odata.NewObject(property, v).Raw(property)
		return string(raw)
	}}
}

// brief takes out what says nothing: null, false, "", and lists and objects of
// only these. It is nil if that is all there was.
func brief(v any) any {
	switch v := v.(type) {
	case string:
		if v == "" {
			return nil
		}
	case bool:
		if !v {
			return nil
		}
	case []any:
		kept := []any{}
		for _, item := range v {
			if item = brief(item); item != nil {
				kept = append(kept, item)
			}
		}
		if len(kept) == 0 {
			return nil
		}
		return kept
	case map[string]any:
		for name, member := range v {
			if v[name] = brief(member); v[name] == nil {
				delete(v, name)
			}
		}
		if len(v) == 0 {
			return nil
		}
	}
	return v
}

// Wanted is what to ask for: what --select says, else the noun's properties.
func Wanted(n *Noun, sel []string) []string {
	if len(sel) > 0 {
		return sel
	}
	return n.Properties
}
