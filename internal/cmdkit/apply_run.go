package cmdkit

import (
	"context"
	"fmt"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/edm"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// create adds the creation of the object of a document that no object fits.
func (p *applying) create(key string, doc *odata.Object) error {
	n, t := p.noun, edm.Lookup(p.noun.Type)
	if t.Rule(key).ReadOnly {
		return NotFound(n.Name+" "+doc.String(key), "there is no "+n.word()+" with this "+key).
			WithHint("leave " + key + " out to make a new one: the directory gives it another")
	}
	body, err := n.written("apply", doc, nil)
	if err != nil {
		return err
	}
	for property := range t.AllProperties() {
		if t.Rule(property.Name).Required && body.IsNull(property.Name) {
			return NotFound(n.Name+" "+doc.String(key), "there is none, and to make one "+property.Name+" is needed")
		}
	}
	if err := checkNew(n, body); err != nil {
		return err
	}
	target := body.String(n.Keys[0])
	if target == "" {
		target = doc.String(key)
	}
	p.spec.Ops = append(p.spec.Ops, &directory.Operation{
		Name: "create", Verb: directory.Create, Ref: n.All(), Body: body, Target: target,
	})
	return nil
}

// execute runs the task and tells what became of each object.
func (p *applying) execute(ctx context.Context) error {
	for _, op := range p.spec.Ops {
		if op.Verb == directory.Update {
			p.noun.showChange(p.app, op)
		}
	}
	x, err := Execute(ctx, p.app, p.spec)
	if err != nil || x.Task == nil {
		return err
	}
	if p.app.Structured() {
		if err := PrintTask(p.app, x.Task); err != nil {
			return err
		}
		return x.Err
	}
	if p.app.Flags.Quiet {
		return x.Err
	}
	w := p.app.IO.Err
	for _, out := range x.Changed() {
		fmt.Fprintf(w, "%s %sd%s\n", out.Op.Target, out.Op.Name, x.taskID())
	}
	switch {
	case len(p.spec.Ops) == 0:
		fmt.Fprintln(w, "nothing to change: it is so already")
	case p.spec.Unchanged > 0:
		fmt.Fprintf(w, "%s unchanged\n", Counted(p.spec.Unchanged, p.noun.Name))
	}
	return x.Err
}
