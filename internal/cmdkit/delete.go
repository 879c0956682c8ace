package cmdkit

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Delete makes the verb that deletes objects of a noun; it is called
// n.RemoveName, with "delete" as an alias.
func Delete(a *app.App, n *Noun, examples ...string) *cobra.Command {
	return DeleteWith(a, n, nil, examples...)
}

// Consequence looks, before anybody is asked, at what the deletion of an object
// means for others. It may complete the operation, and gives what is to be said,
// "" for nothing.
type Consequence func(ctx context.Context, dir directory.Directory, op *directory.Operation) (note string, err error)

// DeleteWith is Delete with a look at the consequences.
func DeleteWith(a *app.App, n *Noun, look Consequence, examples ...string) *cobra.Command {
	declare(a, n)
	spec := Spec{
		Use:      n.use(n.removeName(), "..."),
		Short:    "Delete " + n.plural(),
		Examples: examples,
		Args:     n.alone(-1),
		Exit:     []int{3, 4, 5, 7, 10, 11},
		Complete: CompleteNames(a, n),
	}
	if n.removeName() != "delete" {
		spec.Aliases = []string{"delete"}
		spec.Short = "Delete " + n.Plural + "; they can be restored for 30 days"
	}
	return AddAlternate(New(spec, func(ctx context.Context, args []string) error {
		return (&deleting{app: a, noun: n, look: look}).run(ctx, args)
	}), n)
}

// deleting are the inputs of delete.
type deleting struct {
	app  *app.App
	noun *Noun
	look Consequence
}

func (o *deleting) run(ctx context.Context, args []string) error {
	a := o.app
	dir, err := a.Directory(ctx)
	if err != nil {
		return err
	}
	n, args, err := o.noun.Place(ctx, dir, args)
	if err != nil {
		return err
	}
	name := n.removeName()
	spec := task.Spec{Type: n.taskType(name), NotUndoable: n.forGood(), Instead: n.anew()}
	for _, arg := range args {
		f, err := n.find(ctx, dir, arg, n.Properties)
		if errors.Is(err, apierr.NotFound) && alreadyDeleted(ctx, dir, n, arg) {
			SayAlready(a, Spoken(arg), "is "+name+"d already")
			spec.Unchanged++
			continue
		}
		if err != nil {
			return err
		}
		op := &directory.Operation{
			Name: name, Verb: directory.Delete, Ref: f.Ref, Target: Spoken(arg), Before: n.again(f.Object),
		}
		if err := o.consider(ctx, dir, op); err != nil {
			return err
		}
		spec.Ops = append(spec.Ops, op)
	}
	if len(spec.Ops) > 0 {
		if err := Confirm(ctx, a, deleteQuestion(n, args)); err != nil {
			return err
		}
	}
	x, err := Execute(ctx, a, spec)
	if err != nil {
		return err
	}
	if err := x.Report(a, name+"d", "is already gone"); err != nil {
		return err
	}
	if x.Task != nil && x.Task.ID != "" && n.forGood() && x.Task.Counts.Removed > 0 && !a.Flags.Quiet {
		fmt.Fprintln(a.IO.Err, x.Task.Fill(n.anew()))
	}
	return nil
}

// consider looks at the consequences of an operation and tells of them.
func (o *deleting) consider(ctx context.Context, dir directory.Directory, op *directory.Operation) error {
	if o.look == nil {
		return nil
	}
	note, err := o.look(ctx, dir, op)
	if err == nil && note != "" && !o.app.Flags.Quiet {
		fmt.Fprintln(o.app.IO.Err, note)
	}
	return err
}

// forGood tells whether what is deleted is gone: neither kept by the directory
// nor a part of another object, which can be made again.
func (n *Noun) forGood() bool { return !n.SoftDelete && n.Within == nil }

// byName tells whether a name is all that an object is made from: a domain.
func (n *Noun) byName() bool { return n.Keys[0] == "id" }

// anew says what can be done about what is deleted for good, "" for what can be
// restored. The journal has it as it was.
func (n *Noun) anew() string {
	switch {
	case !n.forGood():
		return ""
	case n.byName():
		return "what is deleted is gone; `tenantctl " + n.command("create") + "` makes it anew"
	}
	return "the directory keeps no deleted " + n.Plural + "; `tenantctl task show " + task.OwnID +
		" --operations -o yaml --query '[0].before' | tenantctl " + n.command("create") + " -f -` makes it anew, under another id"
}

// alreadyDeleted tells whether a name that nothing has was that of an object
// which can be restored: deleting it twice is no failure. Of what cannot be
// restored nothing is left but that somebody knows its id.
func alreadyDeleted(ctx context.Context, dir directory.Directory, n *Noun, arg string) bool {
	if !n.SoftDelete {
		return odata.IsGUID(arg)
	}
	found, err := formerly(ctx, dir, n, arg)
	return err == nil && len(found.objects) > 0
}

// SayAlready tells on stderr that something was so before.
func SayAlready(a *app.App, target, already string) {
	if !a.Flags.Quiet {
		fmt.Fprintf(a.IO.Err, "%s %s\n", target, already)
	}
}

func deleteQuestion(n *Noun, args []string) string {
	end := "?"
	if n.forGood() && !n.byName() {
		end = " for good?"
	}
	if len(args) == 1 {
		return fmt.Sprintf("%s the %s %s%s", title(n.removeName()), n.Name, Spoken(args[0]), end)
	}
	return fmt.Sprintf("%s %d %s (%s, ...)%s", title(n.removeName()), len(args), n.Plural, Spoken(args[0]), end)
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func argName(n *Noun) string { return cmp.Or(n.Arg, strings.ToUpper(hyphened(n.Name))) }
