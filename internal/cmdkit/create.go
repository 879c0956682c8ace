package cmdkit

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Creation is a task whose first operation makes an object, which is printed.
// Others may follow it.
type Creation struct {
	App  *app.App
	Noun *Noun
	Body *odata.Object
	Spec task.Spec
	// Made is told of the object that was made, before it is printed; nil is
	// nobody.
	Made func(*odata.Object)
	// Secret is a generated password to show once, "" for none; File is
	// where to write it instead.
	Secret, File string
}

// checkNew refuses a new object that the model does not allow as a whole.
func checkNew(n *Noun, body *odata.Object) error {
	return asUsage(edm.CheckChange(edm.Lookup(n.Type), new(odata.Object), body))
}

// CreateAndPrint runs the task and prints the object as the directory
// answered it, whole, with the generated password where Graph has it.
func CreateAndPrint(ctx context.Context, c Creation) error {
	if err := checkNew(c.Noun, c.Body); err != nil {
		return err
	}
	if err := c.keepSecret(); err != nil {
		return err
	}
	x, err := Execute(ctx, c.App, c.Spec)
	if err := x.unmade(err); err != nil || x.Task == nil {
		c.dropSecret()
		return c.explain(err)
	}
	c.say(x)
	o := x.Outcomes[0].Object
	if o == nil {
		o, err = readBack(ctx, c, x)
	}
	if err != nil {
		return err
	}
	o.Delete("@odata.context")
	c.complete(o)
	if c.Made != nil {
		c.Made(o)
	}
	return cmp.Or(c.print(o), x.Err)
}

// say tells what was made.
func (c Creation) say(x *Execution) {
	if len(c.Spec.Ops) == 1 {
		x.Say(c.App, doneWord(c.Spec), "is there already")
		return
	}
	var made []string
	for _, out := range x.Changed() {
		made = append(made, out.Op.Target)
	}
	if !c.App.Flags.Quiet {
		fmt.Fprintf(c.App.IO.Err, "%s created%s\n", strings.Join(made, " and "), x.taskID())
	}
}

// unmade is the error of a task whose first operation is not done; others
// that failed leave an object to be printed.
func (x *Execution) unmade(err error) error {
	switch {
	case err != nil:
		return err
	case x.Task == nil || len(x.Outcomes) == 0 || len(x.Outcomes) == 1:
		return x.Err
	}
	return x.Outcomes[0].Err
}

// explain says of a conflict how to see what is in the way, and of a property
// that was refused which flag gives it.
func (c Creation) explain(err error) error {
	e := apierr.As(err)
	if e == nil || e.Hint != "" {
		return err
	}
	switch e.Kind {
	case apierr.Conflict:
		e.Hint = fmt.Sprintf("`tenantctl %s` shows what is there, `tenantctl %s` changes it", c.Noun.line("get", e.Target), c.Noun.line("update", e.Target))
	case apierr.Invalid:
		e.Hint = c.Noun.gives(e.Target)
	}
	return err
}

// complete adds to an answer what was sent and taken: Graph answers a create
// with a type's default properties only. Relations and secrets stay out.
func (c Creation) complete(o *odata.Object) {
	for name, value := range c.Body.All() {
		if name != "passwordProfile" && !strings.Contains(name, "@") && !o.Has(name) {
			o.Set(name, value)
		}
	}
}

// readBack reads the object of an operation that answered none (update). The
// operation is done, and its secret must reach the user: where the object
// cannot be read, what is known of it stands for it.
func readBack(ctx context.Context, c Creation, x *Execution) (*odata.Object, error) {
	dir, err := c.App.Directory(ctx)
	if err != nil {
		return nil, err
	}
	ref := x.Outcomes[0].Op.Ref
	o, err := dir.Get(ctx, ref, odata.Query{Select: c.Noun.Properties})
	if err != nil {
		return x.known(Found{ref, odata.NewObject("id", ref.Key)}), nil
	}
	return o, nil
}

// print shows the object and the secret, which must reach the user even
// where the object cannot be printed.
func (c Creation) print(o *odata.Object) error {
	extra := []output.Column{}
	switch {
	case c.File != "" || c.Secret == "":
	default:
		profile := c.Body.Object("passwordProfile").Clone()
		o.Set("passwordProfile", profile)
		extra = append(extra, output.Column{Name: "password", Value: func(o *odata.Object) string {
			return o.Object("passwordProfile").String("password")
		}})
	}
	p, err := c.App.Printer("table")
	if err != nil {
		return err
	}
	err = p.Object(append(shown(c.App, c.Noun, nil, o), extra...), o)
	if err != nil && len(extra) > 0 {
		return &apierr.Error{Target: c.Spec.Ops[0].Target, Err: err, Hint: "it is done, but the password could not be shown: " +
			"make another with tenantctl user reset-password " + c.Spec.Ops[0].Target + " --generate-password"}
	}
	return err
}

// keepSecret writes the generated password to its file before anything is
// sent: an object whose password nobody has would be worse than a file too
// many.
func (c Creation) keepSecret() error {
	if c.Secret == "" || c.File == "" || c.App.Flags.DryRun {
		return nil
	}
	return output.WriteSecretFile(c.File, c.Secret+"\n")
}

// dropSecret takes the file away where nothing was done.
func (c Creation) dropSecret() {
	if c.Secret != "" && c.File != "" && !c.App.Flags.DryRun {
		os.Remove(c.File)
	}
}

func doneWord(s task.Spec) string {
	if s.Ops[0].Name == "reset" {
		return "has a new password"
	}
	return s.Ops[0].Name + "d"
}
