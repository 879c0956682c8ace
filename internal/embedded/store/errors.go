package store

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// The kinds of failure a caller can act upon; test for them with errors.Is.
var (
	// ErrNotFound says that no object has the id, key or link asked for.
	ErrNotFound = errors.New("not found")
	// ErrExists says that a live object with the same id or
	// userPrincipalName is there already. Nothing was written.
	ErrExists = errors.New("exists already")
	// ErrCorrupt says that the file is damaged or is no directory file. It
	// is left as it is.
	ErrCorrupt = errors.New("the file is damaged or is no directory file")
	// ErrReadOnly says that the file or its folder cannot be written.
	ErrReadOnly = errors.New("the file or its folder cannot be written")
	// ErrUnreadable says that the file cannot even be read.
	ErrUnreadable = errors.New("the file cannot be opened")
	// ErrFull says that the disk is full. Nothing was written.
	ErrFull = errors.New("the disk is full")
	// ErrNewer says that a later version of the program made the file.
	ErrNewer = errors.New("the file was made by a later version of the program")
	// ErrCursor says that a cursor was not made for this query.
	ErrCursor = errors.New("the cursor does not belong to this query")
)

// FileError tells what happened to which file. It unwraps to its Kind (one of
// ErrCorrupt, ErrReadOnly, ErrUnreadable, ErrFull, ErrNewer) and to its Cause.
type FileError struct {
	Path  string // the directory file
	Kind  error
	Cause error // nil if the kind says it all
}

// Error names the file, the kind and the cause.
func (e *FileError) Error() string {
	if e.Cause == nil {
		return fmt.Sprintf("directory file %q: %v", e.Path, e.Kind)
	}
	return fmt.Sprintf("directory file %q: %v (%v)", e.Path, e.Kind, e.Cause)
}

// Unwrap gives kind and cause.
func (e *FileError) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Kind}
	}
	return []error{e.Kind, e.Cause}
}

// explain turns an error of SQLite or of the file system into one that the
// caller can act upon; others pass as they are.
func (s *Store) explain(err error) error {
	if err == nil {
		return nil
	}
	var known *FileError
	if errors.As(err, &known) {
		return err
	}
	if kind := kindOf(err); kind == ErrExists {
		return fmt.Errorf("%w (%v)", ErrExists, err)
	} else if kind != nil {
		return &FileError{Path: s.path, Kind: kind, Cause: err}
	}
	return err
}

func kindOf(err error) error {
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return ErrReadOnly
	case errors.Is(err, syscall.ENOSPC):
		return ErrFull
	}
	var file *fs.PathError
	if errors.As(err, &file) {
		return ErrUnreadable
	}
	code := codeOf(err)
	switch code {
	case sqlite3.SQLITE_IOERR_SHMSIZE:
		return ErrFull
	case sqlite3.SQLITE_READONLY_DBMOVED:
		return nil
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return ErrExists
	}
	switch code & 0xff {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return ErrCorrupt
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return ErrReadOnly
	case sqlite3.SQLITE_FULL:
		return ErrFull
	case sqlite3.SQLITE_CANTOPEN:
		return ErrUnreadable
	}
	return nil
}

// codeOf is SQLite's extended result code, or 0.
func codeOf(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

// busy tells whether another process holds a lock for now.
func busy(err error) bool {
	switch codeOf(err) & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL:
		return true
	}
	return false
}

// undoes tells whether SQLite may have undone the whole transaction.
func undoes(err error) bool {
	switch codeOf(err) & 0xff {
	case sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_CORRUPT:
		return true
	}
	return false
}
