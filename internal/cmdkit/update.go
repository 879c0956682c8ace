package cmdkit

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Update makes the verb update of a noun: a flag for each settable property,
// or a body from a file.
func Update(a *app.App, n *Noun, examples ...string) *cobra.Command {
	return UpdateWith(a, n, nil, examples...)
}

// Preparation completes a task before it is run: what only its noun knows.
type Preparation func(ctx context.Context, dir directory.Directory, spec *task.Spec) error

// UpdateWith is Update with a preparation of the task.
func UpdateWith(a *app.App, n *Noun, prepare Preparation, examples ...string) *cobra.Command {
	declare(a, n)
	var fields *FieldFlags
	var file string
	cmd := New(Spec{
		Use:      n.use("update", "... [flags]"),
		Short:    "Change properties of " + n.plural(),
		Long:     "Changes the properties whose flags are given and leaves all others as they are.\nAn empty value clears a property: --" + n.clearable() + " \"\".",
		Examples: examples,
		Args:     n.alone(-1),
		Exit:     []int{3, 4, 5, 7, 10, 11},
		Complete: CompleteNames(a, n),
	}, func(ctx context.Context, args []string) error {
		body, err := Body(a, file, fields)
		if err != nil {
			return err
		}
		if body.Len() == 0 && len(fields.settings.changes) == 0 {
			return Usagef("nothing to change: give a property's flag, --set or --file").WithHint("`--help` lists the flags")
		}
		if err := n.checkApart("update", body); err != nil {
			return err
		}
		u := update{app: a, noun: n, body: body, lists: fields.settings.changes, prepare: prepare}
		return u.run(ctx, args)
	})
	fields = AddFields(cmd.Flags(), n, settableOnce(n)...)
	CompleteFields(cmd, n)
	AddFile(cmd, &file)
	fields.AddSetOfLists(cmd)
	return aboutSelf(AddAlternate(cmd, n), n)
}

// update is what the verb update is asked to do.
type update struct {
	app     *app.App
	noun    *Noun
	body    *odata.Object
	lists   []listChange // to be made to what each object has
	prepare Preparation  // nil for none
}

func (u *update) run(ctx context.Context, args []string) error {
	a, n, body := u.app, u.noun, u.body
	if err := strayBoolean(n, args); err != nil {
		return err
	}
	dir, err := a.Directory(ctx)
	if err != nil {
		return err
	}
	n, args, err = n.Place(ctx, dir, args)
	if err != nil {
		return err
	}
	spec := task.Spec{Type: n.taskType("update")}
	var found []Found
	for _, arg := range args {
		f, err := n.find(ctx, dir, arg, n.beside(current.Names(withLists(u.lists, body))))
		if err != nil {
			return err
		}
		found = append(found, f)
		whole, err := changedLists(u.lists, f.Object, body)
		if err != nil {
			return err
		}
		op, err := n.change(f, n.called(arg, f.Object), whole)
		if err != nil {
			return err
		}
		if op != nil {
			spec.Ops = append(spec.Ops, op)
		} else {
			spec.Unchanged++
		}
	}
	if u.prepare != nil {
		if err := u.prepare(ctx, dir, &spec); err != nil {
			return err
		}
	}
	x, err := Execute(ctx, a, spec)
	if err != nil || x.Task == nil {
		return err
	}
	x.Say(a, "updated", "is so already")
	if len(spec.Ops) == 0 && !a.Flags.Quiet {
		a.IO.Err.Write([]byte("nothing to change: it is so already\n"))
	}
	return printAgain(ctx, a, n, found, x)
}

// settableOnce are the properties that a create may set and an update may not.
func settableOnce(n *Noun) []string {
	var names []string
	for _, f := range n.Settable {
		if edm.Lookup(n.Type).Rule(f.Property).Immutable {
			names = append(names, f.Property)
		}
	}
	return names
}

// strayBoolean finds the value of a Boolean flag that was written apart from
// it, which makes it an argument.
func strayBoolean(n *Noun, args []string) error {
	for _, arg := range args {
		switch strings.ToLower(arg) {
		case "true", "false", "yes", "no":
			return Usagef("%q stands alone: a value of true or false goes to its flag with =", arg).
				WithHint("write " + booleanFlag(n) + "=false")
		}
	}
	return nil
}

// booleanFlag is the first of a noun's flags that is true or false.
func booleanFlag(n *Noun) string {
	for _, f := range n.Settable {
		if p, _ := propertyAt(edm.Lookup(n.Type), f.Property); p.Type == "Edm.Boolean" {
			return "--" + f.flag()
		}
	}
	return "--FLAG"
}

// printAgain reads the objects of a task as they are now and prints them: one
// alone, several as a list. The error to end with is the task's.
func printAgain(ctx context.Context, a *app.App, n *Noun, objects []Found, x *Execution) error {
	if x.Err != nil && len(objects) == 1 {
		return x.Err
	}
	dir, err := a.Directory(ctx)
	if err != nil {
		return err
	}
	var now []*odata.Object
	for _, f := range objects {
		fresh, err := dir.Get(ctx, f.Ref, odata.Query{Select: n.Properties})
		if errors.Is(err, apierr.NotFound) && !x.failed(f.Ref) {
			fresh, err = x.known(f), nil // a replica lags behind
		}
		if err != nil {
			return err
		}
		now = append(now, fresh)
	}
	if len(now) == 1 {
		return PrintObject(a, n, nil, now[0])
	}
	p, err := a.Printer("table")
	if err != nil {
		return err
	}
	if err := p.List(n.Columns, One(now...)); err != nil {
		return err
	}
	return x.Err
}

// beside adds to properties that change what the change is checked against, and
// what names an object.
func (n *Noun) beside(changed []string) []string {
	all := slices.Clone(changed)
	for _, name := range edm.Beside(edm.Lookup(n.Type), changed) {
		if !slices.Contains(all, name) && slices.Contains(n.Properties, name) {
			all = append(all, name)
		}
	}
	return withKeys(n, all)
}

// withKeys adds to properties what names an object.
func withKeys(n *Noun, properties []string) []string {
	for _, key := range append([]string{"id", n.AlternateKey}, n.Keys...) {
		if key != "" && !slices.Contains(properties, key) {
			properties = append(properties, key)
		}
	}
	return properties
}
