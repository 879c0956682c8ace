package prompt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"github.com/tenantctl/tenantctl/internal/iostreams"
)

// lines asks in plain lines. huh has the like, but takes an end of input for
// an answer.
type lines struct{ s *iostreams.Streams }

func (l *lines) Confirm(ctx context.Context, message string) (bool, error) {
	known := func(s string) error {
		if _, ok := yesOrNo(s); !ok {
			return errors.New("answer y or n")
		}
		return nil
	}
	answer, err := l.ask(ctx, message+" [y/N] ", known, l.line)
	yes, _ := yesOrNo(answer)
	return yes && err == nil, err
}

func yesOrNo(s string) (yes, ok bool) {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "y", "yes":
		return true, true
	case "", "n", "no":
		return false, true
	}
	return false, false
}

func (l *lines) Input(ctx context.Context, label string, check func(string) error) (string, error) {
	return l.ask(ctx, label+": ", check, l.line)
}

func (l *lines) Secret(ctx context.Context, label string, check func(string) error) (string, error) {
	in, _ := l.s.Files()
	if in == nil {
		return l.ask(ctx, label+": ", check, l.line)
	}
	// The context may end while the terminal shows nothing.
	if state, err := term.GetState(int(in.Fd())); err == nil {
		defer term.Restore(int(in.Fd()), state)
	}
	return l.ask(ctx, label+": ", check, func() (string, error) { return l.hidden(in) })
}

// ask asks until the answer is right.
func (l *lines) ask(ctx context.Context, question string, check func(string) error, read func() (string, error)) (string, error) {
	if check == nil {
		check = anything
	}
	for {
		fmt.Fprint(l.s.Err, question)
		answer, err := await(ctx, read)
		if err != nil {
			fmt.Fprintln(l.s.Err)
			return "", interrupted(err)
		}
		wrong := check(answer)
		if wrong == nil {
			return answer, nil
		}
		fmt.Fprintln(l.s.Err, wrong)
	}
}

// await reads an answer or stops waiting for it when the context ends. The
// reading itself cannot be stopped; the program is about to end then.
func await(ctx context.Context, read func() (string, error)) (string, error) {
	type result struct {
		answer string
		err    error
	}
	done := make(chan result, 1)
	go func() {
		answer, err := read()
		done <- result{answer, err}
	}()
	select {
	case <-ctx.Done():
		return "", context.Cause(ctx)
	case r := <-done:
		return r.answer, r.err
	}
}

// line reads a line and nothing after it.
func (l *lines) line() (string, error) {
	var text []byte
	b := make([]byte, 1)
	for {
		n, err := l.s.In.Read(b)
		switch {
		case n > 0 && b[0] == '\n':
			return strings.TrimSuffix(string(text), "\r"), nil
		case n > 0:
			text = append(text, b[0])
		case errors.Is(err, io.EOF) && len(text) > 0:
			return string(text), nil
		case err != nil:
			return "", err
		}
	}
}

// hidden reads a line that the terminal does not show.
func (l *lines) hidden(in *os.File) (string, error) {
	text, err := term.ReadPassword(int(in.Fd()))
	fmt.Fprintln(l.s.Err)
	return string(text), err
}
