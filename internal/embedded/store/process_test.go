package store

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The test binary runs itself as another process: what it is to do comes in
// this variable, its arguments follow the flags.
const childVariable = "STORE_TEST_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childVariable); job != "" {
		if err := runChild(job, os.Args[1], os.Args[2:]); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func child(t *testing.T, job, path string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self, append([]string{path}, args...)...)
	cmd.Env = append(os.Environ(), childVariable+"="+job)
	return cmd
}

func runChild(job, path string, args []string) error {
	ctx := context.Background()
	s, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	defer s.Close()
	switch job {
	case "write":
		from, _ := strconv.Atoi(args[0])
		return writeUsers(ctx, s, from, from+100)
	case "write until killed":
		from, _ := strconv.Atoi(args[0])
		for ; ; from += 5 {
			if err := writeUsers(ctx, s, from, from+5); err != nil {
				return err
			}
			fmt.Println(from + 5)
		}
	case "read only":
		return readOnlyChild(ctx, s)
	}
	return errors.New("no such job: " + job)
}

// writeUsers inserts users in transactions of five.
func writeUsers(ctx context.Context, s *Store, from, to int) error {
	for n := from; n < to; n += 5 {
		err := s.Write(ctx, func(tx *Tx) error {
			for i := range 5 {
				if err := tx.Insert(person(n + i)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// Several processes make the file and write to it at once; nothing is lost.
func TestProcessesAtOnce(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	done := make(chan error)
	for n := range 4 {
		cmd := child(t, "write", path, strconv.Itoa(n*1000))
		go func() {
			out, err := cmd.CombinedOutput()
			if err != nil {
				err = fmt.Errorf("%w: %s", err, out)
			}
			done <- err
		}()
	}
	for range 4 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	s := openAt(t, path)
	if got := len(ids(t, s, ListQuery{})); got != 400 {
		t.Errorf("%d users, want 400", got)
	}
	assertSound(t, s)
}

// What was committed survives kill -9, and nothing of what was not.
func TestKilled(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	told := 0
	for range 6 {
		told = killed(t, path, told)
		s := openAt(t, path)
		n := len(ids(t, s, ListQuery{}))
		if n < told || n > told+5 || n%5 != 0 {
			t.Fatalf("%d users after %d were committed", n, told)
		}
		assertSound(t, s)
		s.Close()
		told = n
	}
}

// killed lets a process write for a while and gives what it had committed.
func killed(t *testing.T, path string, from int) int {
	t.Helper()
	cmd := child(t, "write until killed", path, strconv.Itoa(from))
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		from, _ = strconv.Atoi(lines.Text())
		if n == 1 {
			time.AfterFunc(time.Duration(rand.IntN(20))*time.Millisecond, func() { cmd.Process.Kill() })
		}
	}
	if err := cmd.Wait(); err == nil {
		t.Fatal("the process ended by itself")
	}
	return from
}

func assertSound(t *testing.T, s *Store) {
	t.Helper()
	read(t, s, func(tx *Tx) error {
		var verdict string
		err := tx.row("PRAGMA integrity_check", nil, &verdict)
		if verdict != "ok" {
			t.Errorf("integrity: %s", verdict)
		}
		return err
	})
}

// A writer waits for another as long as its context allows, not longer.
func TestBusy(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "directory.db")
	a, b := openAt(t, path), openAt(t, path) // as two processes: each its own lock
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	released := make(chan struct{})
	write(t, a, func(tx *Tx) error {
		begun := time.Now()
		err := b.Write(ctx, func(tx *Tx) error { return tx.Insert(user(1)) })
		var busy *BusyError
		if !errors.As(err, &busy) || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		if !strings.Contains(err.Error(), "another process is writing") || time.Since(begun) > 5*time.Second {
			t.Errorf("after %v: %v", time.Since(begun), err)
		}
		if got := ids(t, b, ListQuery{}); got != nil {
			t.Errorf("a reader beside the writer got %v", got)
		}
		go func() {
			defer close(released)
			if err := b.Write(t.Context(), func(tx *Tx) error { return tx.Insert(user(2)) }); err != nil {
				t.Error(err)
			}
		}()
		return tx.Insert(user(3))
	})
	<-released
	if got := len(ids(t, a, ListQuery{})); got != 2 {
		t.Errorf("%d users, want 2", got)
	}
}
