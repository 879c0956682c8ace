package cmdkit

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Finder finds the object that an argument names, for a relation that holds
// objects of several kinds, and gives its id.
type Finder func(ctx context.Context, dir directory.Directory, arg string) (id string, err error)

// Add makes the verb that lets objects join the relation. Without find they
// are those of r.Item.
func (r *Relation) Add(a *app.App, find Finder, examples ...string) *cobra.Command {
	return r.change(a, find, relationVerb{
		use: "add", short: "Add %s to %s", name: r.Join, verb: directory.Link, task: r.TaskType,
		offer: CompleteNames(a, cmp.Or(r.Offered, r.Item)),
		done:  "added to", already: "is already " + article(r.Word) + " " + r.Word + " of", examples: examples,
	})
}

// Remove makes the verb that lets objects leave the relation. The objects
// themselves stay.
func (r *Relation) Remove(a *app.App, find Finder, examples ...string) *cobra.Command {
	return r.change(a, find, relationVerb{
		use: "remove", short: "Take %s out of %s", name: r.Leave, verb: directory.Unlink, task: cmp.Or(r.RemoveType, r.TaskType),
		offer: r.completeRelated(a),
		done:  "removed from", already: "is no " + r.Word + " of", examples: examples,
	})
}

// article is the indefinite one before a word.
func article(word string) string {
	if strings.ContainsRune("aeio", rune(word[0])) { // "a user", "a unit"
		return "an"
	}
	return "a"
}

// one is an object of the noun with its article, in help.
func (n *Noun) one() string {
	name := cmp.Or(n.FullName, n.Name)
	return article(name) + " " + name
}

// relationVerb is what sets adding and removing apart.
type relationVerb struct {
	use, short, name string
	task             string
	offer            cobra.CompletionFunc // names of items
	verb             directory.Verb
	done, already    string
	examples         []string
}

func (r *Relation) change(a *app.App, find Finder, v relationVerb) *cobra.Command {
	declare(a, r)
	word := upper(r.Word)
	if find == nil {
		find = FindOf(r.Item)
	}
	return AddAlternate(New(Spec{
		Use:      fmt.Sprintf("%s %s %s...", v.use, argName(r.Owner), word),
		Short:    fmt.Sprintf(v.short, r.Item.Plural, r.Owner.one()),
		Examples: v.examples,
		Args:     Args(2, -1, fmt.Sprintf("%s and %s (one or more)", argName(r.Owner), word)),
		Exit:     []int{3, 4, 5, 7, 10, 11},
		Complete: CompleteArgs(CompleteNames(a, r.Owner), v.offer),
	}, func(ctx context.Context, args []string) error {
		return r.runChange(ctx, a, find, v, args)
	}), r.Owner)
}

func (r *Relation) runChange(ctx context.Context, a *app.App, find Finder, v relationVerb, args []string) error {
	dir, err := a.Directory(ctx)
	if err != nil {
		return err
	}
	owner, err := Find(ctx, dir, r.Owner, args[0], withKeys(r.Owner, nil))
	if err != nil {
		return err
	}
	ids, err := findAll(ctx, dir, find, args[1:])
	if err != nil {
		return err
	}
	spec := task.Spec{Type: v.task}
	relation := r.ref(r.Owner.RefOf(args[0], owner), false)
	seen := map[string]bool{}
	for i, id := range ids {
		if seen[id] {
			continue
		}
		seen[id] = true
		spec.Ops = append(spec.Ops, &directory.Operation{
			Name: v.name, Verb: v.verb, Ref: relation, Other: r.Item.Ref(id),
			Target: args[1+i],
		})
	}
	x, err := Execute(ctx, a, spec)
	if err != nil {
		return err
	}
	return x.Report(a, v.done+" "+Spoken(args[0]), v.already+" "+Spoken(args[0]))
}

// maxFinds bounds how many names are looked up at once.
const maxFinds = 8

func findAll(ctx context.Context, dir directory.Directory, find Finder, args []string) ([]string, error) {
	ids := make([]string, len(args))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(maxFinds)
	for i, arg := range args {
		g.Go(func() (err error) {
			ids[i], err = find(ctx, dir, arg)
			return err
		})
	}
	return ids, g.Wait()
}

// FindAny makes a finder for relations that hold users and groups: what has
// an @ is a user, an id is taken as it is, all else names a group.
func FindAny(user, group *Noun) Finder {
	return func(ctx context.Context, dir directory.Directory, arg string) (string, error) {
		n := group
		switch {
		case odata.IsGUID(arg):
			return strings.ToLower(arg), nil
		case strings.Contains(arg, "@"):
			n = user
		}
		o, err := Find(ctx, dir, n, arg, withKeys(n, nil))
		return o.ID(), err
	}
}

// FindOf makes a finder for relations that hold one kind of object.
func FindOf(n *Noun) Finder {
	return func(ctx context.Context, dir directory.Directory, arg string) (string, error) {
		o, err := Find(ctx, dir, n, arg, withKeys(n, nil))
		return o.ID(), err
	}
}
