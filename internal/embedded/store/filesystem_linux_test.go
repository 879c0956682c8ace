package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// A disk that is really full: a tiny file system.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		t.Skipf("a tiny file system cannot be mounted here: %v", err)
	}
	t.Cleanup(func() { syscall.Unmount(dir, syscall.MNT_DETACH) })
	path := filepath.Join(dir, "directory.db")
	s := openAt(t, path)
	insert(t, s, user(1))
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	n := 10
	var err error
	for ; err == nil && ctx.Err() == nil; n += 5 {
		err = writeUsers(ctx, s, n, n+5)
	}
	if !errors.Is(err, ErrFull) {
		t.Fatalf("got %v", err)
	}
	written := n - 10 - 5 + 1
	if got := len(ids(t, s, ListQuery{})); got != written {
		t.Errorf("%d objects, want %d", got, written)
	}
	s.Close()
	if got := len(ids(t, openAt(t, path), ListQuery{})); got != written {
		t.Errorf("opened again: %d objects, want %d", got, written)
	}
	if _, err := Open(ctx, filepath.Join(dir, "other.db"), Options{}); !errors.Is(err, ErrFull) {
		t.Errorf("a second file: %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 3 {
		t.Errorf("left behind: %v", left)
	}
}
