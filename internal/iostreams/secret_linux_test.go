package iostreams_test

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/internal/testkit"
)

// TestSecretLineIsNotShown swaps the process's streams for a terminal, so it
// is no parallel test.
func TestSecretLineIsNotShown(t *testing.T) {
	s, term := onTerminal(t)
	go term.TypeAfter("Password: ", "hush", "\r")
	got, err := s.ReadSecretLine(t.Context(), "Password")
	if got != "hush" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	term.Settle()
	if strings.Contains(term.Text(), "hush") {
		t.Errorf("the terminal shows the secret: %q", term.Text())
	}
}

func TestSecretLineEndsWithTheContext(t *testing.T) {
	s, term := onTerminal(t)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if got, err := s.ReadSecretLine(ctx, "Password"); got != "" || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %q, %v", got, err)
	}
	term.TypeAfter("Password: ", "seen\r")
	for range 100 {
		if strings.Contains(term.Text(), "seen") {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Error("the terminal still hides what is typed")
}

func onTerminal(t *testing.T) (*iostreams.Streams, *testkit.Terminal) {
	t.Helper()
	term := testkit.NewTerminal(t)
	in, errOut := os.Stdin, os.Stderr
	os.Stdin, os.Stderr = term.Screen, term.Screen
	defer func() { os.Stdin, os.Stderr = in, errOut }()
	return iostreams.System(), term
}

func TestSecretLineOfAPipe(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"hush\nmore\n": "hush", "hush\r\n": "hush", "hush": "hush", "": "", "\nx": "", " a b ": " a b ",
	} {
		s, in, _, errOut := iostreams.Test()
		in.WriteString(text)
		got, err := s.ReadSecretLine(t.Context(), "Password")
		if got != want || err != nil || errOut.Len() > 0 {
			t.Errorf("%q gives %q, %v; shown %q", text, got, err, errOut)
		}
	}
}
