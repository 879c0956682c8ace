package core

import (
	"context"
	"runtime"
	"sync"
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
	// slots keeps the properties of the types that are written, by *edm.Type.
	slots sync.Map
	// products keeps what does not change of the products, by skuId.
	products sync.Map
	// opening bounds how many keys with a password are opened at once.
	opening chan struct{}
	signIns *Attempts
}

// New makes a directory over a store that is opened when it is first needed.
// The clock gives created and deleted times.
func New(open Opener, now func() time.Time) *Directory {
	return &Directory{open: open, now: now, opening: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2)),
		signIns: NewAttempts(now, 10, time.Minute)}
}

// SignIns counts the wrong passwords of users, by userPrincipalName without
// case (odata.Fold), wherever they are given. Ten in a row lock a user out
// for a minute (Microsoft's smart lockout by default).
func (d *Directory) SignIns() *Attempts { return d.signIns }

// Now is the directory's time, in UTC and whole seconds as Graph gives it.
func (d *Directory) Now() time.Time { return d.now().UTC().Truncate(time.Second) }

// togetherKey is where the context of [Directory.Together] keeps the
// transaction.
type togetherKey struct{}

// shared is a transaction of several changes, with what they need not read
// again.
type shared struct {
	tx      *store.Tx
	domains map[string]bool // verified ones; no request changes that
}

// Together runs f, whose reads and changes with the context that it is given
// are one write transaction: either all of them stay or, if the error is not
// nil, none. A change that is refused takes back only itself. One transaction
// for many changes is several times as fast as one for each.
func (d *Directory) Together(ctx context.Context, f func(context.Context)) error {
	return d.Atomically(ctx, func(ctx context.Context) error {
		f(ctx)
		return nil
	})
}

// Atomically is [Directory.Together] for changes of which none stays if f's
// error is not nil.
func (d *Directory) Atomically(ctx context.Context, f func(context.Context) error) error {
	s, err := d.open(ctx)
	if err != nil {
		return err
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		if err := f(context.WithValue(ctx, togetherKey{}, &shared{tx, map[string]bool{}})); err != nil {
			return err
		}
		return d.marked(ctx, tx)
	})
}

func together(ctx context.Context) (*shared, bool) {
	s, ok := ctx.Value(togetherKey{}).(*shared)
	return s, ok
}

// Read runs f on one snapshot of the directory.
func (d *Directory) Read(ctx context.Context, f func(*store.Tx) error) error {
	if shared, ok := together(ctx); ok {
		return f(shared.tx)
	}
	s, err := d.open(ctx)
	if err != nil {
		return err
	}
	return s.Read(ctx, f)
}

// write runs f in one write transaction; nothing of it stays if it fails.
func (d *Directory) write(ctx context.Context, f func(*store.Tx) error) error {
	if shared, ok := together(ctx); ok {
		return shared.tx.Nested(func() error { return f(shared.tx) })
	}
	s, err := d.open(ctx)
	if err != nil {
		return err
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		if err := f(tx); err != nil {
			return err
		}
		return d.marked(ctx, tx)
	})
}

// insertOnly is write for an f that inserts one object, as its last act, and
// writes nothing else: what fails has then changed nothing, and needs no part
// of the transaction to be undone.
func (d *Directory) insertOnly(ctx context.Context, f func(*store.Tx) error) error {
	if shared, ok := together(ctx); ok {
		return f(shared.tx)
	}
	return d.write(ctx, f)
}

func stamp(t time.Time) string { return t.Format(time.RFC3339) }
