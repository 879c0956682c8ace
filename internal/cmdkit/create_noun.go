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

// tellNeeded says of the flags of what a new object must have that it must.
func (n *Noun) tellNeeded(cmd *cobra.Command) {
	for _, f := range n.Settable {
		flag := cmd.Flags().Lookup(f.flag())
		if flag != nil && f.Default == "" && edm.Lookup(n.Type).Rule(f.Property).Required {
			flag.Usage += "; needed"
		}
	}
}

// argument is the property that the argument of create gives: the noun's first
// key, if it can be set.
func (n *Noun) argument() string {
	for _, f := range n.Settable {
		if f.Property == n.Keys[0] {
			return f.Property
		}
	}
	return ""
}

// usedOnce is the usage line of create.
func (n *Noun) usedOnce(verb string) string {
	if n.Within != nil {
		verb += " " + argName(n.Within.Owner)
	}
	if n.argument() != "" {
		verb += " [" + n.nameArg() + "]"
	}
	return verb
}

// nameArg is what usage calls the name of a new object.
func (n *Noun) nameArg() string { return "NAME" }

// named checks the arguments of create.
func (n *Noun) named() cobra.PositionalArgs {
	least, most, what := 0, 0, ""
	if n.argument() != "" {
		most, what = 1, "one "+n.nameArg()
	}
	if n.Within == nil {
		if most == 0 {
			return nil
		}
		return Args(0, most, what)
	}
	least, what = 1, "one "+argName(n.Within.Owner)
	if most++; most == 2 {
		what = argName(n.Within.Owner) + " and at most one " + n.nameArg()
	}
	return Args(least, most, what)
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
	value, _ := odata.NewObject(key, name).Raw(key)
	if err := edm.CheckValue(edm.Lookup(n.Type), key, value); err != nil {
		return nil, Usagef("%s: %v", n.nameArg(), err)
	}
	body.Set(key, name)
	return args[:at], nil
}

// addDefaults gives a new object the values that it has unless others are
// given.
func (n *Noun) addDefaults(body *odata.Object) {
	t := edm.Lookup(n.Type)
	for _, f := range n.Settable {
		if f.Default == "" || body.Has(f.Property) {
			continue
		}
		if p, _ := propertyAt(t, f.Property); p.Collection {
			body.Set(f.Property, []string{f.Default})
		} else {
			body.Set(f.Property, f.Default)
		}
	}
}

// needed are the settable properties that a new object must have.
func (n *Noun) needed() []Needed {
	var list []Needed
	t := edm.Lookup(n.Type)
	for _, f := range n.Settable {
		if f.Property != n.argument() && !t.Rule(f.Property).Required {
			continue
		}
		p, _ := propertyAt(t, f.Property)
		need := Needed{Property: f.Property, Flag: f.flag(), Label: title(f.Usage), List: p.Collection}
		if f.Property == n.argument() {
			need.Flag, need.Argument = n.nameArg(), true
		}
		need.Check = func(answer string) error {
			var value any = answer
			if need.List {
				value = []string{answer}
			}
			raw, _ := odata.NewObject("v", value).Raw("v")
			return edm.CheckValue(t, f.Property, raw)
		}
		list = append(list, need)
	}
	return list
}
