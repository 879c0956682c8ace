package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/pkg/odata"
)

func open(t testing.TB) *Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "directory.db"))
}

func openAt(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func user(n int, pairs ...any) *Record {
	id := fmt.Sprintf("00000000-0000-4000-8000-%012d", n)
	o := odata.NewObject("id", id, "userPrincipalName", fmt.Sprintf("User%d@contoso.onmicrosoft.com", n),
		"displayName", fmt.Sprintf("User %d", n), "accountEnabled", true)
	for i := 0; i < len(pairs); i += 2 {
		o.Set(pairs[i].(string), pairs[i+1])
	}
	return &Record{ID: id, Type: "user", Props: o}
}

func write(t testing.TB, s *Store, fn func(*Tx) error) {
	t.Helper()
	if err := s.Write(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, s *Store, fn func(*Tx) error) {
	t.Helper()
	if err := s.Read(t.Context(), fn); err != nil {
		t.Fatal(err)
	}
}

func insert(t testing.TB, s *Store, records ...*Record) {
	t.Helper()
	write(t, s, func(tx *Tx) error {
		for _, r := range records {
			if err := tx.Insert(r); err != nil {
				return err
			}
		}
		return nil
	})
}

// ids lists what a query gives.
func ids(t testing.TB, s *Store, q ListQuery) (out []string) {
	t.Helper()
	read(t, s, func(tx *Tx) error {
		for r, err := range tx.List(q) {
			if err != nil {
				return err
			}
			out = append(out, r.ID)
		}
		var bare []string
		for id, err := range tx.IDs(q) {
			if err != nil {
				return err
			}
			bare = append(bare, id)
		}
		if !slices.Equal(out, bare) {
			t.Errorf("%+v: ids %v, of the objects %v", q, bare, out)
		}
		return nil
	})
	return out
}

func TestObjects(t *testing.T) {
	t.Parallel()
	s := open(t)
	a := user(1, "unknown", []int{1, 2})
	a.Secret = []byte(`{"hash":"x"}`)
	insert(t, s, a, user(2))
	if a.Seq == 0 || a.Version != 1 {
		t.Errorf("inserted with seq %d, version %d", a.Seq, a.Version)
	}
	read(t, s, func(tx *Tx) error {
		for _, id := range []string{a.ID} {
			r, err := tx.Get(id)
			if err != nil {
				return err
			}
			if got, want := string(r.Props.AppendJSON(nil)), string(a.Props.AppendJSON(nil)); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
			if string(r.Secret) != string(a.Secret) || r.Type != "user" || !r.Deleted.IsZero() {
				t.Errorf("got %+v", r)
			}
		}
		r, err := tx.Lookup("user", "userPrincipalName", "USER2@contoso.ONMICROSOFT.com")
		if err != nil || r.ID != user(2).ID {
			t.Errorf("lookup: %v, %v", r, err)
		}
		if _, err := tx.Get("nobody"); !errors.Is(err, ErrNotFound) {
			t.Errorf("get of nobody: %v", err)
		}
		if _, err := tx.Lookup("group", "displayName", "User 1"); !errors.Is(err, ErrNotFound) {
			t.Errorf("lookup of a group: %v", err)
		}
		return nil
	})
}

func TestUniqueGuard(t *testing.T) {
	t.Parallel()
	s := open(t)
	insert(t, s, user(1))
	err := s.Write(t.Context(), func(tx *Tx) error {
		return tx.Insert(user(2, "userPrincipalName", "USER1@CONTOSO.onmicrosoft.com"))
	})
	if !errors.Is(err, ErrExists) {
		t.Errorf("second user with a UPN: %v", err)
	}
	err = s.Write(t.Context(), func(tx *Tx) error { return tx.Insert(user(1, "userPrincipalName", "other@x")) })
	if !errors.Is(err, ErrExists) {
		t.Errorf("second object with an id: %v", err)
	}
	if got := ids(t, s, ListQuery{}); len(got) != 1 {
		t.Errorf("after refused writes: %v", got)
	}
}

func TestRollback(t *testing.T) {
	t.Parallel()
	s := open(t)
	stop := errors.New("stop")
	err := s.Write(t.Context(), func(tx *Tx) error {
		if err := tx.Insert(user(1)); err != nil {
			return err
		}
		return stop
	})
	if !errors.Is(err, stop) || len(ids(t, s, ListQuery{})) != 0 {
		t.Errorf("got %v, %v", err, ids(t, s, ListQuery{}))
	}
	ctx, cancel := context.WithCancel(t.Context())
	err = s.Write(ctx, func(tx *Tx) error {
		if err := tx.Insert(user(1)); err != nil {
			return err
		}
		cancel()
		return nil
	})
	if !errors.Is(err, context.Canceled) || len(ids(t, s, ListQuery{})) != 0 {
		t.Errorf("got %v, %v", err, ids(t, s, ListQuery{}))
	}
	insert(t, s, user(1))
}

func TestReopen(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a folder", "50% of #1?.db")
	s := openAt(t, path)
	insert(t, s, user(1))
	write(t, s, func(tx *Tx) error { return tx.SetMeta("seed", "1") })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAt(t, path)
	if got := ids(t, s, ListQuery{}); len(got) != 1 {
		t.Errorf("got %v", got)
	}
	read(t, s, func(tx *Tx) error {
		v, err := tx.Meta("seed")
		if v != "1" {
			t.Errorf("meta %q", v)
		}
		return err
	})
}

func TestChanges(t *testing.T) {
	t.Parallel()
	s := open(t)
	insert(t, s, user(1), user(2))
	a, b := user(1).ID, user(2).ID
	write(t, s, func(tx *Tx) error {
		tx.Link("members", a, b)
		tx.Unlink("members", a, b)
		return tx.Remove(b)
	})
	var got []Change
	read(t, s, func(tx *Tx) error {
		for c, err := range tx.Changes(ChangeQuery{Types: []string{"user"}, After: 1}) {
			if err != nil {
				return err
			}
			got = append(got, c)
		}
		n, err := tx.Sequence()
		if n != 5 {
			t.Errorf("sequence %d", n)
		}
		return err
	})
	want := []Change{
		{2, b, "user", Added, "", ""}, {3, a, "user", Linked, "members", b},
		{4, a, "user", Unlinked, "members", b}, {5, b, "user", Gone, "", ""},
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %v", got)
	}
}

func TestSoftDelete(t *testing.T) {
	t.Parallel()
	s := open(t)
	r := user(1)
	insert(t, s, r, user(2))
	when := time.Date(2026, 3, 4, 5, 6, 7, 8, time.UTC)
	write(t, s, func(tx *Tx) error {
		tx.Link("members", user(2).ID, r.ID)
		r.Deleted = when
		return tx.Update(r)
	})
	insert(t, s, user(3, "userPrincipalName", "user1@contoso.onmicrosoft.com")) // the name is free again
	read(t, s, func(tx *Tx) error {
		got, err := tx.Get(r.ID)
		if err != nil {
			return err
		}
		if !got.Deleted.Equal(when) || got.Version != 2 {
			t.Errorf("got %v, version %d", got.Deleted, got.Version)
		}
		if n, _ := tx.CountLinks("members", user(2).ID); n != 0 {
			t.Errorf("%d live members, want 0", n)
		}
		return nil
	})
	if got := ids(t, s, ListQuery{Deleted: true}); !slices.Equal(got, []string{r.ID}) {
		t.Errorf("deleted: %v", got)
	}
	write(t, s, func(tx *Tx) error {
		r.Deleted = time.Time{}
		r.Props.Set("userPrincipalName", "new@x")
		return tx.Update(r)
	})
	if got := ids(t, s, ListQuery{Via: &Via{Relation: "members", ID: user(2).ID}}); !slices.Equal(got, []string{r.ID}) {
		t.Errorf("after the restore: members %v", got)
	}
}
