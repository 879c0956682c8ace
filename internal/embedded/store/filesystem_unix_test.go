//go:build unix

package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// readOnlyChild is what another process does with a file that it must not
// change.
func readOnlyChild(ctx context.Context, s *Store) error {
	n := 0
	err := s.Read(ctx, func(tx *Tx) error {
		for _, err := range tx.List(ListQuery{}) {
			if err != nil {
				return err
			}
			n++
		}
		return nil
	})
	if err != nil || n != 1 {
		return fmt.Errorf("read %d objects: %w", n, err)
	}
	err = s.Write(ctx, func(tx *Tx) error { return tx.Insert(user(2)) })
	if !errors.Is(err, ErrReadOnly) {
		return fmt.Errorf("write: %w", err)
	}
	return nil
}

// A folder or file that cannot be written is read all the same. Root, for whom
// nothing is read-only, has another user try.
func TestReadOnlyFolder(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name         string
		file, folder os.FileMode
		open         bool // by a writer at the same time
	}{
		{"folder", 0o644, 0o555, false},
		{"file and folder", 0o444, 0o555, false},
		{"file", 0o444, 0o777, false},
		{"while it is open elsewhere", 0o644, 0o555, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := passable(t)
			path := filepath.Join(dir, "directory.db")
			s := openAt(t, path)
			insert(t, s, user(1))
			if !test.open {
				s.Close()
			}
			chmodAll(t, dir, test.file, test.folder)
			cmd := unprivileged(t, child(t, "read only", path))
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v: %s", err, out)
			}
		})
	}
}

// unprivileged makes a command run as another user than root.
func unprivileged(t *testing.T, cmd *exec.Cmd) *exec.Cmd {
	t.Helper()
	if os.Geteuid() == 0 {
		cmd.Path = runnable(t, cmd.Path)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
		cmd.Dir = "/"
	}
	return cmd
}

// passable is a temporary folder that every user may enter.
func passable(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for d := dir; d != os.TempDir() && d != "/"; d = filepath.Dir(d) {
		if err := os.Chmod(d, 0o755); err != nil {
			t.Skipf("no folder that another user may enter: %v", err)
		}
	}
	return dir
}

// runnable is the test binary where every user may run it: a link to it, or
// a copy. (A copy may be "busy" for a moment: a process that another test
// starts meanwhile still has it open for writing.)
func runnable(t *testing.T, binary string) string {
	t.Helper()
	to := filepath.Join(passable(t), "store.test")
	if os.Link(binary, to) == nil {
		return to
	}
	data, err := os.ReadFile(binary)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o755); err != nil {
		t.Fatal(err)
	}
	return to
}

func chmodAll(t *testing.T, dir string, file, folder os.FileMode) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if err := os.Chmod(name, file); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, folder); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
}

func TestUnreadableFile(t *testing.T) {
	t.Parallel()
	dir := passable(t)
	path := filepath.Join(dir, "directory.db")
	openAt(t, path).Close()
	chmodAll(t, dir, 0o000, 0o755)
	out, err := unprivileged(t, child(t, "read only", path)).CombinedOutput()
	if err == nil || !strings.Contains(string(out), path) || !strings.Contains(string(out), ErrUnreadable.Error()) {
		t.Errorf("%v: %s", err, out)
	}
}

func TestNoFileInReadOnlyFolder(t *testing.T) {
	t.Parallel()
	dir := passable(t)
	chmodAll(t, dir, 0o444, 0o555)
	path := filepath.Join(dir, "directory.db")
	out, err := unprivileged(t, child(t, "read only", path)).CombinedOutput()
	if err == nil || !strings.Contains(string(out), path) || !strings.Contains(string(out), ErrReadOnly.Error()) {
		t.Errorf("%v: %s", err, out)
	}
}
