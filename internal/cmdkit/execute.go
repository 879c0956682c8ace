package cmdkit

import (
	"context"
	"fmt"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/output"
	"github.com/tenantctl/tenantctl/internal/task"
)

// Execution is what became of a task that Execute ran.
type Execution struct {
	// Task is the record; nil in a dry run.
	Task *task.Task
	// Outcomes are in the order in which they were known.
	Outcomes []directory.Outcome
	// Err is what Runner.Run gave.
	Err error
}

// fewOps is how many operations take no time that one would watch: about a
// request.
const fewOps = 20

// Execute runs a task and keeps its outcomes. Its own error says that nothing
// was begun. In a dry run the requests go to the dry run's printer, there is
// no task, and nothing else is to be printed.
func Execute(ctx context.Context, a *app.App, s task.Spec) (*Execution, error) {
	x := &Execution{}
	r, err := a.Runner(ctx, func(o directory.Outcome) { x.Outcomes = append(x.Outcomes, o) })
	if err != nil {
		return nil, err
	}
	stop := func() {}
	if len(s.Ops) > fewOps {
		stop = ShowProgress(a, r, "changing", len(s.Ops))
	}
	x.Task, x.Err = r.Run(ctx, s)
	stop()
	explainTaken(ctx, a, s.Ops, x.Err)
	if x.Task == nil {
		return nil, x.Err
	}
	if a.Flags.DryRun {
		x.Task = nil
	}
	return x, nil
}

// Changed gives the outcomes that are done.
func (x *Execution) Changed() []directory.Outcome {
	var done []directory.Outcome
	for _, o := range x.Outcomes {
		if o.Err == nil {
			done = append(done, o)
		}
	}
	return done
}

// Report ends a command whose act prints no object (removals, relations):
// one line for each that was already so, one with the task's id, the errors
// of the others; the task itself where the output is for a machine.
func (x *Execution) Report(a *app.App, done, already string) error {
	if x.Task == nil {
		return x.Err
	}
	if a.Structured() {
		if err := PrintTask(a, x.Task); err != nil {
			return err
		}
	} else {
		x.Say(a, done, already)
	}
	return x.Err
}

// ReportUnchanged ends a command that found nothing to do: as a task of one
// object that is unchanged, with a message that says how it is.
func ReportUnchanged(ctx context.Context, a *app.App, taskType, message string) error {
	x, err := Execute(ctx, a, task.Spec{Type: taskType, Unchanged: 1, NotUndoable: true})
	if err != nil {
		return err
	}
	if !a.Flags.Quiet && !a.Flags.DryRun {
		fmt.Fprintln(a.IO.Err, message)
	}
	return x.Report(a, "", "")
}

// Say tells on stderr what was done and under which id.
func (x *Execution) Say(a *app.App, done, already string) {
	if x.Task == nil || a.Flags.Quiet {
		return
	}
	n := 0
	for _, o := range x.Outcomes {
		switch {
		case o.Err != nil:
		case o.Already:
			fmt.Fprintf(a.IO.Err, "%s %s\n", o.Op.Target, already)
		default:
			n++
		}
	}
	changed := x.Changed()
	switch {
	case n == 1 && len(x.Outcomes) == 1:
		fmt.Fprintf(a.IO.Err, "%s %s%s\n", changed[0].Op.Target, done, x.taskID())
	case n > 0:
		fmt.Fprintf(a.IO.Err, "%d %s%s\n", n, done, x.taskID())
	case len(changed) > 0:
		fmt.Fprintf(a.IO.Err, "nothing changed%s\n", x.taskID())
	}
}

// SayOne tells on stderr what a task of several operations did to one object.
func (x *Execution) SayOne(a *app.App, target, done string) {
	if x.Task != nil && !a.Flags.Quiet {
		fmt.Fprintf(a.IO.Err, "%s %s%s\n", target, done, x.taskID())
	}
}

// taskID is what a message adds on the task: nothing without a journal.
func (x *Execution) taskID() string {
	if x.Task.ID == "" {
		return ""
	}
	return " (task " + x.Task.ID + ")"
}

// TaskColumns are the columns of tasks, in lists and alone.
func TaskColumns() []output.Column {
	return []output.Column{
		KeyColumn("id"), Column("type"), Column("state"), Count("total"), Count("failed"),
		moment("createdDateTime"), Count("created"), Count("updated"), Count("removed"),
		Count("unchanged"), Count("rejected"),
		WideColumn("profile"), WideColumn("actor"), WideColumn("reason"),
		wide(moment("completedDateTime")), WideColumn("undoable"),
	}
}

// PrintTask prints one task: as an object, in a table as its one row.
func PrintTask(a *app.App, t *task.Task) error {
	o, err := output.FromValue(t)
	if err != nil {
		return err
	}
	p, err := a.Printer("table")
	if err != nil {
		return err
	}
	if a.Structured() {
		return p.Object(TaskColumns(), o)
	}
	return p.List(TaskColumns(), One(o))
}
