package cmdkit

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/output"
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
	declare(a, r)
	return Group(r.Name, fmt.Sprintf("The %s of %s", r.Name, r.owner()), r.get(a), r.set(a), r.remove(a))
}

// owner is whose relation it is, in help: "a user".
func (r *Reference) owner() string {
	if r.Owner.Self != "" {
		return "the signed-in " + r.Owner.Name
	}
	return article(r.Owner.Name) + " " + r.Owner.Name
}

// group is the command that its verbs are in.
func (r *Reference) group() string {
	if r.Owner.Self != "" {
		return r.Owner.Self + " " + r.Name
	}
	return r.Owner.Name + " " + r.Name
}

// example is a command line of a verb.
func (r *Reference) example(verb, more string) string {
	if r.Owner.Self != "" {
		return r.group() + " " + verb + more
	}
	return r.group() + " " + verb + " " + exampleUser + more
}

func (r *Reference) get(a *app.App) *cobra.Command {
	var sel []string
	var link bool
	cmd := New(Spec{
		Use:      r.Owner.use("get", ""),
		Short:    fmt.Sprintf("Show the %s of %s", r.Name, r.owner()),
		Examples: []string{r.example("get", ""), r.example("get", " --link")},
		Args:     r.Owner.alone(1),
		Exit:     []int{3, 4, 5, 10},
		Complete: CompleteNames(a, r.Owner),
	}, func(ctx context.Context, args []string) error {
		if link && len(sel) > 0 {
			return Usagef("--link and --select exclude each other")
		}
		dir, err := a.Directory(ctx)
		if err != nil {
			return err
		}
		owner, err := r.find(ctx, dir, args[0])
		if err != nil {
			return err
		}
		if link {
			return r.printLink(ctx, a, dir, owner)
		}
		other, err := r.read(ctx, dir, owner, Wanted(r.Other, sel))
		if err != nil {
			return err
		}
		return PrintObject(a, r.Other, sel, other)
	})
	AddSelect(cmd, &sel, r.Other.Type)
	cmd.Flags().BoolVar(&link, "link", false, "print the link to the "+r.Name+" in place of the object")
	return aboutSelf(cmd, r.Owner)
}

// referrer is the object whose relation it is: where it is, and its name in
// messages.
type referrer struct {
	ref  directory.Ref
	name string
}

// find finds the owner that an argument names. The one object of a noun is
// not asked for: its relations are below it.
func (r *Reference) find(ctx context.Context, dir directory.Directory, arg string) (referrer, error) {
	if r.Owner.Self != "" {
		return referrer{r.Owner.self(), r.owner()}, nil
	}
	o, err := Find(ctx, dir, r.Owner, arg, withKeys(r.Owner, nil))
	return referrer{r.Owner.Ref(o.ID()), r.Owner.Name + " " + arg}, err
}

// read gives the object that the relation leads to.
func (r *Reference) read(ctx context.Context, dir directory.Directory, owner referrer, properties []string) (*odata.Object, error) {
	other, err := dir.Get(ctx, owner.ref.Below(r.Name), odata.Query{Select: properties})
	return other, r.explain(owner, err)
}

// explain says of an answer "not found" that it is the relation which leads
// nowhere.
func (r *Reference) explain(owner referrer, err error) error {
	if err != nil && apierr.KindOf(err) == apierr.NotFound {
		return NotFound(owner.name, "has no "+r.Name).
			WithHint("`tenantctl " + r.group() + " set` gives one")
	}
	return err
}

// printLink prints the address of the object that the relation leads to: in a
// table alone.
func (r *Reference) printLink(ctx context.Context, a *app.App, dir directory.Directory, owner referrer) error {
	o, err := dir.Get(ctx, owner.ref.Below(r.Name+"/$ref"), odata.Query{})
	if err := r.explain(owner, err); err != nil {
		return err
	}
	o.Delete("@odata.context")
	const link = "@odata.id"
	switch a.Format("table") {
	case "table", "wide", "id":
		_, err := fmt.Fprintln(a.IO.Out, o.String(link))
		return err
	}
	p, err := a.Printer("table")
	if err != nil {
		return err
	}
	return p.Object([]output.Column{Column(link)}, o)
}

// current gives the object that the relation leads to, nil if to none.
func (r *Reference) current(ctx context.Context, dir directory.Directory, o *odata.Object) (*odata.Object, error) {
	other, err := r.read(ctx, dir, referrer{ref: r.Owner.Ref(o.ID())}, []string{"id"})
	if apierr.KindOf(err) == apierr.NotFound {
		return nil, nil
	}
	return other, err
}

func (r *Reference) set(a *app.App) *cobra.Command {
	who := "admin@contoso.onmicrosoft.com"
	args := Args(2, 2, argName(r.Owner)+" and "+upper(r.Name))
	if r.Owner.Self != "" {
		who, args = exampleUser, Args(1, 1, "one "+upper(r.Name))
	}
	return aboutSelf(New(Spec{
		Use:      r.Owner.use("set", " "+upper(r.Name)),
		Short:    fmt.Sprintf("Make someone the %s of %s", r.Name, r.owner()),
		Examples: []string{r.example("set", " "+who)},
		Args:     args,
		Exit:     []int{3, 4, 5, 10, 11},
		Complete: CompleteArgs(CompleteNames(a, r.Owner), CompleteNames(a, r.Other)),
	}, func(ctx context.Context, args []string) error {
		return r.change(ctx, a, args[0], args[1])
	}), r.Owner)
}

func (r *Reference) remove(a *app.App) *cobra.Command {
	return aboutSelf(New(Spec{
		Use:      r.Owner.use("remove", ""),
		Short:    fmt.Sprintf("Take the %s of %s away", r.Name, r.owner()),
		Examples: []string{r.example("remove", "")},
		Args:     r.Owner.alone(1),
		Exit:     []int{3, 4, 5, 10, 11},
		Complete: CompleteNames(a, r.Owner),
	}, func(ctx context.Context, args []string) error {
		return r.change(ctx, a, args[0], "")
	}), r.Owner)
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
	owner = r.Owner.called(owner, o)
	before, err := r.current(ctx, dir, o)
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
	spec := task.Spec{Type: r.Owner.taskType("update"), Ops: []*directory.Operation{op}}
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
