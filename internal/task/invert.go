package task

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/apierr"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// inverse is what takes one operation back.
type inverse struct {
	ops    []*directory.Operation
	undone bool      // it is as before already
	skip   *RowError // why something of it is left alone
}

// invertAll makes the inverse of every operation that took effect, in the
// order of the operations. Objects of one set are read together.
func invertAll(ctx context.Context, d directory.Directory, rec *record) ([]inverse, error) {
	state, err := readObjects(ctx, d, rec)
	if err != nil {
		return nil, err
	}
	inverses := make([]inverse, len(rec.entries))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(readers)
	for i := range rec.entries {
		e := &rec.entries[i]
		if !e.took() {
			continue
		}
		group.Go(func() (err error) {
			v := inverter{ctx: ctx, directory: d, entry: e, op: e.op, there: state}
			inverses[i], err = v.invert()
			return err
		})
	}
	return inverses, group.Wait()
}

// readObjects reads the objects that the task made or updated.
func readObjects(ctx context.Context, d directory.Directory, rec *record) (map[string]current.Found, error) {
	wanted := map[string]*current.Keys{}
	for i := range rec.entries {
		e := &rec.entries[i]
		if !e.took() || e.id() == "" || e.op.Ref.Path != "" ||
			e.op.Verb != directory.Create && e.op.Verb != directory.Update {
			continue
		}
		set := e.op.Ref.Set
		k := wanted[set]
		if k == nil {
			k = &current.Keys{Set: set, Property: "id"}
			wanted[set] = k
		}
		k.Values = append(k.Values, e.id())
		k.Select = append(k.Select, current.Names(e.op.Body)...)
		switch set {
		case "groups":
			k.Select = append(k.Select, "groupTypes")
		case "applications":
			k.Select = append(k.Select, "appId")
		}
	}
	state := map[string]current.Found{}
	for set, k := range wanted {
		found, err := current.Find(ctx, d, *k)
		if err != nil {
			return nil, fmt.Errorf("reading %s to compare: %w", set, err)
		}
		state[set] = found
	}
	return state, nil
}

// id is the id of the object that the operation made or changed; "" if it
// named it by another key, or as one that another object contains.
func (e *entry) id() string {
	if e.op.Verb == directory.Update && e.op.Ref.Path != "" {
		return ""
	}
	if e.op.Verb == directory.Create || e.out.ID != "" {
		return e.out.ID
	}
	if id := e.op.Before.ID(); id != "" {
		return id
	}
	if strings.HasPrefix(e.op.Ref.Key, "(") || strings.Contains(e.op.Ref.Key, "@") {
		return ""
	}
	return e.op.Ref.Key
}

// inverter makes the inverse of one operation.
type inverter struct {
	ctx       context.Context
	directory directory.Directory
	entry     *entry
	op        *directory.Operation
	there     map[string]current.Found
}

func (v *inverter) invert() (inverse, error) {
	switch v.op.Verb {
	case directory.Create:
		if contained(v.op) {
			return v.createContained()
		}
		return v.create()
	case directory.Update:
		if v.op.Before.Has(FormerDefault) {
			return v.domain()
		}
		return v.update()
	case directory.Delete:
		if contained(v.op) {
			return v.deleteContained()
		}
		return v.delete()
	case directory.Restore:
		return v.restore()
	case directory.Link:
		return one(v.inverse("leave", directory.Unlink, v.op.Ref)), nil
	case directory.Unlink:
		return one(v.inverse("join", directory.Link, v.op.Ref)), nil
	case directory.SetRef, directory.Clear:
		return v.relation()
	case directory.Invoke:
		return v.action()
	}
	return v.leave("NotUndoable", "it cannot be taken back"), nil
}

// inverse makes an operation on what the entry's operation was on.
func (v *inverter) inverse(name string, verb directory.Verb, ref directory.Ref) *directory.Operation {
	return &directory.Operation{Name: name, Verb: verb, Ref: ref, Other: v.op.Other, Target: v.op.Target, Row: v.op.Row}
}

func one(op *directory.Operation) inverse { return inverse{ops: []*directory.Operation{op}} }

func (v *inverter) leave(code, message string) inverse {
	return inverse{skip: &RowError{v.op.Row, v.op.Target, code, message}}
}

// object gives the object as it is now, or nil. All properties that the task
// wrote are in it.
func (v *inverter) object(id string) (*odata.Object, error) {
	if there := v.there[v.op.Ref.Set].Get(id); len(there) > 0 {
		return there[0], nil
	}
	if id != "" {
		return nil, nil
	}
	q := odata.Query{Select: append([]string{"id"}, current.Names(v.op.Body)...)}
	return v.get(v.op.Ref, q)
}

// get reads an object; what does not exist is nil.
func (v *inverter) get(ref directory.Ref, q odata.Query) (*odata.Object, error) {
	o, err := v.directory.Get(v.ctx, ref, q)
	if apierr.KindOf(err) == apierr.NotFound && err != nil {
		return nil, nil
	}
	return o, err
}

// written gives the properties as the task left them: as sent, or as the
// directory made them when they were stored.
func (v *inverter) written() *odata.Object {
	w := v.op.Body.Clone()
	for name, value := range v.entry.out.Stored.All() {
		w.Set(name, value)
	}
	return w
}

func changed(names []string) string { return "changed since: " + strings.Join(names, ", ") }
