// Package task carries out changes. A [Task] is one administrative act: its
// operations are planned by a command, sent by the one [Runner] at the speed
// that the directory allows, and written to the [Journal] before and after,
// so that a task that was cut off can be resumed and a finished one undone.
//
// Vocabulary: reference/task-operations.txt and design, sections 2, 3, 5.
package task

import (
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
)

// State is where a task is in its life.
type State string

// The states. Interrupted is also what a running task reads as when its
// process is gone.
const (
	Planned     State = "planned"
	Running     State = "running"
	Interrupted State = "interrupted"
	Completed   State = "completed"
	Partial     State = "partial" // some operations failed, the rest are done
	Failed      State = "failed"  // every operation failed
	Undone      State = "undone"
)

// Task is the record of an act as it is shown ("task show -o json", and the
// result of an import). The order of the fields is the order of the JSON.
type Task struct {
	ID                string     `json:"id"`
	Type              string     `json:"type"` // "create.user", "import.group_member", "member_mod.group"
	State             State      `json:"state"`
	Profile           string     `json:"profile"`
	Actor             string     `json:"actor"` // who ran it: UPN or app id in the directory, else the local user
	Reason            string     `json:"reason"`
	CreatedDateTime   time.Time  `json:"createdDateTime"`
	CompletedDateTime *time.Time `json:"completedDateTime"`
	Counts            Counts     `json:"counts"`
	Undoable          bool       `json:"undoable"`
	Errors            []RowError `json:"errors"` // never nil in JSON: []
}

// Counts is the account of a task's operations. Total is the sum of the
// others once the task has ended.
type Counts struct {
	Total     int `json:"total"`
	Created   int `json:"created"`
	Updated   int `json:"updated"`
	Removed   int `json:"removed"`
	Unchanged int `json:"unchanged"` // needed no write, or was already so
	Failed    int `json:"failed"`
	Rejected  int `json:"rejected"` // bad rows of the source, never sent
}

// RowError is one failed operation or rejected row.
type RowError struct {
	Row     int    `json:"row"` // line of the source, 0 if none
	Target  string `json:"target"`
	Code    string `json:"code"`
	Message string `json:"message"`
}

// Source names the file that a task's rows come from. The journal holds no
// secret: an operation whose body has one is kept without it, and resume
// reads the row again from here (apierr.Conflict if the file has changed).
type Source struct {
	Path   string `json:"path"` // absolute; "-" for standard input
	SHA256 string `json:"sha256"`
	// Secrets says that rows hold passwords of their own; without it a
	// resume gives each new person a random one, as the import did.
	Secrets bool `json:"secrets,omitempty"`
	// Passwords is the file (--passwords-out) that lists the generated
	// passwords, "" if nobody was to see them.
	Passwords string `json:"passwords,omitempty"`
}

// Spec is a task to run.
type Spec struct {
	Type string
	// Ops are the operations, in the order in which they are to be tried.
	// The runner numbers them.
	Ops []*directory.Operation
	// Unchanged counts rows that need no operation; Rejected lists bad rows
	// that were left out.
	Unchanged int
	Rejected  []RowError
	// Source is set when operations come from a file.
	Source *Source
	// NotUndoable says that the act cannot be taken back (erase, a password).
	// Instead is what one can do then, as a hint, with [OwnID] for the task's id;
	// "" if there is nothing.
	NotUndoable bool
	Instead     string
}

// OwnID stands in a hint for the id of the task, which is made when it runs.
const OwnID = "{task}"

// Fill puts the task's id into a hint.
func (t *Task) Fill(hint string) string { return strings.ReplaceAll(hint, OwnID, t.ID) }
