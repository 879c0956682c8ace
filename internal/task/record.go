package task

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"

	"github.com/tenantctl/tenantctl/internal/directory"
	"github.com/tenantctl/tenantctl/pkg/odata"
)

// record is a task as its file has it, in memory.
type record struct {
	header  header
	entries []entry // entries[n-1] is operation n
	end     *Task   // the last account, nil if there is none (yet)
	resumed *process
}

// entry is an operation and what is known of it.
type entry struct {
	op     *directory.Operation
	secret []string // members of its body that the journal does not keep
	sent   bool     // its request may have left
	out    *outcome // nil: open
}

// open tells whether the operation is still to be carried out or settled.
func (e *entry) open() bool { return e.out == nil }

// took tells whether the operation took effect.
func (e *entry) took() bool { return e.out != nil && e.out.Result == resultDone }

// lines gives what is written before the first request.
func (r *record) lines() iter.Seq[*line] {
	return func(yield func(*line) bool) {
		if !yield(&line{Task: &r.header}) {
			return
		}
		for i := range r.entries {
			if !yield(&line{Op: forJournal(r.entries[i].op)}) {
				return
			}
		}
	}
}

// writer is the process that wrote last.
func (r *record) writer() process {
	if r.resumed != nil {
		return *r.resumed
	}
	return r.header.Process
}

// readRecord reads a task's file from its beginning. size is the length of
// its whole lines; what follows them is what a cut-off write has left. A
// file without a whole line is a nil record. An error is damage.
func readRecord(f io.ReadSeeker, path string) (r *record, size int64, err error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, 0, err
	}
	in := bufio.NewReaderSize(f, 1<<16)
	for number := 1; ; number++ {
		text, err := in.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return r, size, r.check(path, number)
		}
		if err != nil {
			return nil, 0, damaged(path, number, err)
		}
		l, err := parseLine(text)
		if err == nil {
			r, err = r.add(l)
		}
		if err != nil {
			return nil, 0, damaged(path, number, err)
		}
		size += int64(len(text))
	}
}

// check finds what is missing in a file whose lines are sound.
func (r *record) check(path string, number int) error {
	if r == nil || r.whole() || !r.begun() {
		return nil
	}
	return damaged(path, number, fmt.Errorf("it has %d of its %d operations", len(r.entries), r.header.Ops))
}

// whole tells whether the plan is there to its end; a task that was cut off
// while it was written has sent nothing.
func (r *record) whole() bool { return len(r.entries) == r.header.Ops }

func (r *record) begun() bool {
	for i := range r.entries {
		if r.entries[i].sent || r.entries[i].out != nil {
			return true
		}
	}
	return r.end != nil
}

var errOrder = errors.New("it is not in its place")

// add takes a line in. The first must be the header.
func (r *record) add(l *line) (*record, error) {
	if r == nil {
		if l.Task == nil {
			return nil, errOrder
		}
		if l.Task.Version != version {
			return nil, fmt.Errorf("it was written by another version of tenantctl (format %d)", l.Task.Version)
		}
		return &record{header: *l.Task}, nil
	}
	switch {
	case l.Op != nil:
		return r, r.addOp(l.Op)
	case l.Sending != nil:
		return r, r.addSending(l.Sending)
	case l.Out != nil:
		return r, r.addOutcome(l.Out)
	case l.Resumed != nil:
		r.resumed, r.end = l.Resumed, nil
	case l.End != nil:
		r.end = l.End
	default:
		return r, errOrder
	}
	return r, nil
}

func (r *record) addOp(p *planned) error {
	if p.Seq != len(r.entries)+1 || p.Seq > r.header.Ops {
		return errOrder
	}
	op := p.Operation
	r.entries = append(r.entries, entry{op: &op, secret: p.Secret})
	return nil
}

func (r *record) addSending(numbers []int) error {
	for _, n := range numbers {
		if n < 1 || n > len(r.entries) {
			return errOrder
		}
		r.entries[n-1].sent = true
	}
	return nil
}

func (r *record) addOutcome(o *outcome) error {
	if o.N < 1 || o.N > len(r.entries) {
		return errOrder
	}
	r.entries[o.N-1].out = o
	return nil
}

// newOutcome is the journal's line for an outcome.
func newOutcome(out directory.Outcome) *outcome {
	o := &outcome{N: out.Op.Seq, Result: resultDone, ID: out.Object.ID()}
	switch {
	case out.Err != nil:
		o.fail(out.Err)
		o.Passing = o.Passing || out.Op.Verb == directory.Probe // it may be seen later
	case out.Already:
		o.Result = resultAlready
	default:
		o.Stored = stored(out.Op.Body, out.Object)
	}
	if out.Op.Ref.Path == instantiate {
		o.ID = out.Object.Object("application").ID()
	}
	if o.ID == "" && (out.Op.Ref.Path == addPassword || out.Op.Ref.Path == addKey) {
		o.ID = out.Object.String("keyId")
	}
	return o
}

// stored gives the members of body that the answer has with another value.
func stored(body, answer *odata.Object) *odata.Object {
	kept, secret := new(odata.Object), secretsOf(answer, "")
	for name, sent := range body.All() {
		got, ok := answer.Raw(name)
		if ok && !slices.Contains(secret, name) && string(got) != string(sent) {
			kept.Set(name, json.RawMessage(bytes.Clone(got))) // not the whole answer
		}
	}
	if kept.Len() == 0 {
		return nil
	}
	return kept
}
