package prompt

import (
	"context"
	"errors"
	"io"
	"os"
	"sync/atomic"

	"charm.land/huh/v2"
)

// forms asks with huh, on a terminal that can move its cursor.
type forms struct{ in, out *os.File }

func (f *forms) Confirm(ctx context.Context, message string) (bool, error) {
	yes := false
	field := huh.NewConfirm().Title(message).Affirmative("Yes").Negative("No").Value(&yes)
	err := f.run(ctx, field)
	return yes && err == nil, err
}

func (f *forms) Input(ctx context.Context, label string, check func(string) error) (string, error) {
	return f.input(ctx, huh.NewInput().Title(label), check)
}

func (f *forms) Secret(ctx context.Context, label string, check func(string) error) (string, error) {
	return f.input(ctx, huh.NewInput().Title(label).EchoMode(huh.EchoModePassword), check)
}

func (f *forms) input(ctx context.Context, field *huh.Input, check func(string) error) (string, error) {
	if check == nil {
		check = anything
	}
	answer := ""
	if err := f.run(ctx, field.Value(&answer).Validate(check)); err != nil {
		return "", err
	}
	return answer, nil
}

func (f *forms) run(ctx context.Context, field huh.Field) error {
	in := &input{File: f.in}
	defer in.over.Store(true)
	form := huh.NewForm(huh.NewGroup(field)).WithShowHelp(false).WithKeyMap(keys()).WithInput(in).WithOutput(f.out)
	err := form.RunWithContext(ctx)
	switch {
	case ctx.Err() != nil:
		return interrupted(context.Cause(ctx))
	case errors.Is(err, huh.ErrUserAborted):
		return interrupted(err)
	}
	return err
}

// keys are huh's, but Escape and Ctrl-D cancel, and of the letters only y and
// n answer a question: its h and l turn Yes into No and back.
func keys() *huh.KeyMap {
	k := huh.NewDefaultKeyMap()
	k.Quit.SetKeys("ctrl+c", "ctrl+d", "esc")
	k.Confirm.Toggle.SetKeys("left", "right", "up", "down", "tab", "shift+tab")
	k.Confirm.Next.SetKeys("enter")
	k.Confirm.Submit.SetKeys("enter")
	k.Confirm.Prev.SetKeys()
	return k
}

// input is the terminal as one question sees it. The reader that huh uses
// may still wait when the question is over (bubbletea v2.0.2 does not wait
// for it), and would take the first key of the next one.
type input struct {
	*os.File
	over atomic.Bool
}

func (in *input) Read(p []byte) (int, error) {
	if in.over.Load() {
		return 0, io.EOF
	}
	return in.File.Read(p)
}
