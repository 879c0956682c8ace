package appcmd

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// restoreOptions are the inputs of app restore with --identifier-uri.
type restoreOptions struct {
	app    *app.App
	noun   *cmdkit.Noun
	fields *cmdkit.FieldFlags
	names  []string

	dir  directory.Directory
	uris []string // wanted; nil for those that the app had
}

func newRestore(a *app.App, run func(context.Context, *restoreOptions) error) *cobra.Command {
	o := &restoreOptions{app: a, noun: noun.App()}
	cmd := cmdkit.New(cmdkit.Spec{
		Use:   "restore APP... [flags]",
		Short: "Bring deleted apps back",
		Long: `Brings deleted apps back, with what they had. Another app may have taken an
identifier URI meanwhile: --identifier-uri gives the app others as it comes back,
"" none. Where the directory cannot do both at once, the URIs are set after the
restoration, as a second step of the same task.

The service principal that was deleted with an app comes back too, as a further
step of the same task: the directory restores each by itself. One that was
deleted before the app stays deleted, and is named.`,
		Examples: []string{
			`app restore Payroll`,
			`app restore Payroll --identifier-uri api://payroll-2`,
		},
		Args:     cmdkit.Args(1, -1, "APP (one or more)"),
		Exit:     []int{3, 4, 5, 7, 10, 11},
		Complete: cmdkit.CompleteDeleted(a, o.noun),
	}, func(ctx context.Context, args []string) error {
		o.names = args
		return run(ctx, o)
	})
	o.fields = cmdkit.AddFields(cmd.Flags(), withURIs())
	cmdkit.CompleteFlag(cmd, "identifier-uri")
	return cmdkit.AddAlternate(cmd, o.noun)
}

// withURIs is the table of applications of which only the identifier URIs have
// a flag.
func withURIs() *cmdkit.Noun {
	n := noun.App()
	n.Settable = []cmdkit.Field{{
		Property: "identifierUris", Flag: "identifier-uri",
		Usage: "URI that names the app as a resource, in place of those that it had",
	}}
	return n
}

func runRestore(ctx context.Context, o *restoreOptions) error {
	body, err := o.fields.Object()
	if err != nil {
		return err
	}
	if o.dir, err = o.app.Directory(ctx); err != nil {
		return err
	}
	if !body.Has("identifierUris") {
		return o.explain(ctx, cmdkit.RestoreNamed(ctx, o.app, o.noun, o.names))
	}
	if len(o.names) > 1 {
		return cmdkit.Usagef("--identifier-uri is for one APP at a time, not %d", len(o.names))
	}
	o.uris = append([]string{}, body.Strings("identifierUris")...)
	return o.restoreWithURIs(ctx)
}

func (o *restoreOptions) restoreWithURIs(ctx context.Context) error {
	deleted, err := cmdkit.FindDeleted(ctx, o.dir, o.noun, o.names[0], "identifierUris")
	if e := apierr.As(err); e != nil && e.Code == cmdkit.CodeThere {
		return o.there(ctx)
	}
	if err != nil {
		return err
	}
	if err := o.checkFree(ctx, deleted.ID()); err != nil {
		return err
	}
	ops := o.operations(deleted)
	along, err := cmdkit.RestoreAlong(ctx, o.dir, o.noun, deleted)
	if err != nil {
		return err
	}
	if along != nil {
		along.After, along.Target = 1, ops[0].Target+" (service principal)"
		ops = slices.Insert(ops, 1, along) // it takes the URIs over as they are changed
	}
	x, err := cmdkit.Execute(ctx, o.app, task.Spec{Type: "restore.app", Ops: ops})
	if err != nil || x.Task == nil {
		return err
	}
	x.TellLeft(ctx, o.app, cmdkit.Found{Ref: o.noun.Ref(deleted.ID()), Object: deleted})
	if x.Err != nil {
		return o.explain(ctx, x.Err)
	}
	x.SayOne(o.app, cmdkit.Spoken(o.names[0]), "restored")
	return o.print(ctx, deleted.ID())
}

// operations restore the application with its URIs: at once where the
// directory can, else by an update that waits for the restoration.
func (o *restoreOptions) operations(deleted *odata.Object) []*directory.Operation {
	ref, target := o.noun.Ref(deleted.ID()), cmdkit.Spoken(o.names[0])
	body := odata.NewObject("identifierUris", o.uris)
	before := odata.NewObject("identifierUris", append([]string{}, deleted.Strings("identifierUris")...))
	back := &directory.Operation{Name: "restore", Verb: directory.Restore, Ref: ref, Target: target}
	if o.dir.Supports(directory.CanRestoreURIs) {
		back.Body, back.Before = body, before
		return []*directory.Operation{back}
	}
	return []*directory.Operation{back, {
		Name: "update", Verb: directory.Update, Ref: ref, Target: target, Body: body, Before: before, After: 1,
	}}
}

// there ends the restoration of an application that is there: well, if it has
// the URIs.
func (o *restoreOptions) there(ctx context.Context) error {
	found, err := cmdkit.Find(ctx, o.dir, o.noun, o.names[0], []string{"id", "identifierUris"})
	if err != nil {
		return err
	}
	spoken := cmdkit.Spoken(o.names[0])
	if !sameSet(found.Strings("identifierUris"), o.uris) {
		return apierr.New(apierr.Conflict, "app "+spoken, "it is there and not deleted, with other identifier URIs").
			WithHint("`tenantctl app update " + found.ID() + " --identifier-uri URI` changes them")
	}
	x, err := cmdkit.Execute(ctx, o.app, task.Spec{Type: "restore.app", Unchanged: 1})
	if err != nil || x.Task == nil {
		return err
	}
	cmdkit.SayAlready(o.app, spoken, "is there already")
	return o.print(ctx, found.ID())
}

func (o *restoreOptions) print(ctx context.Context, id string) error {
	found, err := o.dir.Get(ctx, o.noun.Ref(id), odata.Query{Select: o.noun.Properties})
	if err != nil {
		return err
	}
	return cmdkit.PrintObject(o.app, o.noun, nil, found)
}

func sameSet(a, b []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}
