package iostreams

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"
)

// maxSecret bounds a line that is read as a secret, in bytes.
const maxSecret = 64 << 10

// ReadSecretLine reads the first line of In, without its end. From a terminal
// it is asked for on Err with the label, and not shown while it is typed. An
// input that ends at once gives "". It returns early, with the context's
// cause, when ctx ends.
func (s *Streams) ReadSecretLine(ctx context.Context, label string) (string, error) {
	in, _ := s.Files()
	if !s.InTTY || in == nil {
		return firstLine(s.In)
	}
	fmt.Fprintf(s.Err, "%s: ", label)
	defer fmt.Fprintln(s.Err)
	return hiddenLine(ctx, in)
}

// hiddenLine reads a line that the terminal does not show. The reading itself
// cannot be stopped, so when ctx ends the terminal is set right meanwhile.
func hiddenLine(ctx context.Context, in *os.File) (string, error) {
	fd := int(in.Fd())
	state, err := term.GetState(fd)
	if err != nil {
		return "", err
	}
	type answer struct {
		text []byte
		err  error
	}
	done := make(chan answer, 1)
	go func() {
		text, err := term.ReadPassword(fd)
		done <- answer{text, err}
	}()
	select {
	case <-ctx.Done():
		return "", errors.Join(context.Cause(ctx), term.Restore(fd, state))
	case a := <-done:
		if errors.Is(a.err, io.EOF) {
			a.err = nil
		}
		return string(a.text), a.err
	}
}

func firstLine(r io.Reader) (string, error) {
	line, err := bufio.NewReader(io.LimitReader(r, maxSecret)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}
