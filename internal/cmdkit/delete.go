package cmdkit

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Delete makes the verb that deletes objects of a noun; it is called
// n.RemoveName, with "delete" as an alias.
func Delete(a *app.App, n *Noun, examples ...string) *cobra.Command {
	spec := Spec{
		Use:      n.RemoveName + " " + argName(n) + "...",
		Short:    "Delete " + n.Plural,
		Examples: examples,
		Args:     Args(1, -1, argName(n)+" (one or more)"),
		Exit:     []int{3, 4, 5, 7, 10, 11},
		Complete: CompleteNames(a, n),
	}
	if n.RemoveName != "delete" {
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
	spec := task.Spec{Type: n.taskType(n.RemoveName)}
	if !n.SoftDelete {
		spec.NotUndoable, spec.Instead = true, "what is deleted is gone; `tenantctl "+n.Name+" create` makes it anew"
	}
	for _, arg := range args {
		o, err := Find(ctx, dir, n, arg, n.Properties)
		if errors.Is(err, apierr.NotFound) && alreadyDeleted(ctx, dir, n, arg) {
			SayAlready(a, Spoken(arg), "is "+n.RemoveName+"d already")
			spec.Unchanged++
			continue
		}
		if err != nil {
			return err
		}
		spec.Ops = append(spec.Ops, &directory.Operation{
			Name: n.RemoveName, Verb: directory.Delete, Ref: n.Ref(o.ID()), Target: Spoken(arg), Before: o,
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
	return x.Report(a, n.RemoveName+"d", "is already gone")
}

// alreadyDeleted tells whether a name that nothing has was that of an object
// which can be restored: deleting it twice is no failure.
func alreadyDeleted(ctx context.Context, dir directory.Directory, n *Noun, arg string) bool {
	if !n.SoftDelete {
		return false
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
		return fmt.Sprintf("%s the %s %s?", title(n.RemoveName), n.Name, Spoken(args[0]))
	}
	return fmt.Sprintf("%s %d %s (%s, ...)?", title(n.RemoveName), len(args), n.Plural, Spoken(args[0]))
}

func title(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func argName(n *Noun) string { return strings.ToUpper(n.Name) }
