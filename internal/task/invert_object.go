package task

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/internal/task/current"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// create is taken back by removing the object.
func (v *inverter) create() (inverse, error) {
	if v.op.Ref.Key != "" || v.op.Ref.Path != "" || v.entry.id() == "" {
		return v.leave("NotUndoable", "it cannot be taken back"), nil
	}
	o, err := v.object(v.entry.id())
	if err != nil {
		return inverse{}, err
	}
	if o == nil {
		return inverse{undone: true}, nil
	}
	if names := current.Differences(v.written(), o); len(names) > 0 {
		return v.leave("ChangedSince", changed(names)), nil
	}
	if has, err := v.wouldLoseMembers(o); has || err != nil {
		return v.leave("ChangedSince", "it has members now, and a deleted group of its type cannot be restored"), err
	}
	return v.remove(o)
}

// wouldLoseMembers tells whether removing a group would lose members that it
// was given since, for good.
func (v *inverter) wouldLoseMembers(o *odata.Object) (bool, error) {
	if v.op.Ref.Set != "groups" || slices.Contains(o.Strings("groupTypes"), "Unified") || v.op.Body.Has("members@odata.bind") {
		return false, nil
	}
	ref := directory.Ref{Set: "groups", Key: o.ID(), Path: "members"}
	for _, err := range v.directory.List(v.ctx, ref, odata.Query{Select: []string{"id"}, Top: 1}) {
		return err == nil, err
	}
	return false, nil
}

// update is taken back by writing the former values, where those of the task
// are still there.
func (v *inverter) update() (inverse, error) {
	names := restorableNames(v.op)
	if len(names) == 0 {
		return v.leave("NotUndoable", "what was there before is not known (a password, for one)"), nil
	}
	o, err := v.object(v.entry.id())
	if err != nil {
		return inverse{}, err
	}
	if o == nil {
		return v.leave("Gone", "it no longer exists"), nil
	}
	before, after := pick(v.op.Before, names), pick(v.written(), names)
	if len(current.DifferencesBefore(before, o)) == 0 {
		return inverse{undone: true}, nil
	}
	if names := current.Differences(after, o); len(names) > 0 {
		return v.leave("ChangedSince", changed(names)), nil
	}
	ref := v.op.Ref
	if ref.Path == "" {
		ref.Key = o.ID()
	}
	op := v.inverse("update", directory.Update, ref)
	op.Body, op.Before = before, after
	result := one(op)
	if v.op.Body.Has("passwordProfile") || len(v.entry.secret) > 0 {
		result.skip = &RowError{v.op.Row, v.op.Target, "NotUndoable", "the password cannot be given back; the other properties are"}
	}
	return result, nil
}

func pick(o *odata.Object, names []string) *odata.Object {
	some := new(odata.Object)
	for _, name := range names {
		if raw, ok := o.Raw(name); ok {
			some.Set(name, raw)
		}
	}
	return some
}

// delete is taken back by restoring the object, if it is still there to be
// restored.
func (v *inverter) delete() (inverse, error) {
	id := v.entry.id()
	if id == "" {
		return v.leave("NotUndoable", "its id is not known"), nil
	}
	now, err := v.remains(directory.Ref{Set: v.op.Ref.Set, Key: id})
	if err != nil {
		return inverse{}, err
	}
	var back inverse
	switch {
	case now == waits:
		back = one(v.inverse("restore", directory.Restore, directory.Ref{Set: v.op.Ref.Set, Key: id}))
	case now == lives:
		back = inverse{undone: true}
	case !v.restores(v.op.Ref.Set):
		return v.leave("NotUndoable", v.unrestorable(v.op.Ref.Set, id)), nil
	default:
		return v.leave("Gone", "it is deleted for good"), nil
	}
	return v.withAlong(back)
}

// remainder is where an object is that was deleted.
type remainder int

const (
	erased remainder = iota // or where it cannot be seen
	waits                   // among the deleted items
	lives
)

func (v *inverter) remains(ref directory.Ref) (remainder, error) {
	onlyID := odata.Query{Select: []string{"id"}}
	o, err := v.get(directory.Ref{Set: "directory/deletedItems", Key: ref.Key}, onlyID)
	if o != nil || err != nil {
		return waits, err
	}
	o, err = v.get(ref, onlyID)
	if o != nil {
		return lives, err
	}
	return erased, err
}

// restores tells whether the directory brings deleted objects of the set back.
func (v *inverter) restores(set string) bool {
	return v.directory.Supports(directory.CanSoftKeep) ||
		set == "applications" && v.directory.Supports(directory.CanRestoreApps)
}

func (v *inverter) unrestorable(set, id string) string {
	return "this directory cannot restore " + set + "; on a profile of protocol graph it can be restored by its id, " + id
}

// restore is taken back by removing the object again, with the properties that
// it had before it was restored with others.
func (v *inverter) restore() (inverse, error) {
	ref := directory.Ref{Set: v.op.Ref.Set, Key: v.op.Ref.Key}
	names := restorableNames(v.op)
	q := odata.Query{}
	if len(names) > 0 {
		q.Select = append([]string{"id", "appId"}, names...)
	}
	o, err := v.get(ref, q)
	if err != nil {
		return inverse{}, err
	}
	if o == nil {
		return inverse{undone: true}, nil
	}
	before := pick(v.op.Before, names)
	result, err := v.remove(o)
	if err == nil && len(current.Differences(before, o)) > 0 {
		back := v.inverse("update", directory.Update, ref)
		back.Body, back.Before = before, pick(o, names)
		result.ops = slices.Insert(result.ops, 0, back)
	}
	return result, err
}

// relation gives a single-valued relation back what it led to.
func (v *inverter) relation() (inverse, error) {
	o, err := v.get(v.op.Ref, odata.Query{Select: []string{"id"}})
	if err != nil {
		return inverse{}, err
	}
	left := v.op.Other.Key // "" for Clear
	was := v.op.Before.ID()
	switch o.ID() {
	case was:
		return inverse{undone: true}, nil
	case left:
	default:
		return v.leave("ChangedSince", "it leads elsewhere now"), nil
	}
	op := v.inverse("update", directory.Clear, v.op.Ref)
	if op.Other = (directory.Ref{}); was != "" {
		op.Verb, op.Other = directory.SetRef, directory.Ref{Set: "directoryObjects", Key: was}
	}
	if left != "" {
		op.Before = odata.NewObject("id", left)
	}
	return one(op), nil
}
