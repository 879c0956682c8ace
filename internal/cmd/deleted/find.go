package deletedcmd

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// item is a deleted object and its noun.
type item struct {
	noun   *cmdkit.Noun
	object *odata.Object
}

// find reads the deleted object that has an id, with the properties asked for.
func find(ctx context.Context, dir directory.Directory, id string, picked []string) (item, error) {
	ref := directory.Ref{Set: "directory/deletedItems", Key: id}
	o, err := dir.Get(ctx, ref, odata.Query{Select: picked})
	if errors.Is(err, apierr.NotFound) {
		return item{}, cmdkit.NotFound("deleted object "+id, "not found").
			WithHint("`tenantctl deleted list --type application` shows those of a type")
	}
	if err != nil {
		return item{}, err
	}
	n := nounOf(cmdkit.ObjectType(o))
	if n == nil {
		n = anything()
	}
	return item{n, o}, nil
}

// common is the one noun of all items, or that of objects of any type.
func common(items []item) *cmdkit.Noun {
	for _, i := range items {
		if i.noun.Type != items[0].noun.Type {
			return anything()
		}
	}
	return items[0].noun
}

// ids asks for arguments that are ids, no more than most of them (-1: any
// number).
func ids(most int) cobra.PositionalArgs {
	what := "one ID"
	if most < 0 {
		what = "ID (one or more)"
	}
	return func(cmd *cobra.Command, args []string) error {
		if err := cmdkit.Args(1, most, what)(cmd, args); err != nil {
			return err
		}
		for _, arg := range args {
			if !odata.IsGUID(arg) {
				return cmdkit.Usagef("ID is a GUID, not %q", arg).
					WithHint("`tenantctl deleted list --type application` shows ids; `tenantctl app restore` takes names")
			}
		}
		return nil
	}
}
