package task

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"syscall"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// noLocks tells whether the file system has no locks; then a task whose
// process runs cannot be told from one whose process is gone.
func noLocks(err error) bool { return errors.Is(err, errors.ErrUnsupported) }

// unwritable says why the journal cannot be written and how to go on.
func unwritable(dir string, err error) error {
	hint := "give this user the right to write there, or add --no-journal: the task then runs without resume and undo"
	if isFull(err) {
		hint = "free some space, or add --no-journal: the task then runs without resume and undo"
	}
	return &apierr.Error{
		Kind: apierr.Other, Code: "JournalUnwritable", Target: "journal " + dir,
		Message: "the journal of tasks cannot be written: " + reason(err), Hint: hint, Err: err,
	}
}

func reason(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}

func isFull(err error) bool {
	const windowsDiskFull, windowsHandleDiskFull = syscall.Errno(112), syscall.Errno(39)
	if runtime.GOOS == "windows" {
		return errors.Is(err, windowsDiskFull) || errors.Is(err, windowsHandleDiskFull)
	}
	return errors.Is(err, syscall.ENOSPC)
}

// damaged says that a task's file cannot be trusted.
func damaged(path string, number int, err error) error {
	_, id, _ := parseName(filepath.Base(path))
	return &apierr.Error{
		Kind: apierr.Other, Code: "JournalDamaged", Target: "task " + id,
		Message: fmt.Sprintf("its file %s is damaged at line %d: %v", path, number, err),
		Hint: "restore the file from a backup, or move it out of the folder: what the task did stays done, " +
			"but it can then be neither resumed nor undone; the other tasks are not affected",
		Err: err,
	}
}

func stillborn(id string) error {
	return apierr.New(apierr.Conflict, "task "+id, "it was cut off before its plan was written; nothing was sent").
		WithHint("run its command again")
}
