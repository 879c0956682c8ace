package cmdkit

import (
	"cmp"
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Action is the table of an action on one object of a noun: addPassword,
// instantiate.
type Action struct {
	Noun *Noun
	// Verb is the command's, Path the action's name: "addpassword",
	// "addPassword".
	Verb, Path  string
	Short, Long string
	// Params are the parameters, and members of parameters
	// ("passwordCredential/endDateTime"), that have flags. Their kinds are
	// those of the model's operation.
	Params []Field
	// Arg is the parameter that a second argument gives, "" if there is none.
	Arg string
	// ArgName is what usage calls that argument, "" for the parameter in
	// capitals. With Finder it names an object, whose id is the parameter.
	ArgName string
	Finder  Finder
	// Missing is what a read that finds nothing says of the object, before
	// what Finder was given: "has no credentials for". "" leaves the
	// directory's words.
	Missing string
	// Look is the read that says, with the same parameters, whether there is
	// anything to be taken away; what is not there is success, in the words of
	// Missing. "" for actions that are sent anyway.
	Look string
	// Offered are the nouns whose names completion offers for it.
	Offered func() []*Noun
	// Required are those of Params that must be given; Arg always is.
	Required []string
	// Name is the operation's word in the task vocabulary ("add"), TaskType the
	// task's: "add_password.sp".
	Name, TaskType string
	// Done is what messages say of the object afterwards: "has a new password",
	// before the second argument if there is one.
	Done string
	// Reads says that the action changes nothing: it is no task.
	Reads bool
	// Answer are the columns of its answer, none if it has none that is worth
	// to be shown.
	Answer []output.Column
	// Secret is the member of the answer that is shown once and never kept,
	// SecretWord what it is called: "password".
	Secret, SecretWord string
	// Destructive says that it asks first; Question is what, with the object's
	// name at its end: "Remove the password of".
	Destructive bool
	Question    string
	// Undoable says that the task can be taken back; Instead is what can be done
	// where it cannot.
	Undoable bool
	Instead  string
	// Beta says that only the beta version has it: the model does not know it,
	// and all its parameters are texts.
	Beta bool
}

// acting are the inputs of an action's command.
type acting struct {
	*Action
	app    *app.App
	params []*param
	secret Secret
}

// Command makes the command of the action.
func (x *Action) Command(a *app.App, examples ...string) *cobra.Command {
	declare(a, x)
	n := x.Noun
	o := &acting{Action: x, app: a, secret: Secret{App: a, Member: x.Secret, Word: x.SecretWord}}
	more, args := "", n.alone(1)
	if x.Arg != "" {
		more = " " + x.argument()
		args = Args(2, 2, argName(n)+" and"+more)
	}
	cmd := New(Spec{
		Use:      n.use(x.Verb, more),
		Short:    x.Short,
		Long:     x.Long,
		Examples: examples,
		Args:     args,
		Exit:     x.exit(),
		Complete: CompleteArgs(CompleteNames(a, n), x.completeArg(a)),
	}, o.run)
	o.params = addParams(cmd.Flags(), x)
	for _, f := range x.Params {
		if len(f.Values) > 0 {
			CompleteFlag(cmd, f.flag(), f.Values...)
		}
	}
	if x.Secret != "" {
		o.secret.AddFlags(cmd)
	}
	return AddAlternate(cmd, n)
}

// completeArg offers names for the second argument, if it names an object.
func (x *Action) completeArg(a *app.App) cobra.CompletionFunc {
	if x.Offered == nil {
		return cobra.NoFileCompletions
	}
	return CompleteAmong(a, x.Offered)
}

func (x *Action) exit() []int {
	if x.Reads {
		return []int{3, 4, 5, 10}
	}
	return []int{3, 4, 5, 10, 11}
}

// argument is what usage calls the second argument: "KEYID".
func (x *Action) argument() string { return cmp.Or(x.ArgName, upper(x.Arg)) }

// operation is what the model says of the action.
func (x *Action) operation() edm.Operation {
	op, _ := edm.Lookup(x.Noun.Type).Operation(x.Path, false)
	return op
}

func (o *acting) run(ctx context.Context, args []string) error {
	body, err := o.body(args)
	if err != nil {
		return err
	}
	if o.Secret != "" {
		if err := o.secret.Check(); err != nil {
			return err
		}
	}
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	who := args[len(args)-1]
	if o.Finder != nil {
		id, err := o.Finder(ctx, dir, who)
		if err != nil {
			return err
		}
		body.Set(o.Arg, id)
	}
	n, args, err := o.Noun.Place(ctx, dir, args)
	if err != nil {
		return err
	}
	found, err := n.find(ctx, dir, args[0], withKeys(n, nil))
	if err != nil {
		return err
	}
	return o.act(ctx, found.Ref, body, [2]string{Spoken(args[0]), who})
}

// act reads, or makes the change, where it is not so already. called are the
// object and the argument in the words of the command line.
func (o *acting) act(ctx context.Context, at directory.Ref, body *odata.Object, called [2]string) error {
	dir, err := o.app.Directory(ctx)
	if err != nil {
		return err
	}
	target, who := called[0], called[1]
	if o.Reads || o.Look != "" {
		answer, err := dir.Call(ctx, at.Below(joined(at.Path, cmp.Or(o.Look, o.Path))), body)
		missing := o.Missing != "" && apierr.KindOf(err) == apierr.NotFound
		switch {
		case missing && o.Reads:
			return NotFound(target, o.Missing+" "+who).WithHint(o.Instead)
		case missing:
			return ReportUnchanged(ctx, o.app, o.TaskType, target+" "+o.Missing+" "+who)
		case !o.Reads && errors.Is(err, apierr.Forbidden): // one may take away and not look
		case err != nil:
			return err
		case o.Reads:
			return o.show(answer, target)
		}
	}
	if o.Arg == "" {
		who = ""
	}
	return o.change(ctx, &directory.Operation{
		Name: o.Name, Verb: directory.Invoke, Ref: at.Below(joined(at.Path, o.Path)), Body: body, Target: target,
	}, who)
}

// joined puts a name below a path that may be empty.
func joined(path, name string) string {
	if path == "" {
		return name
	}
	return path + "/" + name
}

// change carries the action out as a task. who is the second argument, "" if
// there is none.
func (o *acting) change(ctx context.Context, op *directory.Operation, who string) error {
	question, done := o.Question+" "+op.Target+"?", o.Done
	if who != "" {
		question, done = o.Question+" "+op.Target+" for "+who+"?", o.Done+" "+who
	}
	if o.Destructive {
		if err := Confirm(ctx, o.app, question); err != nil {
			return err
		}
	}
	x, err := Execute(ctx, o.app, task.Spec{
		Type: o.TaskType, NotUndoable: !o.Undoable, Instead: o.Instead, Ops: []*directory.Operation{op},
	})
	switch {
	case err != nil:
		return err
	case len(o.Answer) == 0:
		return x.Report(o.app, done, "is so already")
	case x.Task == nil || x.Err != nil:
		return x.Err
	}
	x.Say(o.app, done, "is so already")
	return o.show(x.Outcomes[0].Object, op.Target)
}

// show prints the answer.
func (o *acting) show(answer *odata.Object, target string) error {
	answer.Delete("@odata.context")
	if o.Secret != "" {
		return o.secret.Show(answer, o.Answer, target, o.Instead)
	}
	p, err := o.app.Printer("table")
	if err != nil {
		return err
	}
	return p.Object(o.Answer, answer)
}
