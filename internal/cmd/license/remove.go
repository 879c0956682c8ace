package licensecmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// removeOptions are the inputs of license remove.
type removeOptions struct {
	app    *app.App
	people []person
	file   string
	skus   []string
}

func newRemove(a *app.App, run func(context.Context, *removeOptions) error) *cobra.Command {
	o := &removeOptions{app: a}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "remove USER... --sku SKU [flags]",
		Short: "Take licences away from users",
		Long: `Takes licences that users have directly away. One that a group gives cannot be
taken from a single member: take the user out of the group.`,
		Examples: []string{
			`license remove gustav.schwarzkopf@contoso.onmicrosoft.com --sku ENTERPRISEPACK`,
		},
		Args:     usersOrFile(&o.file),
		Exit:     []int{3, 4, 5, 7, 10, 11},
		Complete: cmdkit.CompleteNames(a, noun.User()),
	}, func(ctx context.Context, args []string) error {
		o.people = named(args)
		return run(ctx, o)
	})
	addSKU(cmd, a, &o.skus)
	addUsersFile(cmd, &o.file)
	return cmd
}

func runRemove(ctx context.Context, o *removeOptions) (err error) {
	if len(o.skus) == 0 {
		return needSKU()
	}
	if o.people, err = withFile(o.app, o.people, o.file); err != nil {
		return err
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	all, err := readProducts(ctx, dir)
	if err != nil {
		return err
	}
	skus, err := all.findAll(o.skus)
	if err != nil {
		return err
	}
	if o.people, err = findPeople(ctx, dir, o.people); err != nil {
		return err
	}
	r := remover{dir: dir, skus: skus}
	for i := range o.people {
		if err := r.order(ctx, &o.people[i]); err != nil {
			return err
		}
	}
	if !o.app.Flags.Quiet {
		for _, sentence := range r.kept {
			fmt.Fprintln(o.app.IO.Err, sentence)
		}
	}
	err = carryOut(ctx, o.app, act{
		spec: task.Spec{Type: "remove.license"}, name: "remove", products: skus, orders: r.orders,
		done: "removed %s", already: "no %s to remove",
	})
	if e := apierr.As(err); e != nil && e.Kind == apierr.Invalid && e.Hint == "" && !dir.Supports(directory.CanExplain) {
		e.Hint = "a group may give the licence, and this directory does not tell which: take the user out of it"
	}
	return err
}

// remover finds out what is to be taken from whom.
type remover struct {
	dir    directory.Directory
	skus   products
	orders []order
	kept   []string // sentences on licences that stay because of a group
}

func (r *remover) order(ctx context.Context, p *person) error {
	x := order{person: p}
	for _, sku := range r.skus {
		if have, ok := current.FindLicense(p.direct, sku.id); ok {
			x.remove = append(x.remove, sku.id)
			x.before = append(x.before, have)
			if err := r.keeps(ctx, p, sku); err != nil {
				return err
			}
			continue
		}
		if groups := p.groups(sku.id); len(groups) > 0 {
			return r.inherited(ctx, p, sku, groups)
		}
	}
	r.orders = append(r.orders, x)
	return nil
}

// keeps notes that a licence which is taken away stays, because groups give it
// too.
func (r *remover) keeps(ctx context.Context, p *person, sku product) error {
	groups := p.groups(sku.id)
	if len(groups) == 0 {
		return nil
	}
	names, err := r.names(ctx, groups)
	if err == nil {
		r.kept = append(r.kept, fmt.Sprintf("%s keeps %s: it is inherited from the group %s", p.name, sku.name, few(names)))
	}
	return err
}

// names are those of groups, in quotes.
func (r *remover) names(ctx context.Context, groups []string) ([]string, error) {
	known := groupNames{dir: r.dir, known: map[string]string{}}
	var names []string
	for _, id := range groups {
		name, err := known.name(ctx, id)
		if err != nil {
			return nil, err
		}
		names = append(names, fmt.Sprintf("%q", name))
	}
	return names, nil
}

// inherited is the error for a licence that groups give.
func (r *remover) inherited(ctx context.Context, p *person, sku product, groups []string) error {
	names, err := r.names(ctx, groups)
	if err != nil {
		return err
	}
	return invalid("user "+p.name, fmt.Sprintf("has %s from the group %s, not directly", sku.name, few(names))).
		WithHint(fmt.Sprintf("take the user out of the group: tenantctl group member remove %s %s; nothing was sent", names[0], p.name))
}
