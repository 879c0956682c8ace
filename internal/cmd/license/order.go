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

// skus are the products that change.
func (x order) skus() []string {
	list := slices.Clone(x.remove)
	for _, l := range x.add {
		list = append(list, l.SKU)
	}
	return list
}

// act is a task on the licences of users, and how it is told of.
type act struct {
	spec     task.Spec
	name     string // of its operations
	products products
	orders   []order
	// done and already tell of the products, whose names are their %s.
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
	var same []string
	skus := map[string][]string{} // what changes, by the user's id
	for _, o := range t.orders {
		if o.empty() {
			same = append(same, o.person.name)
		}
		skus[o.person.id()] = o.skus()
	}
	var changed, what []string
	for _, out := range x.Changed() {
		if out.Op.Verb == directory.Invoke {
			changed = append(changed, out.Op.Target)
			what = append(what, skus[out.Op.Ref.Key]...)
		}
	}
	id := ""
	if x.Task.ID != "" {
		id = " (task " + x.Task.ID + ")"
	}
	if len(same) > 0 {
		t.tell(a, same, fmt.Sprintf(t.already, t.products.names()), id)
	}
	if len(changed) > 0 {
		t.tell(a, changed, fmt.Sprintf(t.done, t.products.among(what).names()), id)
	}
}

func (t *act) tell(a *app.App, names []string, what, id string) {
	whom := names[0]
	if len(names) > 1 {
		whom = cmdkit.Counted(len(names), "user")
	}
	fmt.Fprintf(a.IO.Err, "%s: %s%s\n", whom, what, id)
}
