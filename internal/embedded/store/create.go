package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// create makes the file. It is made whole under another name and then given
// its own, so that nobody ever sees half a file; of several processes that
// do so at once one wins, and the others use its file.
func (s *Store) create(ctx context.Context, o Options) error {
	dir := filepath.Dir(s.path)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	sweep(dir)
	f, err := os.CreateTemp(dir, newFile)
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if o.Image == nil {
		f.Close()
		err = build(ctx, f.Name(), s.steps)
	} else {
		err = errors.Join(writeImage(f, o.Image), f.Close())
	}
	if err != nil {
		return err
	}
	return place(f.Name(), s.path)
}

// newFile is the pattern of the names that files have while they are made.
const newFile = ".directory-*.new"

// sweep takes away what processes left that were killed while they made the
// file, once it is too old to be at work.
func sweep(dir string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		if ours, _ := filepath.Match(newFile+"*", e.Name()); !ours {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > time.Hour {
			os.Remove(filepath.Join(dir, e.Name()))
		}
	}
}

// place gives the file its name unless there is such a file by now.
func place(from, to string) error {
	err := os.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	if _, err := os.Lstat(to); err == nil {
		return nil
	}
	return os.Rename(from, to) // a file system without hard links
}

func writeImage(f *os.File, image func() ([]byte, error)) error {
	data, err := image()
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return err
	}
	return f.Sync()
}

func build(ctx context.Context, path string, steps []string) error {
	db := sql.OpenDB(newConnector(path, ""))
	defer db.Close()
	c, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer c.Close()
	script := fmt.Sprintf("PRAGMA journal_mode=WAL; PRAGMA application_id=%d; BEGIN;", applicationID)
	for _, step := range steps {
		script += step
	}
	script += fmt.Sprintf("PRAGMA user_version=%d; COMMIT;", len(steps))
	_, err = c.ExecContext(ctx, script)
	return err
}

// migrate brings the file to the schema of this program, step by step.
func (s *Store) migrate(ctx context.Context) error {
	return s.Write(ctx, func(tx *Tx) error {
		for i, step := range s.steps {
			if i < tx.version {
				continue
			}
			step += fmt.Sprintf("PRAGMA user_version=%d;", i+1)
			if _, err := tx.c.c.ExecContext(ctx, step); err != nil {
				return err
			}
		}
		return nil
	})
}
