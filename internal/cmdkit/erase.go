package cmdkit

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Erase makes the verb that erases deleted objects for good.
func Erase(a *app.App, n *Noun, examples ...string) *cobra.Command {
	removed := n.RemoveName + "d"
	return AddAlternate(New(Spec{
		Use:   "erase " + argName(n) + "...",
		Short: fmt.Sprintf("Erase %s %s for good", removed, n.Plural),
		Long: fmt.Sprintf("Erases %s that were %s and could still be restored. It cannot be undone.\n"+
			"One that was not %s yet is refused: `%s %s` comes first.", n.Plural, removed, removed, n.Name, n.RemoveName),
		Examples: examples,
		Args:     Args(1, -1, argName(n)+" (one or more)"),
		Exit:     []int{3, 4, 5, 7, 10},
		Complete: CompleteDeleted(a, n),
	}, func(ctx context.Context, args []string) error {
		dir, err := a.Directory(ctx)
		if err != nil {
			return err
		}
		var found []*odata.Object
		for _, arg := range args {
			o, err := FindDeleted(ctx, dir, n, arg)
			if err != nil {
				return err
			}
			found = append(found, o)
		}
		return EraseDeleted(ctx, a, Erasure{Noun: n, Name: "erase", Objects: found})
	}), n)
}

// Erasure is a task that erases deleted objects.
type Erasure struct {
	Noun *Noun
	// Name is the task vocabulary's word: erase, auto_delete.
	Name string
	// Objects are the deleted ones, with the noun's keys.
	Objects []*odata.Object
}

// EraseDeleted asks, then erases.
func EraseDeleted(ctx context.Context, a *app.App, e Erasure) error {
	n := e.Noun
	spec := task.Spec{Type: n.taskType(e.Name), NotUndoable: true}
	for _, o := range e.Objects {
		spec.Ops = append(spec.Ops, &directory.Operation{
			Name: e.Name, Verb: directory.Erase, Ref: n.Ref(o.ID()), Target: OneLine(FormerKey(o, n.Keys[0])), Before: o,
		})
	}
	question := fmt.Sprintf("Erase %d %sd %s for good?", len(e.Objects), n.RemoveName, n.Plural)
	if len(e.Objects) == 1 {
		question = fmt.Sprintf("Erase the %sd %s %s for good?", n.RemoveName, n.Name, spec.Ops[0].Target)
	}
	if err := Confirm(ctx, a, question); err != nil {
		return err
	}
	x, err := Execute(ctx, a, spec)
	if err != nil {
		return err
	}
	err = x.Report(a, "erased", "is gone already")
	x.TellWaiting(ctx, a)
	return err
}
