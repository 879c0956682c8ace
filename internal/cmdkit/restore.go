package cmdkit

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/internal/task"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// Restore makes the verb that brings deleted objects back.
func Restore(a *app.App, n *Noun, examples ...string) *cobra.Command {
	return AddAlternate(New(Spec{
		Use:      "restore " + argName(n) + "...",
		Short:    "Bring deleted " + n.Plural + " back",
		Examples: examples,
		Args:     Args(1, -1, argName(n)+" (one or more)"),
		Exit:     []int{3, 4, 5, 7, 10, 11},
		Complete: CompleteDeleted(a, n),
	}, func(ctx context.Context, args []string) error {
		return RestoreNamed(ctx, a, n, args)
	}), n)
}

// RestoreNamed brings the deleted objects back that arguments name, and prints
// them.
func RestoreNamed(ctx context.Context, a *app.App, n *Noun, args []string) error {
	back := Restoration{App: a, Noun: n}
	if err := back.Find(ctx, args); err != nil {
		return err
	}
	return back.Run(ctx)
}

// Restoration is a task that brings deleted objects back.
type Restoration struct {
	App *app.App
	// Noun is that of all objects.
	Noun *Noun
	Ops  []*directory.Operation
	// Objects are all that were asked for, There how many of them are not
	// deleted.
	Objects []Found
	There   int
}

// Find adds the deleted objects that arguments name. What is there already is
// told.
func (r *Restoration) Find(ctx context.Context, args []string) error {
	n := r.Noun
	dir, err := r.App.Directory(ctx)
	if err != nil {
		return err
	}
	for _, arg := range args {
		o, err := FindDeleted(ctx, dir, n, arg)
		if e := apierr.As(err); e != nil && e.Code == CodeThere {
			there, err := Find(ctx, dir, n, arg, withKeys(n, nil))
			if err != nil {
				return err
			}
			SayAlready(r.App, Spoken(arg), "is there already")
			r.There++
			r.Objects = append(r.Objects, Found{n.RefOf(arg, there), there})
			continue
		}
		if err != nil {
			return err
		}
		if err := r.add(ctx, dir, o, Spoken(arg)); err != nil {
			return err
		}
	}
	return nil
}

func (r *Restoration) add(ctx context.Context, dir directory.Directory, o *odata.Object, target string) error {
	ref := r.Noun.Ref(o.ID())
	r.Objects = append(r.Objects, Found{ref, o})
	r.Ops = append(r.Ops, &directory.Operation{Name: "restore", Verb: directory.Restore, Ref: ref, Target: target})
	along, err := RestoreAlong(ctx, dir, r.Noun, o)
	if along == nil {
		return err
	}
	along.After, along.Target = len(r.Ops), target+" (service principal)"
	r.Ops = append(r.Ops, along)
	return nil
}

// Run runs the task and prints the objects as they are now.
func (r *Restoration) Run(ctx context.Context) error {
	x, err := Execute(ctx, r.App, task.Spec{Type: r.Noun.taskType("restore"), Ops: r.Ops, Unchanged: r.There})
	if err != nil || x.Task == nil {
		return err
	}
	x.sayRestored(r.App, len(r.Objects))
	for _, o := range r.Objects {
		x.TellLeft(ctx, r.App, o)
	}
	if e := apierr.As(x.Err); e != nil && e.Kind == apierr.Conflict && e.Hint == "" {
		e.Hint = "another " + r.Noun.Name + " has that name now: rename or remove it, then restore"
	}
	failure := x.Err
	if len(r.Objects) == 1 && x.did(r.Objects[0].Ref) {
		x.Err = nil // it is back, whatever became of what went along with it
	}
	return cmp.Or(printAgain(ctx, r.App, r.Noun, r.Objects, x), failure)
}

