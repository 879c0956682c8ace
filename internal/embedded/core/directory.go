package core

import (
	"context"
	"time"

	"github.com/tenantctl/tenantctl/internal/embedded/store"
)

// Opener gives the store, opening it at the first call.
type Opener func(context.Context) (*store.Store, error)

// Directory is one tenant's directory. It is safe for concurrent use, also by
// several processes on the same file.
type Directory struct {
	open Opener
	now  func() time.Time
}

// New makes a directory over a store that is opened when it is first needed.
// The clock gives created and deleted times.
func New(open Opener, now func() time.Time) *Directory {
	return &Directory{open: open, now: now}
}

// Now is the directory's time, in UTC and whole seconds as Graph gives it.
func (d *Directory) Now() time.Time { return d.now().UTC().Truncate(time.Second) }

// Read runs f on one snapshot of the directory.
func (d *Directory) Read(ctx context.Context, f func(*store.Tx) error) error {
	s, err := d.open(ctx)
	if err != nil {
		return err
	}
	return s.Read(ctx, f)
}

// write runs f in one write transaction; nothing of it stays if it fails.
func (d *Directory) write(ctx context.Context, f func(*store.Tx) error) error {
	s, err := d.open(ctx)
	if err != nil {
		return err
	}
	return s.Write(ctx, f)
}

func stamp(t time.Time) string { return t.Format(time.RFC3339) }
