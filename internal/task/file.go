package task

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// file is a task's file, open for its one writer, who has its lock. A nil
// *file keeps nothing.
type file struct {
	f    *os.File
	size int64  // of the whole lines in it
	text []byte // what was written last, for its memory
}

// createFile makes the file of a new task with its header and operations,
// and brings it to the disk: a plan that is lost cannot be resumed. The file
// gets its name when the plan is whole, so that a task which a killed process
// left behind can always be resumed; one that was cut off before has sent
// nothing and is no task.
func createFile(dir string, r *record) (*file, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, unwritable(dir, err)
	}
	path := filepath.Join(dir, fileName(r.header.Task.CreatedDateTime, r.header.Task.ID))
	begun := begunName(path)
	f, err := os.OpenFile(begun, os.O_RDWR|os.O_CREATE|os.O_EXCL|os.O_APPEND, 0o600)
	if err != nil {
		return nil, unwritable(dir, err)
	}
	w := &file{f: f}
	if _, err := tryLock(f, true); err != nil && !noLocks(err) {
		return nil, errors.Join(unwritable(dir, err), w.abandon())
	}
	if err := w.plan(r); err != nil {
		return nil, errors.Join(err, w.abandon())
	}
	err = f.Sync()
	if err == nil && begun != path {
		err = os.Rename(begun, path)
	}
	if err != nil {
		return nil, errors.Join(unwritable(dir, err), w.abandon())
	}
	return w, nil
}

// begunSuffix ends the name of a file whose plan is not whole yet.
const begunSuffix = ".new"

// begunName is where a task's file is written first. Windows renames no open
// file: there it has its name from the start.
func begunName(path string) string {
	if runtime.GOOS == "windows" {
		return path
	}
	return path + begunSuffix
}

// plan writes a new task with its operations, some hundred at once: of a large
// one the text is not held whole.
func (w *file) plan(r *record) error {
	const atOnce = 500
	lines := make([]*line, 0, atOnce)
	for l := range r.lines() {
		if lines = append(lines, l); len(lines) < atOnce {
			continue
		}
		if err := w.append(lines...); err != nil {
			return err
		}
		lines = lines[:0]
	}
	return w.append(lines...)
}

// openFile opens the file of a task to go on writing. A task that is running
// is refused. What a cut-off write has left at its end is taken away.
func openFile(ctx context.Context, path, id string) (*file, *record, error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND, 0)
	if err != nil {
		return nil, nil, unwritable(filepath.Dir(path), err)
	}
	if err := waitLock(ctx, f, id); err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	r, size, err := readRecord(f, path)
	if err == nil && r == nil {
		err = stillborn(id)
	}
	if err == nil {
		err = truncate(f, size)
	}
	if err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return &file{f: f, size: size}, r, nil
}

// waitLock takes the writer's lock. A reader that looks whether there is a
// writer has it for a moment, so it tries for a while.
func waitLock(ctx context.Context, f *os.File, id string) error {
	for try := 0; ; try++ {
		held, err := tryLock(f, true)
		if err != nil && !noLocks(err) {
			return unwritable(filepath.Dir(f.Name()), err)
		}
		if !held {
			return nil
		}
		if try == 20 {
			return running(f, id)
		}
		if err := sleep(ctx, 10*time.Millisecond); err != nil {
			return interrupted(ctx, "task "+id)
		}
	}
}

func running(f *os.File, id string) error {
	message := "the task is running"
	if first, err := readFirst(io.NewSectionReader(f, 0, 1<<62)); err == nil && first != nil {
		p := first.Process
		message = fmt.Sprintf("the task is running (process %d on %s, since %s)", p.PID, p.Host, p.Time.Format(time.RFC3339))
	}
	e := apierr.New(apierr.Conflict, "task "+id, message)
	e.Code = "TaskRunning"
	return e.WithHint("wait until it has ended, or stop that process; then it can be resumed")
}

// append writes lines in one write. If the disk takes only a part of it, the
// part is taken back, so that the file holds whole lines.
func (w *file) append(lines ...*line) error {
	if w == nil || len(lines) == 0 {
		return nil
	}
	b := w.text[:0]
	for _, l := range lines {
		var err error
		if b, err = appendLine(b, l); err != nil {
			return err
		}
	}
	w.text = b
	n, err := w.f.Write(b)
	if err != nil {
		if n > 0 {
			_ = w.f.Truncate(w.size) // else the next reader passes over the torn line
		}
		return unwritable(filepath.Dir(w.f.Name()), err)
	}
	w.size += int64(n)
	return nil
}

func (w *file) close() error {
	if w == nil {
		return nil
	}
	return w.f.Close()
}

// abandon takes back a file whose task never began.
func (w *file) abandon() error {
	return errors.Join(w.f.Close(), os.Remove(w.f.Name()))
}

func truncate(f *os.File, size int64) error {
	info, err := f.Stat()
	if err != nil || info.Size() == size {
		return err
	}
	if err := f.Truncate(size); err != nil {
		return unwritable(filepath.Dir(f.Name()), err)
	}
	return nil
}

// wholeLine tells whether text ends as a line does; a line that a cut-off
// write has left does not.
func wholeLine(text []byte) bool { return bytes.HasSuffix(text, []byte("\n")) }
