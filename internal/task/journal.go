package task

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// version is that of the files' format.
const version = 1

// Journal is the record of tasks: a folder (0700) with one append-only file
// of JSON lines (0600) per task, so that processes never wait for each other
// and damage stays in one task. It holds no secret.
//
// A file begins with the task and all its operations, which are brought to
// the disk (fsync) before the first request leaves. After that there is one
// write per request: the outcomes so far and the operations about to be sent.
// These writes survive the end of the process, however it ends, but are not
// synced, so a power cut may take the last of them. Therefore the file says
// in which run of the system it was written, and a resume in another run
// reads back every open operation, not only those known to have been sent.
// (Syncing each request would cost 50 x 0.4 ms in an import of 1,000 rows on
// a good disk, seconds on a bad one, and gain nothing but that reading.)
//
// The writer has an advisory lock on the file, which the system lets go with
// the process; so a running task is told from an interrupted one.
type Journal struct {
	dir string
	now func() time.Time
}

// OpenJournal gives the journal in a folder (".../tasks"), which need not
// exist. Nothing is read or written until the journal is used. A nil now is
// time.Now.
func OpenJournal(dir string, now func() time.Time) *Journal {
	if now == nil {
		now = time.Now
	}
	return &Journal{dir: dir, now: now}
}

// List gives the tasks, newest first. An error does not end the list when it
// is about one task only (a damaged file, code "JournalDamaged").
func (j *Journal) List(ctx context.Context) iter.Seq2[*Task, error] {
	return func(yield func(*Task, error) bool) {
		names, err := j.names()
		if err != nil {
			yield(nil, err)
			return
		}
		for _, name := range names {
			if ctx.Err() != nil {
				yield(nil, interrupted(ctx, "journal"))
				return
			}
			t, err := readTask(filepath.Join(j.dir, name))
			if errors.Is(err, fs.ErrNotExist) || t == nil && err == nil {
				continue // pruned meanwhile, or never begun
			}
			if !yield(t, err) {
				return
			}
		}
	}
}

// Find gives the task with this id, or the only one whose id begins so.
// None is apierr.NotFound, several are apierr.Ambiguous.
func (j *Journal) Find(_ context.Context, idOrPrefix string) (*Task, error) {
	path, id, err := j.locate(idOrPrefix)
	if err != nil {
		return nil, err
	}
	t, err := readTask(path)
	if t == nil && err == nil {
		err = stillborn(id)
	}
	return t, err
}

// locate finds the file of a task by its id or a prefix of it.
func (j *Journal) locate(prefix string) (path, id string, err error) {
	names, err := j.names()
	if err != nil {
		return "", "", err
	}
	prefix = strings.ToLower(prefix)
	var found []string
	for _, name := range names {
		_, id, _ := parseName(name)
		if prefix != "" && strings.HasPrefix(id, prefix) {
			found = append(found, name)
		}
	}
	switch len(found) {
	case 0:
		return "", "", apierr.New(apierr.NotFound, "task "+prefix, "there is no such task").
			WithHint("`tenantctl task list` shows the tasks")
	case 1:
		_, id, _ := parseName(found[0])
		return filepath.Join(j.dir, found[0]), id, nil
	}
	return "", "", ambiguous(prefix, found)
}

func ambiguous(prefix string, names []string) error {
	const most = 10
	var ids []string
	for _, name := range names[:min(most, len(names))] {
		_, id, _ := parseName(name)
		ids = append(ids, id)
	}
	if len(names) > most {
		ids = append(ids, "...")
	}
	return apierr.New(apierr.Ambiguous, "task "+prefix, fmt.Sprintf("%d tasks begin so", len(names))).
		WithHint("give more of the id: " + strings.Join(ids, ", "))
}

// names gives the names of the files, newest first.
func (j *Journal) names() ([]string, error) {
	found, err := os.ReadDir(j.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, &apierr.Error{
			Kind: apierr.Other, Code: "JournalUnreadable", Target: "journal " + j.dir, Err: err,
			Message: "the journal of tasks cannot be read: " + reason(err),
			Hint:    "give this user the right to read there",
		}
	}
	var names []string
	for _, f := range found {
		if _, _, ok := parseName(f.Name()); ok {
			names = append(names, f.Name())
		}
	}
	slices.Sort(names)
	slices.Reverse(names)
	return names, nil
}
