package task

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"time"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// line is one line of a task's file: exactly one of its members is there.
// A line ends with a checksum of what stands before it, so that a flipped
// bit is never taken for what a directory held.
type line struct {
	Task    *header  `json:"task,omitempty"`    // the first line
	Op      *planned `json:"op,omitempty"`      // an operation, before anything is sent
	Sending []int    `json:"sending,omitempty"` // operations whose request is about to leave
	Out     *outcome `json:"out,omitempty"`     // what became of an operation
	Resumed *process `json:"resumed,omitempty"` // another process goes on
	End     *Task    `json:"end,omitempty"`     // the account; the last one counts
}

// header is what is known of a task before its first request.
type header struct {
	Version     int     `json:"version"`
	Task        Task    `json:"task"` // state running; counts and errors of what is not sent
	Ops         int     `json:"ops"`  // so many operation lines follow
	Source      *Source `json:"source,omitempty"`
	NotUndoable bool    `json:"notUndoable,omitempty"`
	Instead     string  `json:"instead,omitempty"`
	Process     process `json:"process"`
}

// process says who writes. Boot tells whether the machine has been started
// anew since, in which case the last lines may be missing (see [Journal]).
type process struct {
	PID  int       `json:"pid"`
	Host string    `json:"host"`
	Boot string    `json:"boot,omitempty"`
	Time time.Time `json:"time"`
}

// planned is an operation as the journal keeps it: without the members of
// its body that hold a secret, whose names it has instead.
type planned struct {
	directory.Operation
	Secret []string `json:"secret,omitempty"`
}

// The ends that an operation can come to.
const (
	resultDone    = "done"
	resultAlready = "already" // it was so before
	resultFailed  = "failed"
)

// outcome is what became of an operation.
type outcome struct {
	N      int       `json:"n"`
	Result string    `json:"result"`
	Time   time.Time `json:"time"`
	// ID is the object's id, where the directory gave one, or that of a new
	// credential.
	ID string `json:"id,omitempty"`
	// Stored are the members of the body that the directory holds otherwise
	// than they were sent (normalized), for the comparison before an undo.
	Stored *odata.Object `json:"stored,omitempty"`
	// Given are the members of the answer that later operations take over.
	Given   *odata.Object `json:"given,omitempty"`
	Code    string        `json:"code,omitempty"`
	Message string        `json:"message,omitempty"`
	// Passing says that the failure was of the moment (throttled, not
	// reached), so that a resume tries again.
	Passing bool `json:"passing,omitempty"`
}

const sumLength = len(`,"sum":"01234567"}` + "\n")

// appendLine appends the text of l to b.
func appendLine(b []byte, l *line) ([]byte, error) {
	text, err := json.Marshal(l)
	if err != nil {
		return b, fmt.Errorf("journal: %w", err)
	}
	text = text[:len(text)-1]
	b = append(b, text...)
	return fmt.Appendf(b, ",\"sum\":\"%08x\"}\n", checksum(text)), nil
}

// parseLine reads a line with its line feed.
func parseLine(text []byte) (*line, error) {
	if !bytes.HasSuffix(text, []byte("\"}\n")) || len(text) <= sumLength {
		return nil, errors.New("it is not a record of a task")
	}
	body := text[:len(text)-sumLength]
	if want := fmt.Sprintf(",\"sum\":\"%08x\"}\n", checksum(body)); string(text[len(body):]) != want {
		return nil, errors.New("its checksum does not match")
	}
	l := new(line)
	if err := json.Unmarshal(append(bytes.Clone(body), '}'), l); err != nil {
		return nil, err
	}
	return l, nil
}

func checksum(b []byte) uint32 { return crc32.Checksum(b, crc32.MakeTable(crc32.Castagnoli)) }
