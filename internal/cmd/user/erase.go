package usercmd

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// eraseOptions are the inputs of user erase.
type eraseOptions struct {
	app  *app.App
	args []string
}

func newErase(a *app.App, run func(context.Context, *eraseOptions) error) *cobra.Command {
	o := &eraseOptions{app: a}
	return cmdkit.New(cmdkit.Spec{
		Use:   "erase USER...",
		Short: "Erase removed users for good",
		Long: `Erases users that were removed and are pending deletion. It cannot be undone.
A user who was not removed yet is refused: remove the user first.`,
		Examples: []string{`user erase gustav.schwarzkopf@contoso.onmicrosoft.com --yes`},
		Args:     cmdkit.Args(1, -1, "USER (one or more)"),
		Exit:     []int{3, 4, 5, 7, 10},
		Complete: cmdkit.CompleteDeleted(a, noun.User()),
	}, func(ctx context.Context, args []string) error {
		o.args = args
		return run(ctx, o)
	})
}

func runErase(ctx context.Context, o *eraseOptions) error {
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	n := noun.User()
	var found []*odata.Object
	for _, arg := range o.args {
		u, err := cmdkit.FindDeleted(ctx, dir, n, arg)
		if err != nil {
			return err
		}
		found = append(found, u)
	}
	return erase(ctx, o.app, "erase", found)
}

// erase asks, then erases the deleted users; name is the task vocabulary's
// word: erase or auto_delete.
func erase(ctx context.Context, a *app.App, name string, found []*odata.Object) error {
	n := noun.User()
	spec := task.Spec{Type: name + ".user", NotUndoable: true}
	for _, u := range found {
		spec.Ops = append(spec.Ops, &directory.Operation{
			Name: name, Verb: directory.Erase, Ref: n.Ref(u.ID()),
			Target: cmdkit.FormerKey(u, "userPrincipalName"), Before: u,
		})
	}
	question := fmt.Sprintf("Erase %d removed users for good?", len(found))
	if len(found) == 1 {
		question = fmt.Sprintf("Erase the removed user %s for good?", spec.Ops[0].Target)
	}
	if err := cmdkit.Confirm(ctx, a, question); err != nil {
		return err
	}
	x, err := cmdkit.Execute(ctx, a, spec)
	if err != nil {
		return err
	}
	return x.Report(a, "erased", "is gone already")
}
