//go:build unix

package cli_test

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestStoppedImport stops an import with a signal: it ends with the signal's
// exit code, says how to go on, and a resume does the rest.
func TestStoppedImport(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name   string
		signal syscall.Signal
		code   int
	}{
		{"interrupted", syscall.SIGINT, 130},
		{"terminated", syscall.SIGTERM, 143},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			file, people := examples(t)
			s, errOut := stopped(t, file, tt.signal, tt.code)
			id := strings.TrimSpace(s.run("task", "list", "--state", "interrupted", "-o", "id"))
			if id == "" || !strings.Contains(errOut, "task resume "+id) {
				t.Fatalf("task %q; its error does not say how to go on:\n%s", id, errOut)
			}
			var task struct{ Counts struct{ Created, Failed int } }
			if err := json.Unmarshal([]byte(s.run("task", "resume", id, "-o", "json")), &task); err != nil {
				t.Fatal(err)
			}
			if task.Counts.Created != len(people) || task.Counts.Failed != 0 {
				t.Errorf("after the resume: %+v", task.Counts)
			}
			if diff := cmp.Diff(people, s.people()); diff != "" {
				t.Errorf("people (-file +directory)\n%s", diff)
			}
		})
	}
}

// stopped runs imports until one is stopped by the signal before it is done.
func stopped(t *testing.T, file string, signal syscall.Signal, code int) (*session, string) {
	t.Helper()
	for range 20 {
		s := newSession(t)
		cmd := s.command("import", "user", file)
		var errOut strings.Builder
		cmd.Stderr = &errOut
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		s.waitForTask()
		cmd.Process.Signal(signal)
		err := cmd.Wait()
		var exit *exec.ExitError
		if errors.As(err, &exit) && exit.ExitCode() == code {
			return s, errOut.String()
		}
		if err != nil {
			t.Fatalf("%v\n%s", err, errOut.String())
		}
	}
	t.Fatal("no import was stopped in time")
	return nil, ""
}

// waitForTask waits until the import has begun its task.
func (s *session) waitForTask() {
	s.t.Helper()
	for range 2000 {
		if files, _ := filepath.Glob(filepath.Join(s.home, "tasks", "*")); len(files) > 0 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
	s.t.Fatal("the import began no task within 10 s")
}

// smallDisk mounts a file system of its own as the session's home, which
// takes the rights to do so.
func smallDisk(t *testing.T, options string) *session {
	t.Helper()
	s := newSession(t)
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", s.home).CombinedOutput(); err != nil {
		t.Skipf("skipped: a small disk cannot be mounted here (it takes root): %v: %s", err, out)
	}
	t.Cleanup(func() { exec.Command("umount", s.home).Run() })
	return s
}

// fails runs a command that must end with a code and gives its error text.
func (s *session) fails(code int, args ...string) string {
	s.t.Helper()
	cmd := s.command(args...)
	var errOut strings.Builder
	cmd.Stderr = &errOut
	err := cmd.Run()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != code {
		s.t.Fatalf("tenantctl %s: %v, want exit %d\n%s", strings.Join(args, " "), err, code, errOut.String())
	}
	return errOut.String()
}

// TestReadOnlyState works on a state folder that cannot be written: reads
// work, writes say how to go on.
func TestReadOnlyState(t *testing.T) {
	t.Parallel()
	s := smallDisk(t, "size=8m")
	s.run("user", "list")
	if out, err := exec.Command("mount", "-o", "remount,ro", s.home).CombinedOutput(); err != nil {
		t.Skipf("skipped: the disk cannot be made read-only: %v: %s", err, out)
	}
	if got := s.run("user", "list", "-o", "id"); strings.Count(got, "\n") != 1 {
		t.Errorf("a read printed %q", got)
	}
	text := s.fails(1, "user", "update", "admin@contoso.onmicrosoft.com", "--city", "Berlin")
	if !strings.Contains(text, "--no-journal") {
		t.Errorf("a write does not say how to go on: %s", text)
	}
	text = s.fails(1, "user", "update", "admin@contoso.onmicrosoft.com", "--city", "Berlin", "--no-journal")
	if !strings.Contains(text, "TENANTCTL_HOME") {
		t.Errorf("a write to the directory does not say how to go on: %s", text)
	}
}

// TestFullDisk imports onto a disk that has no room for all: nothing is
// lost, and with room again the resume does the rest.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	file, people := examples(t)
	s := smallDisk(t, "size=64m")
	s.run("user", "list")
	filler := filepath.Join(s.home, "filler")
	if err := os.WriteFile(filler, make([]byte, 61<<20+600<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := s.command("import", "user", file)
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatalf("the import ended well on a full disk:\n%s", out)
	}
	if !strings.Contains(string(out), "space") {
		t.Errorf("the error does not speak of space:\n%s", out)
	}
	if err := os.Remove(filler); err != nil {
		t.Fatal(err)
	}
	for id := range strings.FieldsSeq(s.run("task", "list", "-o", "id")) {
		s.run("task", "resume", id)
	}
	if diff := cmp.Diff(people, s.people()); diff != "" {
		t.Errorf("people (-file +directory)\n%s", diff)
	}
}

// TestDamage refuses files that are damaged, says how to recover, and
// leaves them as they are.
func TestDamage(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	s.run("group", "create", "Crew")
	tasks, err := filepath.Glob(filepath.Join(s.home, "tasks", "*"))
	if err != nil || len(tasks) != 1 {
		t.Fatalf("%v, %v", tasks, err)
	}
	for _, tt := range []struct {
		file string
		args []string
	}{
		{tasks[0], []string{"task", "show", strings.TrimSpace(s.run("task", "list", "-o", "id")), "--operations"}},
		{filepath.Join(s.home, "directory.db"), []string{"group", "list"}},
	} {
		damage := damage(t, tt.file)
		text := s.fails(1, tt.args...)
		if !strings.Contains(text, filepath.Base(tt.file)) {
			t.Errorf("the error does not name the file %s:\n%s", tt.file, text)
		}
		if now, err := os.ReadFile(tt.file); err != nil || string(now) != string(damage) {
			t.Errorf("%s was changed: %v", tt.file, err)
		}
	}
}

func damage(t *testing.T, file string) []byte {
	t.Helper()
	for _, side := range []string{"-wal", "-shm"} {
		os.Remove(file + side)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	copy(data[8:], "this is no longer what it was")
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return data
}
