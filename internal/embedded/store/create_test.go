package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// image is a prepared file that holds one user.
func image(t testing.TB) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "image.db")
	s := openAt(t, path)
	insert(t, s, user(1))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestCreateFromImage(t *testing.T) {
	t.Parallel()
	data := image(t)
	path := filepath.Join(t.TempDir(), "directory.db")
	calls := 0
	for range 2 {
		s, err := Open(t.Context(), path, Options{Image: func() ([]byte, error) { calls++; return data, nil }})
		if err != nil {
			t.Fatal(err)
		}
		if got := ids(t, s, ListQuery{}); len(got) != 1 {
			t.Errorf("the new file holds %v", got)
		}
		s.Close()
	}
	if calls != 1 {
		t.Errorf("the image was asked for %d times", calls)
	}
	assertAlone(t, path)
}

// Whoever comes first makes the file; all use the same one.
func TestCreateAtOnce(t *testing.T) {
	t.Parallel()
	data := image(t)
	path := filepath.Join(t.TempDir(), "new", "directory.db")
	var wg sync.WaitGroup
	for n := range 8 {
		wg.Go(func() {
			s, err := Open(t.Context(), path, Options{Image: func() ([]byte, error) { return data, nil }})
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			if err := s.Write(t.Context(), func(tx *Tx) error { return tx.Insert(user(10 + n)) }); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if got := ids(t, openAt(t, path), ListQuery{}); len(got) != 9 {
		t.Errorf("the file holds %d objects, want 9", len(got))
	}
}

func TestImageFails(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	bad := errors.New("bad image")
	_, err := Open(t.Context(), path, Options{Image: func() ([]byte, error) { return nil, bad }})
	if !errors.Is(err, bad) {
		t.Errorf("got %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(path), "*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// assertAlone fails if anything but the file itself is in its folder.
func assertAlone(t *testing.T, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if name := e.Name(); name != filepath.Base(path) && !strings.HasPrefix(name, ".nfs") {
			t.Errorf("left behind: %s", name)
		}
	}
}
