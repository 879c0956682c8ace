package cmdkit

import (
	"context"
	"iter"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// completeOwner offers for the first argument of a contained noun's command
// the names of owners; nothing for another noun's.
func (n *Noun) completeOwner(a *app.App) cobra.CompletionFunc {
	if n.Within == nil {
		return nil
	}
	return CompleteArgs(CompleteNames(a, n.Within.Owner), cobra.NoFileCompletions)
}

// completeBelow offers the names of the objects that the owner of the first
// argument contains.
func completeBelow(a *app.App, n *Noun) cobra.CompletionFunc {
	return completeIn(a, n, func(ctx context.Context, dir directory.Directory, args []string) (directory.Ref, error) {
		n, _, err := n.Place(ctx, dir, args)
		if err != nil {
			return directory.Ref{}, err
		}
		return n.All(), nil
	})
}

// completeRelated offers the names of what is in a relation of the owner of
// the first argument.
func (r *Relation) completeRelated(a *app.App) cobra.CompletionFunc {
	return completeIn(a, r.Item, func(ctx context.Context, dir directory.Directory, args []string) (directory.Ref, error) {
		owner, err := r.Owner.find(ctx, dir, args[0], withKeys(r.Owner, nil))
		return r.ref(owner.Ref, false), err
	})
}

// completeIn offers the names of the objects in a place that follows from the
// arguments.
func completeIn(a *app.App, n *Noun, place func(context.Context, directory.Directory, []string) (directory.Ref, error)) cobra.CompletionFunc {
	return func(cmd *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		complete := CompleteArgsAsking(a, func(ctx context.Context, dir directory.Directory, args []string) []string {
			ref, err := place(ctx, dir, args)
			if err != nil {
				return nil
			}
			return namesIn(n, dir.List(ctx, ref, odata.Query{Select: n.names()}), typed)
		})
		list, directive := complete(cmd, args, typed)
		return asTyped(list, typed), directive
	}
}

// names are the properties by which one would name an object.
func (n *Noun) names() []string {
	if _, ok := edm.Lookup(n.Type).Property(displayName); !ok || slices.Contains(n.Keys, displayName) {
		return n.Keys
	}
	return append(slices.Clone(n.Keys), displayName)
}

// displayName names objects of nearly every type.
const displayName = "displayName"

// namesIn are those of a list of objects that begin like what was typed.
func namesIn(n *Noun, objects iter.Seq2[*odata.Object, error], typed string) []string {
	var list []string
	for o, err := range objects {
		if err != nil {
			return nil
		}
		name := nameLike(n, o, typed)
		if name == "" {
			name = o.String(displayName)
		}
		if name != "" && hasPrefixFold(name, typed) {
			list = append(list, name)
		}
		if len(list) == maxNames {
			break
		}
	}
	return list
}
