package task

import (
	"slices"

	"github.com/tenantctl/tenantctl/internal/directory"
)

// account makes up a task's record from what is known of its operations.
// held says that a process is at work on it.
func (r *record) account(held bool) *Task {
	t := r.header.Task
	t.Errors = slices.Clone(t.Errors)
	if t.Errors == nil {
		t.Errors = []RowError{}
	}
	open := r.header.Ops - len(r.entries)
	for i := range r.entries {
		e := &r.entries[i]
		if e.open() {
			open++
			continue
		}
		t.Counts.add(e.op.Verb, e.out.Result)
		if e.out.Result == resultFailed {
			t.Errors = append(t.Errors, RowError{e.op.Row, e.op.Target, e.out.Code, e.out.Message})
		}
		if e.out.Result == resultDone && undoable(e.op) {
			t.Undoable = true
		}
	}
	t.Undoable = t.Undoable && !r.header.NotUndoable && !held
	t.State = state(t.Counts, open, held)
	return &t
}

// state says where a task is, from its account and the number of operations
// that are still open.
func state(c Counts, open int, held bool) State {
	done := c.Created + c.Updated + c.Removed + c.Unchanged
	switch {
	case held:
		return Running
	case open > 0:
		return Interrupted
	case c.Failed > 0 && done == 0:
		return Failed
	case c.Failed > 0 || c.Rejected > 0:
		return Partial
	}
	return Completed
}

// add counts an operation that has ended.
func (c *Counts) add(verb directory.Verb, result string) {
	switch {
	case result == resultFailed:
		c.Failed++
	case result == resultAlready || verb == directory.Probe:
		c.Unchanged++
	case verb == directory.Create:
		c.Created++
	case verb == directory.Delete || verb == directory.Erase || verb == directory.Unlink:
		c.Removed++
	default:
		c.Updated++
	}
}

// undoable tells whether an operation that took effect can be taken back.
func undoable(op *directory.Operation) bool {
	switch op.Verb {
	case directory.Create, directory.Restore, directory.Link, directory.Unlink,
		directory.SetRef, directory.Clear:
		return true
	case directory.Update:
		return op.Before.Len() > 0 && restorableNames(op) != nil
	case directory.Delete:
		return keptWhenDeleted(op)
	case directory.Invoke:
		return op.Ref.Path == addPassword || op.Ref.Path == instantiate || op.Ref.Path == assignLicense && op.Before.Has("licenses")
	}
	return false
}

// restorableNames gives the properties that an update wrote and whose former
// values are known.
func restorableNames(op *directory.Operation) []string {
	var names []string
	for name := range op.Body.All() {
		if op.Before.Has(name) && name != "passwordProfile" {
			names = append(names, name)
		}
	}
	return names
}

// keptWhenDeleted tells whether a deleted object stays restorable for a
// while: of the groups only those of Microsoft 365 do.
func keptWhenDeleted(op *directory.Operation) bool {
	switch op.Ref.Set {
	case "users", "applications", "servicePrincipals":
		return true
	case "groups":
		return slices.Contains(op.Before.Strings("groupTypes"), "Unified")
	}
	return false
}
