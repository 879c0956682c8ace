package store

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"time"
)

const (
	maxIdle  = 4   // connections kept for the next transaction
	maxStmts = 100 // prepared statements kept per connection
)

// conn is one connection with the statements prepared on it. One transaction
// uses it at a time.
type conn struct {
	c     *sql.Conn
	stmts map[string]*sql.Stmt
	ready bool // for writing
}

func (s *Store) acquire(ctx context.Context) (*conn, error) {
	s.mu.Lock()
	if n := len(s.idle); n > 0 {
		c := s.idle[n-1]
		s.idle = s.idle[:n-1]
		s.mu.Unlock()
		return c, nil
	}
	s.mu.Unlock()
	var c *sql.Conn
	err := wait(ctx, func() (err error) {
		c, err = s.db.Conn(ctx)
		return err
	})
	if err != nil {
		return nil, err
	}
	return &conn{c: c, stmts: make(map[string]*sql.Stmt)}, nil
}

// forWriting prepares the connection for its first write. The cache is large
// only here: writes go all over the indexes, while readers go through the file
// once and would fill it for nothing. What a savepoint needs to take back
// stays in memory: else each page written within one goes to a file first. The
// log grows to 32 MB before it is carried over, since a large import changes
// the same pages of the indexes again and again.
func (c *conn) forWriting() error {
	if c.ready {
		return nil
	}
	const settings = "PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=8000"
	_, err := c.c.ExecContext(context.Background(), settings)
	c.ready = err == nil
	return err
}

func (s *Store) release(c *conn) {
	s.mu.Lock()
	keep := len(s.idle) < maxIdle
	if keep {
		s.idle = append(s.idle, c)
	}
	s.mu.Unlock()
	if !keep {
		c.close()
	}
}

func (c *conn) close() {
	for _, stmt := range c.stmts {
		stmt.Close()
	}
	c.c.Close()
}

// prepare gives the statement of a fixed text, prepared once. It must be done
// with before it is used again.
func (c *conn) prepare(query string) (*sql.Stmt, error) {
	if stmt, ok := c.stmts[query]; ok {
		return stmt, nil
	}
	stmt, err := c.c.PrepareContext(context.Background(), query)
	if err != nil {
		return nil, err
	}
	if len(c.stmts) >= maxStmts {
		for text, old := range c.stmts {
			old.Close()
			delete(c.stmts, text)
		}
	}
	c.stmts[query] = stmt
	return stmt, nil
}

// exec runs a statement of a fixed text. It takes no context: a statement on
// few rows ends sooner than a watch over it would begin.
func (c *conn) exec(query string, args ...any) (sql.Result, error) {
	stmt, err := c.prepare(query)
	if err != nil {
		return nil, err
	}
	return stmt.Exec(args...)
}

// row runs a query of a fixed text that gives at most one row and scans it.
// The error is sql.ErrNoRows if there is none.
func (c *conn) row(query string, args []any, dest ...any) error {
	stmt, err := c.prepare(query)
	if err != nil {
		return err
	}
	return stmt.QueryRow(args...).Scan(dest...)
}

func (c *conn) version() (version int, err error) {
	err = c.row("PRAGMA user_version", nil, &version)
	return version, err
}

// wait repeats f while another process holds the lock it needs, for as long
// as the context allows.
func wait(ctx context.Context, f func() error) error {
	const longest = 20 * time.Millisecond
	pause := 200 * time.Microsecond
	for {
		err := f()
		if err == nil || !busy(err) {
			return err
		}
		t := time.NewTimer(pause/2 + rand.N(pause))
		select {
		case <-ctx.Done():
			t.Stop()
			return &BusyError{context.Cause(ctx)}
		case <-t.C:
		}
		pause = min(2*pause, longest)
	}
}

// BusyError says that the time allowed ended while another process was
// writing. It unwraps to the context's cause.
type BusyError struct{ Cause error }

// Error says what was waited for.
func (e *BusyError) Error() string {
	return "another process is writing to the directory: " + e.Cause.Error()
}

// Unwrap gives the context's cause.
func (e *BusyError) Unwrap() error { return e.Cause }
