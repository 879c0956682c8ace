package task

import (
	"context"
	"errors"
	"os"
	"path/filepath"
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
	var gone []*Task
	var failures []error
	for t, err := range j.List(ctx) {
		if err != nil {
			if ctx.Err() != nil {
				failures = append(failures, err)
			}
			continue
		}
		if !prunable(t, before, unfinished) {
			continue
		}
		err := os.Remove(filepath.Join(j.dir, fileName(t.CreatedDateTime, t.ID)))
		if err != nil {
			failures = append(failures, unwritable(j.dir, err))
			continue
		}
		gone = append(gone, t)
	}
	return gone, errors.Join(failures...)
}

func prunable(t *Task, before time.Time, unfinished bool) bool {
	switch t.State {
	case Running, Planned:
		return false
	case Interrupted:
		return unfinished && t.CreatedDateTime.Before(before)
	}
	return t.CompletedDateTime != nil && t.CompletedDateTime.Before(before)
}
