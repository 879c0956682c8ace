package task

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Prune deletes the files of tasks that ended before a time and gives these
// tasks. Running, interrupted and damaged ones stay.
func (j *Journal) Prune(ctx context.Context, before time.Time) ([]*Task, error) {
	return j.prune(ctx, before, false)
}

// PruneAll does as [Journal.Prune] and deletes interrupted tasks that were
// made before that time too: they can then not be resumed.
func (j *Journal) PruneAll(ctx context.Context, before time.Time) ([]*Task, error) {
	return j.prune(ctx, before, true)
}

func (j *Journal) prune(ctx context.Context, before time.Time, unfinished bool) ([]*Task, error) {
	names, err := j.names()
	if err != nil {
		return nil, err
	}
	var gone []*Task
	failures := []error{j.pruneBegun(before)}
	for _, name := range names {
		if ctx.Err() != nil {
			failures = append(failures, interrupted(ctx, "journal"))
			break
		}
		path := filepath.Join(j.dir, name)
		t, err := readTask(path)
		created, _, _ := parseName(name)
		neverBegun := t == nil && err == nil && created.Before(before)
		if err != nil || !neverBegun && !prunable(t, before, unfinished) {
			continue
		}
		removed, err := removeFile(path)
		if err != nil {
			failures = append(failures, err)
		}
		if removed && t != nil {
			gone = append(gone, t)
		}
	}
	return gone, errors.Join(failures...)
}

// pruneBegun deletes what processes left that were killed before their task
// began.
func (j *Journal) pruneBegun(before time.Time) error {
	begun, err := filepath.Glob(filepath.Join(j.dir, "*"+extension+begunSuffix))
	for _, path := range begun {
		created, _, ok := parseName(strings.TrimSuffix(filepath.Base(path), begunSuffix))
		if ok && created.Before(before) {
			_, failure := removeFile(path)
			err = errors.Join(err, failure)
		}
	}
	return err
}

// removeFile deletes a task's file unless a process is at work on it.
func removeFile(path string) (removed bool, err error) {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return false, unwritable(filepath.Dir(path), err)
	}
	held, err := tryLock(f, true)
	if noLocks(err) {
		err = nil
	}
	err = errors.Join(err, f.Close()) // Windows removes no open file
	if err == nil && !held {
		err = os.Remove(path)
	}
	if err != nil {
		return false, unwritable(filepath.Dir(path), err)
	}
	return !held, nil
}

func prunable(t *Task, before time.Time, unfinished bool) bool {
	switch {
	case t == nil || t.State == Running:
		return false
	case t.State == Interrupted:
		return unfinished && t.CreatedDateTime.Before(before)
	}
	return t.CompletedDateTime != nil && t.CompletedDateTime.Before(before)
}
