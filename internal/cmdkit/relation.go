package cmdkit

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
)

// Relation is the table of a relation to many objects: a group's members.
type Relation struct {
	Owner *Noun // whose relation it is
	Item  *Noun // what it holds: columns and properties
	// Offered is the noun whose names completion offers for new items, nil for
	// Item.
	Offered *Noun
	Name    string
	// Transitive is the relation that also holds what is reached through
	// others, "" if there is none.
	Transitive string
	// TaskType, Join and Leave are the words of the task vocabulary. A relation
	// without Join is only listed.
	TaskType, Join, Leave string
	// RemoveType is the type of a task that takes objects out, "" for TaskType.
	RemoveType string
	// Word is what one item is called in messages: "member".
	Word string
}

// List makes the verb list of the relation.
func (r *Relation) List(a *app.App, examples ...string) *cobra.Command {
	declare(a, r)
	o := &listOptions{app: a, noun: r.Item}
	transitive := false
	cmd := New(Spec{
		Use:      "list " + argName(r.Owner) + " [flags]",
		Short:    fmt.Sprintf("List the %s of %s", r.Item.Plural, r.Owner.one()),
		Examples: examples,
		Args:     Args(1, 1, "one "+argName(r.Owner)),
		Exit:     []int{3, 4, 5, 10},
		Complete: CompleteNames(a, r.Owner),
	}, func(ctx context.Context, args []string) error {
		dir, err := a.Directory(ctx)
		if err != nil {
			return err
		}
		owner, err := Find(ctx, dir, r.Owner, args[0], withKeys(r.Owner, nil))
		if err != nil {
			return err
		}
		return runList(ctx, o, r.ref(r.Owner.RefOf(args[0], owner), transitive))
	})
	o.flags.add(cmd.Flags())
	AddAlternate(cmd, r.Owner)
	CompleteSelect(cmd, r.Item.Type)
	if r.Transitive != "" {
		cmd.Flags().BoolVar(&transitive, "transitive", false, "also those reached through other groups")
	}
	return cmd
}

func (r *Relation) ref(owner directory.Ref, transitive bool) directory.Ref {
	if transitive {
		return owner.Below(r.Transitive)
	}
	return owner.Below(r.Name)
}

// RelationGroup says how the commands of a relation are called, for help.
type RelationGroup struct {
	// Path are the words of the group: "app policy token-lifetime".
	Path, Short string
	// Owner and Item are the objects that examples name.
	Owner, Item string
}

// Commands makes the group of the relation with list and, unless it is only
// listed, add and remove. find is as for Add.
func (r *Relation) Commands(a *app.App, g RelationGroup, find Finder) *cobra.Command {
	example := func(verb string, args ...string) string {
		return strings.Join(append([]string{g.Path, verb}, args...), " ")
	}
	use := g.Path[strings.LastIndexByte(g.Path, ' ')+1:]
	group := Group(use, g.Short, r.List(a, example("list", g.Owner), example("list", g.Owner, "-o", "json")))
	if r.Join != "" {
		group.AddCommand(r.Add(a, find, example("add", g.Owner, g.Item)), r.Remove(a, find, example("remove", g.Owner, g.Item)))
	}
	return group
}
