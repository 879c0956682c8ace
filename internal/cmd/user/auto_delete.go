package usercmd

import (
	"context"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// autoDeleteOptions are the inputs of user auto-delete.
type autoDeleteOptions struct {
	app       *app.App
	olderThan string
}

func newAutoDelete(a *app.App, run func(context.Context, *autoDeleteOptions) error) *cobra.Command {
	o := &autoDeleteOptions{app: a}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "auto-delete --older-than AGE",
		Short: "Erase users that have been pending deletion longer than this",
		Long: `Erases for good the users that were removed longer ago than the age says.
Meant for cron: with nothing to erase it ends with 0 and says so.`,
		Examples: []string{`user auto-delete --older-than 30d --yes`},
		Exit:     []int{4, 5, 7, 10},
	}, func(ctx context.Context, _ []string) error { return run(ctx, o) })
	cmd.Flags().StringVar(&o.olderThan, "older-than", "", "erase who was removed longer ago than this `AGE`: 30d, 12h")
	return cmd
}

func runAutoDelete(ctx context.Context, o *autoDeleteOptions) error {
	if o.olderThan == "" {
		return cmdkit.Usagef("--older-than is needed").WithHint("for example --older-than 30d")
	}
	age, err := cmdkit.ParseAge(o.olderThan)
	if err != nil {
		return cmdkit.Usagef("--older-than: %v", err)
	}
	old, err := o.older(ctx, o.app.Now().Add(-age))
	if err != nil {
		return err
	}
	if len(old) > 0 {
		return cmdkit.EraseDeleted(ctx, o.app, cmdkit.Erasure{Noun: noun.User(), Name: "auto_delete", Objects: old})
	}
	if !o.app.Flags.Quiet {
		fmt.Fprintf(o.app.IO.Err, "nobody has been pending deletion longer than %s\n", o.olderThan)
	}
	if !o.app.Structured() || o.app.Flags.DryRun {
		return nil
	}
	x, err := cmdkit.Execute(ctx, o.app, task.Spec{Type: "auto_delete.user", NotUndoable: true})
	if err != nil {
		return err
	}
	return x.Report(o.app, "erased", "is gone already")
}

// older lists the deleted users whose deletion came before a time.
func (o *autoDeleteOptions) older(ctx context.Context, before time.Time) ([]*odata.Object, error) {
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return nil, err
	}
	q := odata.Query{Select: []string{"id", "userPrincipalName", "displayName", "deletedDateTime"}}
	var old []*odata.Object
	for u, err := range dir.List(ctx, noun.User().DeletedRef(), q) {
		if err != nil {
			return nil, err
		}
		deleted, err := time.Parse(time.RFC3339, u.String("deletedDateTime"))
		if err == nil && deleted.Before(before) {
			old = append(old, u)
		}
	}
	return old, nil
}
