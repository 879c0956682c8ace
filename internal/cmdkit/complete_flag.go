package cmdkit

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/edm"
)

// CompleteFlag offers fixed values for a flag.
func CompleteFlag(cmd *cobra.Command, flag string, values ...string) {
	register(cmd, flag, cobra.FixedCompletions(values, cobra.ShellCompDirectiveNoFileComp))
}

// CompleteFlagBy offers for a flag what a function gives, which gets the
// arguments that are typed already.
func CompleteFlagBy(cmd *cobra.Command, flag string, values cobra.CompletionFunc) {
	register(cmd, flag, values)
}

// CompleteNamesFor offers the names of a noun's objects for a flag.
func CompleteNamesFor(cmd *cobra.Command, flag string, a *app.App, n *Noun) {
	register(cmd, flag, CompleteNames(a, n))
}

// CompleteFiles offers files with these endings for a flag.
func CompleteFiles(cmd *cobra.Command, flag string, endings ...string) {
	if err := cmd.MarkFlagFilename(flag, endings...); err != nil {
		panic(err)
	}
}

// CompleteFields offers values for the flags of the noun's properties that
// have few.
func CompleteFields(cmd *cobra.Command, n *Noun) {
	for _, f := range n.Settable {
		v := fieldValue{field: f}
		p, _ := propertyAt(edm.Lookup(n.Type), f.Property)
		switch {
		case len(f.Values) == 0 || cmd.Flags().Lookup(v.flag()) == nil:
		case p.Collection:
			CompleteWords(cmd, v.flag(), func() []string { return f.Values })
		default:
			CompleteFlag(cmd, v.flag(), f.Values...)
		}
	}
}

// CompleteSelect offers the type's properties for --select, after a comma
// too; where the command has them, those that can be sorted by for --orderby
// and relations for --expand.
func CompleteSelect(cmd *cobra.Command, typeName string) {
	t := edm.Lookup(typeName)
	CompleteWords(cmd, "select", func() []string { return properties(t, false) })
	CompleteWords(cmd, "orderby", func() []string { return properties(t, true) })
	CompleteWords(cmd, "expand", func() []string { return relations(t) })
}

// CompleteWords offers words for a flag that takes several with commas; a
// command without the flag stays as it is.
func CompleteWords(cmd *cobra.Command, flag string, words func() []string) {
	if cmd.Flags().Lookup(flag) == nil {
		return
	}
	register(cmd, flag, func(_ *cobra.Command, _ []string, typed string) ([]string, cobra.ShellCompDirective) {
		head := typed[:strings.LastIndexByte(typed, ',')+1]
		var list []string
		for _, w := range words() {
			list = append(list, head+w)
		}
		return asTyped(list, typed), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	})
}

// register panics where the command has no such flag: a mistake of ours that
// every test of the command tree finds.
func register(cmd *cobra.Command, flag string, complete cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(flag, complete); err != nil {
		panic(err)
	}
}

func properties(t *edm.Type, sortable bool) []string {
	var list []string
	for p := range t.AllProperties() {
		if !sortable || t.Rule(p.Name).OrderBy || t.Rule(p.Name).OrderByAdvanced {
			list = append(list, p.Name)
		}
	}
	return list
}

// relations are the names of a type's relations, its bases' too.
func relations(t *edm.Type) []string {
	var list []string
	for ; t != nil; t = edm.Lookup(t.Base) {
		for _, n := range t.Navigations {
			list = append(list, n.Name)
		}
	}
	return list
}
