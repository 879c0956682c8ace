package cmdkit

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
)

// ListDeleted makes the verb list of deleted objects that can be restored. A
// directory lists those of one type: --type names the noun's, in any case, or
// the noun: app.
func ListDeleted(a *app.App, nouns []*Noun, examples ...string) *cobra.Command {
	o := &listOptions{app: a}
	var types []string
	for _, n := range nouns {
		declare(a, n)
		types = append(types, n.Type)
	}
	var given string
	cmd := New(Spec{
		Use:      "list",
		Short:    "List deleted objects of a type, which can be restored",
		Examples: examples,
		Exit:     []int{4, 5, 10},
	}, func(ctx context.Context, _ []string) error {
		for _, n := range nouns {
			if strings.EqualFold(n.Type, given) || n.Name == given {
				o.noun = n
				return runList(ctx, o, n.DeletedRef())
			}
		}
		if given == "" {
			return Usagef("--type is needed: %s", strings.Join(types, ", ")).WithHint("`--help` shows an example")
		}
		return Usagef("--type %q is none of %s", given, strings.Join(types, ", "))
	})
	o.flags.add(cmd.Flags())
	cmd.Flags().StringVar(&given, "type", "", "the `TYPE` of the objects: "+strings.Join(types, ", "))
	CompleteFlag(cmd, "type", types...)
	CompleteSelect(cmd, "directoryObject")
	return cmd
}
