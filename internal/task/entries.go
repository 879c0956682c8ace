package task

import (
	"context"
	"iter"
	"os"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
)

// EntryState is what is known of an operation of a task.
type EntryState string

// The states of an operation.
const (
	EntryPending EntryState = "pending" // not sent yet
	EntryInDoubt EntryState = "inDoubt" // its request may have left; resume reads back
	EntryDone    EntryState = "done"
	EntryAlready EntryState = "already" // it was so before
	EntryFailed  EntryState = "failed"
)

// Entry is one operation of a task with its outcome, as "task show" prints
// it. The operation has no secret.
type Entry struct {
	*directory.Operation
	State EntryState `json:"state"`
	// ID is the id of the object that was made, "" if there is none.
	ID      string     `json:"id,omitempty"`
	Code    string     `json:"code,omitempty"`
	Message string     `json:"message,omitempty"`
	Time    *time.Time `json:"time,omitempty"` // when the outcome was known
}

// Entries gives the operations of a task in their order. id may be a prefix.
func (j *Journal) Entries(_ context.Context, id string) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		r, err := j.read(id)
		if err != nil {
			yield(Entry{}, err)
			return
		}
		for i := range r.entries {
			if !yield(r.entries[i].show(), nil) {
				return
			}
		}
	}
}

// read reads a task's file to look at it.
func (j *Journal) read(prefix string) (*record, error) {
	path, id, err := j.locate(prefix)
	if err != nil {
		return nil, err
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, damaged(path, 0, err)
	}
	defer f.Close()
	r, _, err := readRecord(f, path)
	if r == nil && err == nil {
		err = stillborn(id)
	}
	return r, err
}

func (e *entry) show() Entry {
	s := Entry{Operation: e.op, State: EntryPending}
	if e.out == nil {
		if e.sent {
			s.State = EntryInDoubt
		}
		return s
	}
	s.ID, s.Code, s.Message, s.Time = e.out.ID, e.out.Code, e.out.Message, &e.out.Time
	switch e.out.Result {
	case resultDone:
		s.State = EntryDone
	case resultAlready:
		s.State = EntryAlready
	default:
		s.State = EntryFailed
	}
	return s
}
