package cli_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/tenantctl/tenantctl/internal/testkit"
)

// editor is an edit of the application Payroll on a terminal of its own, whose
// keys interrupt what has the terminal.
type editor struct {
	*session
	term *testkit.Terminal
	cmd  *exec.Cmd
	temp string
	was  unix.Termios // how the terminal was set
}

func startEdit(t *testing.T, program string) *editor {
	t.Helper()
	e := &editor{session: newSession(t), term: testkit.NewTerminal(t), temp: t.TempDir()}
	e.was = e.mode()
	e.run("app", "create", "Payroll", "--notes", "before")
	e.cmd = e.command("app", "edit", "Payroll")
	e.cmd.Env = append(e.cmd.Env, "TERM=xterm", "NO_COLOR=", "VISUAL="+program, "TMPDIR="+e.temp, "HOME="+e.temp)
	e.cmd.Stdin, e.cmd.Stdout, e.cmd.Stderr = e.term.Screen, e.term.Screen, e.term.Screen
	e.cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	if err := e.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return e
}

// end waits for the edit's end: its exit code, the screen, and the text that is
// kept, "" if none is.
func (e *editor) end() (code int, screen, kept string) {
	e.t.Helper()
	err := e.cmd.Wait()
	e.term.Settle()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		code = exit.ExitCode()
	case err != nil:
		e.t.Fatal(err)
	}
	for _, file := range e.texts() {
		data, err := os.ReadFile(file)
		if err != nil {
			e.t.Fatal(err)
		}
		if !strings.Contains(e.term.Text(), file) {
			e.t.Errorf("%s is not told", file)
		}
		kept += string(data)
	}
	return code, e.term.Text(), kept
}

func (e *editor) texts() []string {
	e.t.Helper()
	files, err := filepath.Glob(filepath.Join(e.temp, "tenantctl-edit-*", "*"))
	if err != nil {
		e.t.Fatal(err)
	}
	return files
}

// mode is how the terminal is set.
func (e *editor) mode() unix.Termios {
	e.t.Helper()
	mode, err := unix.IoctlGetTermios(int(e.term.Screen.Fd()), unix.TCGETS)
	if err != nil {
		e.t.Fatal(err)
	}
	return *mode
}

// writes is a program that writes a text in the place of what it is given, sets
// the terminal as editors do, says so, and goes on for a while.
const writes = `f() { echo "notes: mine" > "$1"; stty -echo -icanon; echo written; exec sleep 60; }; f`

// TestInterruptedEdits interrupts an editor by a key, and ends the program
// while one runs: the text is kept, and the terminal is as it was.
func TestInterruptedEdits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		stop func(*editor)
		code int
	}{
		{"Ctrl-C", func(e *editor) { e.term.TypeAfter("written", "\x03") }, 130},
		{"SIGTERM", func(e *editor) {
			e.term.TypeAfter("written", " ")
			e.cmd.Process.Signal(syscall.SIGTERM)
		}, 143},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			e := startEdit(t, writes)
			begun := time.Now()
			tt.stop(e)
			code, screen, kept := e.end()
			if code != tt.code || !strings.HasPrefix(kept, "notes: mine\n") {
				t.Errorf("exit code %d, kept %q\n%s", code, kept, screen)
			}
			if took := time.Since(begun); took > 40*time.Second {
				t.Errorf("it took %v: the editor was waited for", took)
			}
			if e.mode() != e.was {
				t.Error("the terminal is left as the editor had it")
			}
			if got := e.run("app", "get", "Payroll", "--select", "notes", "-o", "tsv"); got != "before\n" {
				t.Errorf("the notes are %q", got)
			}
		})
	}
}

// TestEditInVi edits in vi. Ctrl-C is a key of vi's, and what is changed is
// shown in colours.
func TestEditInVi(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("vi"); err != nil {
		t.Skip("there is no vi")
	}
	e := startEdit(t, "vi -u NONE")
	e.term.TypeAfter("displayName: Payroll", "\x03", "i", "\x03", ":%s/notes: before/notes: after/\r", "\x03", ":wq\r")
	code, screen, kept := e.end()
	if code != 0 || kept != "" || !strings.Contains(screen, "\x1b[31m- notes: before\x1b[m\r\n\x1b[32m+ notes: after\x1b[m\r\n") {
		t.Errorf("exit code %d, kept %q\n%q", code, kept, screen)
	}
	if got := e.run("app", "get", "Payroll", "--select", "notes", "-o", "tsv"); got != "after\n" {
		t.Errorf("the notes are %q", got)
	}
}
