package cmdkit

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"syscall"
	"time"

	"github.com/tenantctl/tenantctl/internal/app"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// editorGrace is how long an editor has to end when this program is ended.
const editorGrace = 5 * time.Second

// openEditor runs the user's editor on a file, until it ends.
func openEditor(ctx context.Context, a *app.App, path string) error {
	editor := editorOf(a)
	cmd := editorCommand(ctx, editor, path)
	if in, screen := a.IO.Files(); in != nil {
		cmd.Stdin, cmd.Stdout, cmd.Stderr = in, screen, screen
	}
	if a.IO.OutTTY {
		cmd.Stdout = os.Stdout
	}
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = editorGrace
	defer a.IO.KeepMode()()
	err := a.Foreground(cmd)
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return editorError(editor, err)
}

// editorOf is the editor that the user has chosen, as a shell takes it.
func editorOf(a *app.App) string {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if editor := strings.TrimSpace(a.Env(name)); editor != "" {
			return editor
		}
	}
	if runtime.GOOS == "windows" {
		return "notepad"
	}
	return "vi"
}

// editorCommand runs an editor: a program by its name or path, which may have
// spaces, else what a shell makes of it.
func editorCommand(ctx context.Context, editor, path string) *exec.Cmd {
	if program, err := exec.LookPath(editor); err == nil {
		return exec.CommandContext(ctx, program, path)
	}
	if runtime.GOOS == "windows" {
		words := append(strings.Fields(editor), path)
		return exec.CommandContext(ctx, words[0], words[1:]...)
	}
	return exec.CommandContext(ctx, "sh", "-c", editor+` "$@"`, "sh", path)
}

// The codes with which a shell ends where a command cannot be run, is not
// found, or is interrupted (POSIX, 2.8.2).
const (
	shellCannotRun   = 126
	shellNotFound    = 127
	shellInterrupted = 130
)

func editorError(editor string, err error) error {
	var exit *exec.ExitError
	code := shellNotFound
	if errors.As(err, &exit) {
		code = exit.ExitCode()
	}
	switch {
	case code == shellNotFound || code == shellCannotRun:
		return Usagef("the editor %s cannot be run", editor).WithHint("$VISUAL or $EDITOR names the editor; without one, export writes a file that apply takes back")
	case code == shellInterrupted || exit.String() == "signal: interrupt":
		return apierr.New(apierr.Interrupted, "", "the editor was interrupted; nothing is changed")
	}
	return apierr.New(apierr.Other, "", "the editor "+editor+" has failed ("+err.Error()+"); nothing is changed")
}
