package store

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

// A context that ends stops a list, however long, and leaves the store well.
func TestCancelledList(t *testing.T) {
	t.Parallel()
	s := open(t)
	write(t, s, func(tx *Tx) error {
		for n := range 2000 {
			if err := tx.Insert(user(n)); err != nil {
				return err
			}
		}
		return nil
	})
	for _, filter := range []string{"", "postalCode eq 'nowhere'"} {
		ctx, cancel := context.WithCancel(t.Context())
		q := ListQuery{}
		if filter != "" {
			q.Filter = parse(t, filter)
			time.AfterFunc(time.Millisecond, cancel)
		}
		n := 0
		err := s.Read(ctx, func(tx *Tx) error {
			for {
				for _, err := range tx.List(q) {
					if err != nil {
						return err
					}
					if n++; n == 10 {
						cancel()
					}
				}
			}
		})
		if !errors.Is(err, context.Canceled) || n > 1999 {
			t.Errorf("%q: %v after %d objects", filter, err, n)
		}
		if got := len(ids(t, s, ListQuery{Limit: 5})); got != 5 {
			t.Errorf("%q: afterwards %d objects", filter, got)
		}
	}
	insert(t, s, user(5000))
}

// Lists within lists, and writes within them, keep out of each other's way.
func TestNestedLists(t *testing.T) {
	t.Parallel()
	s := open(t)
	for n := range 5 {
		insert(t, s, user(n))
	}
	pairs := 0
	write(t, s, func(tx *Tx) error {
		for a, err := range tx.List(ListQuery{}) {
			if err != nil {
				return err
			}
			for b, err := range tx.List(ListQuery{}) {
				if err != nil {
					return err
				}
				if _, err := tx.Link("members", a.ID, b.ID); err != nil {
					return err
				}
				pairs++
			}
		}
		return nil
	})
	if pairs != 25 {
		t.Errorf("%d pairs, want 25", pairs)
	}
	read(t, s, func(tx *Tx) error {
		n, err := tx.CountLinks("members", user(3).ID)
		if n != 5 {
			t.Errorf("%d links, want 5", n)
		}
		return err
	})
}

// Readers see their snapshot while others write, and many at once do.
func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	s := open(t)
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			for i := range 10 {
				err := s.Write(t.Context(), func(tx *Tx) error {
					if err := tx.Insert(user(n*1000 + 2*i)); err != nil {
						return err
					}
					return tx.Insert(user(n*1000 + 2*i + 1))
				})
				if err != nil {
					t.Error(err)
				}
				err = s.Read(t.Context(), func(tx *Tx) error {
					a, err := tx.Count(ListQuery{})
					if err != nil {
						return err
					}
					b, err := tx.Count(ListQuery{})
					if a != b || a%2 != 0 {
						t.Errorf("a snapshot had %d objects, then %d", a, b)
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	if got := len(ids(t, s, ListQuery{})); got != 160 {
		t.Errorf("%d objects, want 160", got)
	}
}

// What fails within a part of a transaction is undone alone.
func TestNested(t *testing.T) {
	t.Parallel()
	s := open(t)
	write(t, s, func(tx *Tx) error {
		if err := tx.Insert(user(1)); err != nil {
			return err
		}
		bad := errors.New("bad")
		err := tx.Nested(func() error {
			if err := tx.Insert(user(2)); err != nil {
				return err
			}
			return bad
		})
		if !errors.Is(err, bad) {
			t.Errorf("got %v", err)
		}
		return tx.Nested(func() error { return tx.Insert(user(3)) })
	})
	if got := found(t, s, ListQuery{}); got != user(1).ID+" "+user(3).ID {
		t.Errorf("got %v", got)
	}
}

// A transaction that met a full disk is lost as a whole, whatever it does
// next.
func TestNestedOnFullDisk(t *testing.T) {
	t.Parallel()
	s := open(t)
	insert(t, s, user(1))
	err := s.Write(t.Context(), func(tx *Tx) error {
		var n int
		if err := tx.row("PRAGMA max_page_count=1", nil, &n); err != nil {
			return err
		}
		err := tx.Nested(func() error {
			for n := range 1000 {
				if err := tx.Insert(person(n + 10)); err != nil {
					return err
				}
			}
			return nil
		})
		if !errors.Is(err, ErrFull) {
			t.Errorf("got %v", err)
		}
		tx.row("PRAGMA max_page_count=1000000", nil, &n)
		if err := tx.Nested(func() error { return tx.SetMeta("after", "it") }); !errors.Is(err, ErrFull) {
			t.Errorf("a write after it: %v", err)
		}
		return nil
	})
	if !errors.Is(err, ErrFull) {
		t.Errorf("the transaction: %v", err)
	}
	read(t, s, func(tx *Tx) error {
		if v, err := tx.Meta("after"); v != "" || err != nil {
			t.Errorf("kept %q, %v", v, err)
		}
		return nil
	})
}
