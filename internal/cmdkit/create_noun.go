package cmdkit

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Create makes the verb create of a noun: a flag for each settable property,
// or a body from a file. The name (the first of the noun's keys) may stand as
// an argument, after the owner if there is one.
func Create(a *app.App, n *Noun, examples ...string) *cobra.Command {
	return CreateWith(a, n, nil, examples...)
}

// Completion adds to the body of a new object what only its noun knows. n has
// the owner.
type Completion func(ctx context.Context, dir directory.Directory, n *Noun, body *odata.Object) error

// CreateWith is Create with a completion of the body.
func CreateWith(a *app.App, n *Noun, complete Completion, examples ...string) *cobra.Command {
	declare(a, n)
	o := &creating{app: a, noun: n, complete: complete}
	cmd := New(Spec{
		Use:      n.usedOnce("create"),
		Short:    "Create " + n.one(),
		Examples: examples,
		Args:     n.named(),
		Exit:     []int{3, 4, 5, 10, 11},
		Complete: n.completeOwner(a),
	}, o.run)
	o.fields = AddFields(cmd.Flags(), n, n.argument())
	n.tellNeeded(cmd)
	CompleteFields(cmd, n)
	AddFile(cmd, &o.file)
	o.fields.AddSet(cmd)
	if n.Within == nil {
		return cmd
	}
	return AddAlternate(cmd, n)
}

// creating are the inputs of create.
type creating struct {
	app      *app.App
	noun     *Noun
	fields   *FieldFlags
	file     string
	complete Completion // nil for none
}

func (c *creating) run(ctx context.Context, args []string) error {
	body, err := Body(c.app, c.file, c.fields)
	if err != nil {
		return err
	}
	dir, err := c.app.Directory(ctx)
	if err != nil {
		return err
	}
	if args, err = c.name(body, args); err != nil {
		return err
	}
	n, _, err := c.noun.Place(ctx, dir, args)
	if err != nil {
		return err
	}
	n.addDefaults(body)
	if err := Ask(ctx, c.app, body, n.needed()...); err != nil {
		return err
	}
	if c.complete != nil {
		err = c.complete(ctx, dir, n, body)
	}
	var there *AlreadyThere
	switch {
	case errors.As(err, &there):
		return c.already(ctx, n, there)
	case err != nil:
		return err
	}
	return CreateAndPrint(ctx, Creation{
		App: c.app, Noun: n, Body: body,
		Spec: task.Spec{Type: n.taskType("create"), Ops: []*directory.Operation{{
			Name: "create", Verb: directory.Create, Ref: n.All(), Body: body, Target: body.String(n.Keys[0]),
		}}},
	})
}

// AlreadyThere is what a completion gives where an object like the new one is
// there: nothing is sent, the object is printed, and the command ends well.
type AlreadyThere struct{ Object *odata.Object }

// Error implements error.
func (e *AlreadyThere) Error() string { return e.Object.ID() + " is there already" }

func (c *creating) already(ctx context.Context, n *Noun, there *AlreadyThere) error {
	x, err := Execute(ctx, c.app, task.Spec{Type: n.taskType("create"), Unchanged: 1})
	if err != nil || x.Task == nil {
		return err
	}
	SayAlready(c.app, there.Object.String(n.Keys[0]), "is there already")
	return PrintObject(c.app, n, nil, there.Object)
}

// name writes the name that an argument gives into the body and gives the
// arguments before it.
func (c *creating) name(body *odata.Object, args []string) ([]string, error) {
	n, key := c.noun, c.noun.argument()
	at := 0
	if n.Within != nil {
		at = 1
	}
	if len(args) <= at {
		return args, nil
	}
	name := args[at]
	if was := body.String(key); was != "" && was != name {
		return nil, Usagef("%s is %q in the file and %q in the arguments", key, was, name).WithHint("leave one of them out")
	}
	return args[:at], n.SetName(body, key, name)
}

// SetName writes what an argument NAME gives into the body of a new object,
// if the property may have that value.
func (n *Noun) SetName(body *odata.Object, property, name string) error {
	value, _ := odata.NewObject(property, name).Raw(property)
	var bad *edm.ValueError
	if err := edm.CheckValue(edm.Lookup(n.Type), property, value); errors.As(err, &bad) {
		return Usagef("%s %q: %s", n.nameArg(), bad.Value, bad.Rule)
	}
	body.Set(property, name)
	return nil
}
