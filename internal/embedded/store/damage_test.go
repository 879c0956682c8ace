package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A file that is damaged or none of ours is refused by name and left alone.
func TestDamagedFile(t *testing.T) {
	t.Parallel()
	good := image(t)
	tests := []struct {
		name string
		data []byte
	}{
		{"empty", nil},
		{"short", good[:50]},
		{"text", bytes.Repeat([]byte("displayName,mail\n"), 100)},
		{"header overwritten", append(bytes.Repeat([]byte{0}, 100), good[100:]...)},
		{"cut", good[:5000]},
		{"noise", append(bytes.Clone(good[:100]), bytes.Repeat([]byte{0xa5}, len(good)-100)...)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "directory.db")
			if err := os.WriteFile(path, test.data, 0o600); err != nil {
				t.Fatal(err)
			}
			err := use(t.Context(), path)
			if !errors.Is(err, ErrCorrupt) || !strings.Contains(err.Error(), path) {
				t.Errorf("got %v", err)
			}
			if left, err := os.ReadFile(path); err != nil || !bytes.Equal(left, test.data) {
				t.Errorf("the file was changed (%v)", err)
			}
		})
	}
}

// A log whose file is gone is not taken for that of a new file.
func TestLogWithoutFile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	if err := os.WriteFile(path+"-wal", []byte("pages"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := use(t.Context(), path); !errors.Is(err, ErrCorrupt) || !strings.Contains(err.Error(), "-wal") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("a new file was made beside the old log")
	}
}

// Damage further inside is told when it is met.
func TestDamageMetLater(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	s := openAt(t, path)
	write(t, s, func(tx *Tx) error {
		for n := range 500 {
			if err := tx.Insert(person(n)); err != nil {
				return err
			}
		}
		return nil
	})
	s.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(data) / 2; i < len(data); i++ {
		data[i] = 0xa5
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := use(t.Context(), path); !errors.Is(err, ErrCorrupt) {
		t.Errorf("got %v", err)
	}
}

// use opens a file and reads all that it holds.
func use(ctx context.Context, path string) error {
	s, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	return s.Read(ctx, func(tx *Tx) error {
		for _, err := range tx.List(ListQuery{}) {
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func TestForeignAndNewerFile(t *testing.T) {
	t.Parallel()
	tests := []struct {
		version string
		want    error
	}{
		{"0", ErrCorrupt}, {"99", ErrNewer},
	}
	for _, test := range tests {
		path := filepath.Join(t.TempDir(), "directory.db")
		s := openAt(t, path)
		write(t, s, func(tx *Tx) error {
			_, err := tx.exec("PRAGMA user_version=" + test.version)
			return err
		})
		s.Close()
		if err := use(t.Context(), path); !errors.Is(err, test.want) || !strings.Contains(err.Error(), path) {
			t.Errorf("version %s: %v", test.version, err)
		}
	}
}

// A newer program migrates the file while an older one has it open: the older
// one stops, the newer one finds all there was.
func TestMigrate(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	old := openAt(t, path)
	insert(t, old, user(1))
	steps := append(migrations(), "CREATE TABLE extra(x);", "INSERT INTO extra VALUES (7);")
	for range 2 {
		s, err := openSchema(t.Context(), path, Options{}, steps)
		if err != nil {
			t.Fatal(err)
		}
		read(t, s, func(tx *Tx) error {
			var n, sum int
			err := tx.row("SELECT count(*), sum(x) FROM extra", nil, &n, &sum)
			if n != 1 || sum != 7 {
				t.Errorf("the steps ran %d times", n)
			}
			return err
		})
		if got := ids(t, s, ListQuery{}); len(got) != 1 {
			t.Errorf("after the migration: %v", got)
		}
		s.Close()
	}
	err := old.Write(t.Context(), func(tx *Tx) error { return tx.Insert(user(2)) })
	if !errors.Is(err, ErrNewer) {
		t.Errorf("the older program: %v", err)
	}
}

// A full disk is told as such; what was there stays readable, and writing
// goes on once there is room.
func TestFull(t *testing.T) {
	t.Parallel()
	s := open(t)
	insert(t, s, user(1))
	limit := func(pages string) {
		read(t, s, func(tx *Tx) error {
			var n int
			return tx.row("PRAGMA max_page_count="+pages, nil, &n)
		})
	}
	limit("1")
	fill := func(tx *Tx) error {
		for n := range 1000 {
			if err := tx.Insert(person(n + 10)); err != nil {
				return err
			}
		}
		return nil
	}
	if err := s.Write(t.Context(), fill); !errors.Is(err, ErrFull) {
		t.Errorf("got %v", err)
	}
	if got := ids(t, s, ListQuery{}); len(got) != 1 {
		t.Errorf("after the failure: %d objects", len(got))
	}
	limit("1000000")
	write(t, s, fill)
}
