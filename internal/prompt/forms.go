package prompt

import (
	"context"
	"errors"
	"os"

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
	form := huh.NewForm(huh.NewGroup(field)).WithShowHelp(false).WithInput(f.in).WithOutput(f.out)
	err := form.RunWithContext(ctx)
	switch {
	case ctx.Err() != nil:
		return interrupted(context.Cause(ctx))
	case errors.Is(err, huh.ErrUserAborted):
		return interrupted(err)
	}
	return err
}
