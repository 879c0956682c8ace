package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Tx is a transaction: one snapshot of the directory. It is valid until the
// function it was given to returns, and for one goroutine.
type Tx struct {
	ctx     context.Context
	s       *Store
	c       *conn
	version int // of the schema
	write   bool
	lost    error // what made SQLite undo the transaction by itself
}

// Read runs fn on a snapshot of the directory, which writers neither change
// nor wait for. Results are to be used page by page: as long as fn runs, the
// file's log cannot shrink. fn must not call Write of the same store and wait
// for it.
func (s *Store) Read(ctx context.Context, fn func(*Tx) error) error {
	return s.run(ctx, "BEGIN", fn)
}

// Write runs fn in a transaction that is kept if fn returns nil and undone
// otherwise. It waits for other writers, of this process and of others, as
// long as ctx allows (*BusyError). fn is called at most once. fn must not
// call Write.
//
// Errors: fn's; ErrReadOnly, ErrFull, ErrCorrupt, ErrNewer.
func (s *Store) Write(ctx context.Context, fn func(*Tx) error) error {
	if s.readOnly {
		return &FileError{Path: s.path, Kind: ErrReadOnly}
	}
	select {
	case s.gate <- struct{}{}:
		defer func() { <-s.gate }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	return s.run(ctx, "BEGIN IMMEDIATE", fn)
}

func (s *Store) run(ctx context.Context, begin string, fn func(*Tx) error) error {
	if err := ctx.Err(); err != nil {
		return context.Cause(ctx)
	}
	c, err := s.acquire(ctx)
	if err != nil {
		return s.explain(err)
	}
	tx := &Tx{ctx: ctx, s: s, c: c, write: begin != "BEGIN"}
	if err := tx.begin(begin); err != nil {
		c.close()
		return s.explain(err)
	}
	ended := false
	defer func() {
		if !ended { // fn panicked; close gives the connection back as it is
			c.exec("ROLLBACK")
			c.close()
		}
	}()
	err = tx.end(fn(tx))
	ended = true
	s.release(c)
	return s.explain(err)
}

// begin starts the transaction and, with the first read, its snapshot: this
// is where a lock may have to be waited for, later statements never meet one.
func (tx *Tx) begin(begin string) error {
	return wait(tx.ctx, func() error {
		if tx.write {
			if err := tx.c.forWriting(); err != nil {
				return err
			}
		}
		if _, err := tx.c.exec(begin); err != nil {
			return err
		}
		version, err := tx.c.version()
		if err == nil {
			err = tx.s.checkVersion(version)
		}
		if err != nil {
			tx.c.exec("ROLLBACK")
			return err
		}
		tx.version = version
		return nil
	})
}

func (tx *Tx) end(err error) error {
	if err == nil {
		err = cmp.Or(tx.lost, tx.ctx.Err())
	}
	if err == nil {
		err = wait(tx.ctx, func() error {
			_, err := tx.c.exec("COMMIT")
			return err
		})
	}
	if err != nil {
		// SQLite has rolled back by itself after some errors; then there is
		// nothing left to roll back.
		tx.c.exec("ROLLBACK")
	}
	return err
}

var errReadTx = errors.New("store: a write in a transaction that reads")

// exec runs a writing statement of a fixed text.
func (tx *Tx) exec(query string, args ...any) (sql.Result, error) {
	if !tx.write {
		return nil, errReadTx
	}
	if err := cmp.Or(tx.lost, tx.ctx.Err()); err != nil {
		return nil, err
	}
	r, err := tx.c.exec(query, args...)
	err = tx.s.explain(err)
	if undoes(err) {
		// From here on each statement would be a transaction of its own.
		tx.lost = err
	}
	return r, err
}

// execCount is exec for the number of rows changed.
func (tx *Tx) execCount(query string, args ...any) (int64, error) {
	r, err := tx.exec(query, args...)
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}

// row runs a query of a fixed text for one row.
func (tx *Tx) row(query string, args []any, dest ...any) error {
	if err := tx.ctx.Err(); err != nil {
		return err
	}
	return tx.s.explain(tx.c.row(query, args, dest...))
}

func notFound(id string) error { return fmt.Errorf("object %q: %w", id, ErrNotFound) }
