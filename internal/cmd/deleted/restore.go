package deletedcmd

import (
	"context"
	"errors"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

func newRestore(a *app.App) *cobra.Command {
	return cmdkit.New(cmdkit.Spec{
		Use:   "restore ID...",
		Short: "Bring deleted objects back, whatever their type",
		Long: `Brings deleted objects back and prints them. The service principal of an app
is an object of its own: it is restored by its own id, after the app. One that is
still deleted is named; "app restore" brings both back.`,
		Examples: []string{`deleted restore d71f1ed5-b53f-4a8f-8a5e-a1f2e4b0cd22`},
		Args:     ids(-1),
		Complete: completeIDs(a, -1),
		Exit:     []int{3, 4, 5, 7, 10, 11},
	}, func(ctx context.Context, args []string) error {
		return runRestore(ctx, a, args)
	})
}

func runRestore(ctx context.Context, a *app.App, args []string) error {
	dir, err := a.Directory(ctx)
	if err != nil {
		return err
	}
	var items []item
	var back cmdkit.Restoration
	for _, id := range args {
		found, err := find(ctx, dir, id, nil)
		if errors.Is(err, apierr.NotFound) {
			if found, err = there(ctx, dir, id, err); err == nil {
				cmdkit.SayAlready(a, id, "is there already")
				back.There++
			}
		} else if err == nil {
			back.Ops = append(back.Ops, &directory.Operation{
				Name: "restore", Verb: directory.Restore, Ref: found.noun.Ref(found.object.ID()), Target: id,
			})
		}
		if err != nil {
			return err
		}
		items = append(items, found)
		back.Objects = append(back.Objects, cmdkit.Found{Ref: found.noun.Ref(found.object.ID()), Object: found.object})
	}
	back.App, back.Noun = a, common(items)
	order(&back)
	return back.Run(ctx)
}

// order puts applications before their service principals, which wait for them:
// without its application none comes back.
func order(r *cmdkit.Restoration) {
	const apps = "applications"
	appIDs, places := map[directory.Ref]string{}, map[string]int{}
	for _, f := range r.Objects {
		appIDs[f.Ref] = f.Object.String("appId")
	}
	isApp := func(op *directory.Operation) bool { return op.Ref.Set == apps }
	r.Ops = slices.Concat(slices.DeleteFunc(slices.Clone(r.Ops), func(op *directory.Operation) bool { return !isApp(op) }), slices.DeleteFunc(r.Ops, isApp))
	for i, op := range r.Ops {
		switch op.Ref.Set {
		case apps:
			places[appIDs[op.Ref]] = i + 1
		case "servicePrincipals":
			op.After = places[appIDs[op.Ref]]
		}
	}
}

// there finds an object that is not deleted. Where that cannot be asked, it is
// not found as before.
func there(ctx context.Context, dir directory.Directory, id string, missing error) (item, error) {
	found, err := cmdkit.GetByIDs(ctx, dir, []string{id})
	o := found.Get(id)
	if err != nil || o == nil {
		return item{}, missing
	}
	n := nounOf(cmdkit.ObjectType(o))
	if n == nil {
		return item{}, missing
	}
	return item{n, o}, nil
}
