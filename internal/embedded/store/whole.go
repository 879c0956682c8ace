package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	sqlite3 "modernc.org/sqlite/lib"
)

// TypeCount is a number of objects of one type.
type TypeCount struct {
	Type string
	Live int64
}

// CountTypes counts the live objects of each type, in the order of the types'
// names.
func (tx *Tx) CountTypes() ([]TypeCount, error) {
	b := new(builder)
	b.add("SELECT type, count(*) FROM objects WHERE deleted IS NULL GROUP BY type ORDER BY type")
	var all []TypeCount
	for rows, err := range tx.rows(b) {
		var c TypeCount
		if err == nil {
			err = rows.Scan(&c.Type, &c.Live)
		}
		if err != nil {
			return nil, tx.s.explain(err)
		}
		all = append(all, c)
	}
	return all, nil
}

// SchemaVersion is the version of the file's tables.
func (tx *Tx) SchemaVersion() int { return tx.version }

// Clear takes everything out of the directory, in one transaction, and gives
// the room back to the file system.
func (s *Store) Clear(ctx context.Context) error {
	err := s.Write(ctx, func(tx *Tx) error {
		for _, table := range []string{"links", "changes", "objects", "meta"} {
			if _, err := tx.exec("DELETE FROM " + table); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	_, err = s.db.ExecContext(ctx, "VACUUM")
	return s.explain(err)
}

// InUse tells whether another process has the file at path open. This process
// must not. A file that is not there, or is no directory, is not in use.
func InUse(ctx context.Context, path string) (bool, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return false, err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	db := sql.OpenDB(newConnector(path, ""))
	defer db.Close()
	c, err := db.Conn(ctx)
	if err != nil {
		return false, (&Store{path: path}).explain(err)
	}
	defer c.Close()
	// Every connection in WAL mode keeps a shared lock as long as it is open,
	// and one in exclusive mode wants the file for itself.
	_, err = c.ExecContext(ctx, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE; ROLLBACK")
	switch {
	case busy(err):
		return true, nil
	case codeOf(err)&0xff == sqlite3.SQLITE_NOTADB, codeOf(err)&0xff == sqlite3.SQLITE_CORRUPT:
		return false, nil
	}
	return false, (&Store{path: path}).explain(err)
}

// Remove deletes the file at path with what lies beside it.
func Remove(path string) error {
	var all error
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		if err := os.Remove(path + end); !errors.Is(err, fs.ErrNotExist) {
			all = errors.Join(all, err)
		}
	}
	return (&Store{path: path}).explain(all)
}