// sayRestored names what is back where one object was asked for, and another
// was to come with it.
func (x *Execution) sayRestored(a *app.App, asked int) {
	changed := x.Changed()
	if asked != 1 || len(x.Outcomes) < 2 || len(changed) == 0 {
		x.Say(a, "restored", "is there already")
		return
	}
	var names []string
	for _, out := range changed {
		names = append(names, out.Op.Target)
	}
	x.SayOne(a, strings.Join(names, " and "), "restored")
}

// FindDeleted finds the one deleted object that arg names, with its keys and
// further properties: by id, or by the natural key that it had. One that is
// there has the code [CodeThere]. The directory rewrites the UPN of a deleted user
// with its id before it (facts/graph.md, section 6), so keys are compared
// without that.
func FindDeleted(ctx context.Context, dir directory.Directory, n *Noun, arg string, further ...string) (*odata.Object, error) {
	found, err := formerly(ctx, dir, n, arg, further...)
	if err != nil {
		return nil, err
	}
	switch len(found.objects) {
	case 0:
		return nil, notDeleted(ctx, dir, n, arg, found.names)
	case 1:
		return found.objects[0], nil
	}
	return nil, ambiguousDeleted(n, arg, found.objects)
}

// former is what a look through the deleted objects found: those that had a
// name (or have the id alone), and the names of all.
type former struct {
	objects []*odata.Object
	names   []string
}

func formerly(ctx context.Context, dir directory.Directory, n *Noun, arg string, further ...string) (former, error) {
	q := odata.Query{Select: deletedProperties(withKeys(n, further), false)}
	var f former
	for o, err := range dir.List(ctx, n.DeletedRef(), q) {
		if err != nil {
			return former{}, err
		}
		if strings.EqualFold(o.ID(), arg) {
			return former{objects: []*odata.Object{o}}, nil
		}
		f.names = append(f.names, FormerKey(o, n.Keys[0]))
		if hasFormerKey(o, n, arg) {
			f.objects = append(f.objects, o)
		}
	}
	return f, nil
}

func hasFormerKey(o *odata.Object, n *Noun, arg string) bool {
	if n.AlternateKey != "" && strings.EqualFold(o.String(n.AlternateKey), Spoken(arg)) {
		return true
	}
	for _, key := range n.Keys {
		if odata.Fold(FormerKey(o, key)) == odata.Fold(arg) {
			return true
		}
	}
	return false
}

// FormerKey gives the natural key that a deleted object had.
func FormerKey(o *odata.Object, key string) string {
	prefix := strings.ReplaceAll(o.ID(), "-", "")
	return strings.TrimPrefix(o.String(key), prefix)
}

func ambiguousDeleted(n *Noun, arg string, found []*odata.Object) error {
	var ids []string
	for _, o := range found {
		ids = append(ids, fmt.Sprintf("%s (deleted %s)", o.ID(), o.String("deletedDateTime")))
	}
	return apierr.New(apierr.Ambiguous, n.Name+" "+Spoken(arg), fmt.Sprintf("%d deleted %s had that name", len(found), n.Plural)).
		WithHint("name one by its id: " + strings.Join(ids, ", "))
}

// CodeThere marks the error for an object that is there, not deleted.
const CodeThere = "NotDeleted"

// notDeleted tells whether the object is simply there, or unknown.
func notDeleted(ctx context.Context, dir directory.Directory, n *Noun, arg string, names []string) error {
	err := apierr.New(apierr.NotFound, n.Name+" "+Spoken(arg), "no deleted "+n.Name+" has that name")
	if _, e := Find(ctx, dir, n, arg, []string{"id"}); e == nil {
		err.Code = CodeThere
		return err.WithHint(fmt.Sprintf("it is there and not deleted: `tenantctl %s %s %s` first", n.Name, n.RemoveName, Spoken(arg)))
	}
	if near := edm.Near(arg, names); len(near) > 0 {
		return err.WithHint("did you mean " + quoteJoin(near) + "?")
	}
	return err.WithHint("`tenantctl " + n.Name + " list --deleted` shows those that can be restored")
}
