package licensecmd

import (
	"context"
	"fmt"
	"slices"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/noun"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// order is what is to change in one user's licences.
type order struct {
	person *person
	add    []current.License
	remove []string
	before []current.License // what the user had of these products, for undo
}

func (x order) empty() bool { return len(x.add)+len(x.remove) == 0 }

func (x order) adds(sku string) bool {
	return slices.ContainsFunc(x.add, func(l current.License) bool { return l.SKU == sku })
}

// act is a task on the licences of users, and how it is told of.
type act struct {
	spec          task.Spec
	name          string // of its operations
	orders        []order
	done, already string
	location      string // set where there is none and something is added
}

// operations fills the task: one request a user, whatever the number of
// products, and one before it for the location.
func (t *act) operations() {
	for _, x := range t.orders {
		if x.empty() {
			t.spec.Unchanged++
			continue
		}
		ref := noun.User().Ref(x.person.id())
		if len(x.add) > 0 && x.person.user.String("usageLocation") == "" {
			t.spec.Ops = append(t.spec.Ops, &directory.Operation{
				Name: "update", Verb: directory.Update, Ref: ref, Target: x.person.name, Row: x.person.line,
				Body: odata.NewObject("usageLocation", t.location), Before: odata.NewObject("usageLocation", nil),
			})
		}
		t.spec.Ops = append(t.spec.Ops, &directory.Operation{
			Name: t.name, Verb: directory.Invoke, Ref: ref.Below("assignLicense"), Target: x.person.name, Row: x.person.line,
			Body: odata.NewObject("addLicenses", append([]current.License{}, x.add...),
				"removeLicenses", append([]string{}, x.remove...)),
			Before: odata.NewObject("licenses", append([]current.License{}, x.before...)),
		})
	}
}

// carryOut runs the task and tells what became of it.
func carryOut(ctx context.Context, a *app.App, t act) error {
	t.operations()
	x, err := cmdkit.Execute(ctx, a, t.spec)
	if err != nil {
		return err
	}
	switch {
	case x.Task == nil:
	case a.Structured():
		if err := cmdkit.PrintTask(a, x.Task); err != nil {
			return err
		}
	case !a.Flags.Quiet:
		t.say(a, x)
	}
	return x.Err
}

// say tells on stderr what was done, and for whom there was nothing to do.
func (t *act) say(a *app.App, x *cmdkit.Execution) {
	var same, changed []string
	for _, o := range t.orders {
		if o.empty() {
			same = append(same, o.person.name)
		}
	}
	for _, out := range x.Changed() {
		if out.Op.Verb == directory.Invoke {
			changed = append(changed, out.Op.Target)
		}
	}
	id := ""
	if x.Task.ID != "" {
		id = " (task " + x.Task.ID + ")"
	}
	if len(same) > 0 {
		fmt.Fprintf(a.IO.Err, "%s: %s\n", few(same), t.already)
	}
	switch {
	case len(changed) == 1:
		fmt.Fprintf(a.IO.Err, "%s: %s%s\n", changed[0], t.done, id)
	case len(changed) > 1:
		fmt.Fprintf(a.IO.Err, "%s: %s%s\n", cmdkit.Counted(len(changed), "user"), t.done, id)
	case len(t.spec.Ops) == 0:
		fmt.Fprintf(a.IO.Err, "nothing to change%s\n", id)
	}
}
