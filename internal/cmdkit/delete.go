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
		return runDelete(ctx, a, n, args)
	}), n)
}

func runDelete(ctx context.Context, a *app.App, n *Noun, args []string) error {
	dir, err := a.Directory(ctx)
	if err != nil {
		return err
	}
	n, args, err = n.Place(ctx, dir, args)
	if err != nil {
		return err
	}
	name := n.removeName()
	spec := task.Spec{Type: n.taskType(name)}
	if !n.SoftDelete && n.Within == nil {
		spec.NotUndoable, spec.Instead = true, "what is deleted is gone; `tenantctl "+n.command("create")+"` makes it anew"
	}
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
		spec.Ops = append(spec.Ops, &directory.Operation{
			Name: name, Verb: directory.Delete, Ref: f.Ref, Target: Spoken(arg), Before: n.again(f.Object),
		})
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
	return x.Report(a, name+"d", "is already gone")
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
	if len(args) == 1 {
		return fmt.Sprintf("%s the %s %s?", title(n.removeName()), n.Name, Spoken(args[0]))
	}
	return fmt.Sprintf("%s %d %s (%s, ...)?", title(n.removeName()), len(args), n.Plural, Spoken(args[0]))
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func argName(n *Noun) string { return cmp.Or(n.Arg, strings.ToUpper(hyphened(n.Name))) }
