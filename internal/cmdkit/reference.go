package cmdkit

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Reference is the table of a relation that leads to at most one object: a
// user's manager.
type Reference struct {
	Owner *Noun // whose relation it is
	Other *Noun // what it leads to
	Name  string
}

// Commands makes the group of the reference with get, set and remove.
func (r *Reference) Commands(a *app.App) *cobra.Command {
	return Group(r.Name, fmt.Sprintf("The %s of a %s", r.Name, r.Owner.Name), r.get(a), r.set(a), r.remove(a))
}

func (r *Reference) get(a *app.App) *cobra.Command {
	var sel []string
	cmd := New(Spec{
		Use:      "get " + argName(r.Owner),
		Short:    fmt.Sprintf("Show the %s of a %s", r.Name, r.Owner.Name),
		Examples: []string{fmt.Sprintf("%s %s get %s", r.Owner.Name, r.Name, exampleUser)},
		Args:     Args(1, 1, "one "+argName(r.Owner)),
		Exit:     []int{3, 4, 5, 10},
		Complete: CompleteNames(a, r.Owner),
	}, func(ctx context.Context, args []string) error {
		dir, err := a.Directory(ctx)
		if err != nil {
			return err
		}
		o, err := Find(ctx, dir, r.Owner, args[0], withKeys(r.Owner, nil))
		if err != nil {
			return err
		}
		other, err := r.current(ctx, dir, o, Wanted(r.Other, sel))
		if err != nil {
			return err
		}
		if other == nil {
			return apierr.New(apierr.NotFound, r.Owner.Name+" "+args[0], "has no "+r.Name)
		}
		return PrintObject(a, r.Other, sel, other)
	})
	AddSelect(cmd, &sel, r.Other.Type)
	return cmd
}

// current gives the object that the relation leads to, nil if to none.
func (r *Reference) current(ctx context.Context, dir directory.Directory, o *odata.Object, properties []string) (*odata.Object, error) {
	other, err := dir.Get(ctx, r.Owner.Ref(o.ID()).Below(r.Name), odata.Query{Select: properties})
	if apierr.KindOf(err) == apierr.NotFound {
		return nil, nil
	}
	return other, err
}

func (r *Reference) set(a *app.App) *cobra.Command {
	return New(Spec{
		Use:      fmt.Sprintf("set %s %s", argName(r.Owner), upper(r.Name)),
		Short:    fmt.Sprintf("Make someone the %s of a %s", r.Name, r.Owner.Name),
		Examples: []string{fmt.Sprintf("%s %s set %s admin@contoso.onmicrosoft.com", r.Owner.Name, r.Name, exampleUser)},
		Args:     Args(2, 2, argName(r.Owner)+" and "+upper(r.Name)),
		Exit:     []int{3, 4, 5, 10, 11},
		Complete: CompleteArgs(CompleteNames(a, r.Owner), CompleteNames(a, r.Other)),
	}, func(ctx context.Context, args []string) error {
		return r.change(ctx, a, args[0], args[1])
	})
}

func (r *Reference) remove(a *app.App) *cobra.Command {
	return New(Spec{
		Use:      "remove " + argName(r.Owner),
		Short:    fmt.Sprintf("Take the %s of a %s away", r.Name, r.Owner.Name),
		Examples: []string{fmt.Sprintf("%s %s remove %s", r.Owner.Name, r.Name, exampleUser)},
		Args:     Args(1, 1, "one "+argName(r.Owner)),
		Exit:     []int{3, 4, 5, 10, 11},
		Complete: CompleteNames(a, r.Owner),
	}, func(ctx context.Context, args []string) error {
		return r.change(ctx, a, args[0], "")
	})
}

// already says that the relation leads where it is wanted to lead.
func (r *Reference) already(owner, to string) string {
	if to == "" {
		return fmt.Sprintf("%s has no %s", owner, r.Name)
	}
	return fmt.Sprintf("%s is the %s of %s already", to, r.Name, owner)
}

// change makes the relation lead to the object that to names, or nowhere.
func (r *Reference) change(ctx context.Context, a *app.App, owner, to string) error {
	dir, err := a.Directory(ctx)
	if err != nil {
		return err
	}
	o, err := Find(ctx, dir, r.Owner, owner, withKeys(r.Owner, nil))
	if err != nil {
		return err
	}
	before, err := r.current(ctx, dir, o, []string{"id"})
	if err != nil {
		return err
	}
	op := &directory.Operation{
		Name: "update", Verb: directory.Clear, Ref: r.Owner.Ref(o.ID()).Below(r.Name), Target: owner, Before: before,
	}
	if to != "" {
		other, err := Find(ctx, dir, r.Other, to, withKeys(r.Other, nil))
		if err != nil {
			return err
		}
		op.Verb, op.Other = directory.SetRef, r.Other.Ref(other.ID())
	}
	spec := task.Spec{Type: "update." + r.Owner.Name, Ops: []*directory.Operation{op}}
	if before.ID() == op.Other.Key {
		spec.Ops, spec.Unchanged = nil, 1
	}
	x, err := Execute(ctx, a, spec)
	if err != nil {
		return err
	}
	if spec.Unchanged == 1 && !a.Flags.Quiet {
		fmt.Fprintln(a.IO.Err, r.already(owner, to))
	}
	return x.Report(a, "updated", "is so already")
}
