package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	sqlite3 "modernc.org/sqlite/lib"
)

// Options say how a directory file is opened. The zero value will do.
type Options struct {
	// Image gives the bytes of a prepared file, to start a new directory
	// from; it is called only if there is no file yet. Nil: a new file holds
	// the schema and nothing else. Such an image is what a file holds after
	// Close.
	Image func() ([]byte, error)
}

// Store is an open directory file. It is safe for concurrent use.
type Store struct {
	path     string
	steps    []string // migrations
	readOnly bool
	db       *sql.DB
	gate     chan struct{} // held by the one writer of this process

	mu   sync.Mutex
	idle []*conn
}

// Open opens the directory file at path and makes it, with its folder, if it
// is not there. A file that cannot be written is opened for reading.
//
// Errors: ErrCorrupt, ErrNewer; ErrReadOnly if the file is not there and
// cannot be made; ErrFull.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	return openSchema(ctx, path, o, migrations())
}

func openSchema(ctx context.Context, path string, o Options, steps []string) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	s := &Store{path: path, steps: steps, gate: make(chan struct{}, 1)}
	if err := s.open(ctx, o); err != nil {
		return nil, s.explain(err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, o Options) error {
	err := checkFile(s.path)
	if errors.Is(err, fs.ErrNotExist) {
		err = s.create(ctx, o)
	}
	if err != nil {
		return err
	}
	s.db = sql.OpenDB(newConnector(s.path, ""))
	c, version, err := s.first(ctx)
	if err != nil {
		s.db.Close()
		return err
	}
	s.release(c)
	if version < len(s.steps) {
		return s.closeOn(s.migrate(ctx))
	}
	return nil
}

// first opens the first connection. Where SQLite may not write beside the
// file, it reads the file as one that nobody changes; that is right as long
// as no write-ahead log lies beside it.
func (s *Store) first(ctx context.Context) (*conn, int, error) {
	c, version, err := s.tryFirst(ctx)
	if err == nil || !cannotWriteBeside(err) {
		return c, version, err
	}
	if logInUse(s.path) {
		return nil, 0, &FileError{s.path, ErrReadOnly, errors.New("and its log can be read only by one who can write")}
	}
	s.db.Close()
	s.db = sql.OpenDB(newConnector(s.path, "immutable=1"))
	s.readOnly = true
	return s.tryFirst(ctx)
}

func (s *Store) tryFirst(ctx context.Context) (*conn, int, error) {
	c, err := s.acquire(ctx)
	if err != nil {
		return nil, 0, err
	}
	var version int
	err = wait(ctx, func() (err error) {
		version, err = c.version()
		return err
	})
	if err == nil {
		err = s.checkVersion(version)
	}
	if err != nil {
		c.close()
		return nil, 0, err
	}
	return c, version, nil
}

// Close closes the file. Transactions must have ended.
func (s *Store) Close() error {
	s.mu.Lock()
	idle := s.idle
	s.idle = nil
	s.mu.Unlock()
	for _, c := range idle {
		c.close()
	}
	return s.explain(s.db.Close())
}

func (s *Store) closeOn(err error) error {
	if err != nil {
		s.Close()
	}
	return err
}

// checkFile looks at the file from outside. It must not open it: closing it
// again would drop the locks that this process holds on it.
func checkFile(path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && logInUse(path):
		// A new file would take the log for its own. Another process may
		// have made both just now.
		if _, again := os.Stat(path); again != nil {
			return &FileError{path, ErrCorrupt, errors.New("its log " + filepath.Base(path) + "-wal is there without it: put the file back, or move the log away")}
		}
	case err != nil:
		return err
	case info.Size() == 0:
		return &FileError{path, ErrCorrupt, errors.New("it is empty")}
	}
	return nil
}

func (s *Store) checkVersion(version int) error {
	switch {
	case version > len(s.steps):
		return &FileError{s.path, ErrNewer, fmt.Errorf("version %d, this program knows %d", version, len(s.steps))}
	case version < 1:
		return &FileError{s.path, ErrCorrupt, errors.New("it is a database of another program")}
	}
	return nil
}

func cannotWriteBeside(err error) bool {
	switch codeOf(err) & 0xff {
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM:
		return true
	}
	return false
}

func logInUse(path string) bool {
	info, err := os.Stat(path + "-wal")
	return err == nil && info.Size() > 0
}
