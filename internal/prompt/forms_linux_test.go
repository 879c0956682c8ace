//go:build !race

// The reader that huh uses races with its own end (cancelreader closes what
// it still waits for), so these tests are left out under the race detector.

package prompt

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/testkit"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

func TestConfirmOnATerminal(t *testing.T) {
	tests := []struct {
		name string
		keys []string
		want bool
		err  error
	}{
		{"y", []string{"y"}, true, nil},
		{"enter alone is no", []string{"\r"}, false, nil},
		{"to the other button", []string{"\x1b[D", "\r"}, true, nil},
		{"Tab goes to the other button", []string{"\t", "\r"}, true, nil},
		{"other letters are nothing", []string{"h", "\r"}, false, nil},
		{"other letters are nothing, though they move in vi", []string{"l", "j", "x", " ", "\r"}, false, nil},
		{"Escape", []string{"\x1b"}, false, apierr.Interrupted},
		{"Ctrl-D", []string{"\x04"}, false, apierr.Interrupted},
		{"Ctrl-C", []string{"\x03"}, false, apierr.Interrupted},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			term := testkit.NewTerminal(t)
			go term.TypeAfter("Remove lee?", test.keys...)
			start := time.Now()
			got, err := (&forms{in: term.Screen, out: term.Screen}).Confirm(t.Context(), "Remove lee?")
			if got != test.want || !errors.Is(err, test.err) {
				t.Errorf("got %v, %v", got, err)
			}
			if d := time.Since(start); d > 4*time.Second {
				t.Errorf("the terminal was waited for: %v", d)
			}
		})
	}
}

func TestSecretIsNotShown(t *testing.T) {
	term := testkit.NewTerminal(t)
	go term.TypeAfter("Password", "h", "u", "s", "h", "\r")
	got, err := (&forms{in: term.Screen, out: term.Screen}).Secret(t.Context(), "Password", nil)
	if got != "hush" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	term.Settle()
	if strings.Contains(term.Text(), "hush") {
		t.Error("the terminal shows the secret")
	}
}

func TestFormEndsWithTheContext(t *testing.T) {
	term := testkit.NewTerminal(t)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, err := (&forms{in: term.Screen, out: term.Screen}).Input(ctx, "Name", nil)
	if !errors.Is(err, apierr.Interrupted) {
		t.Errorf("got %v", err)
	}
}

func TestOneQuestionAfterTheOther(t *testing.T) {
	term := testkit.NewTerminal(t)
	f := &forms{in: term.Screen, out: term.Screen}
	for _, label := range []string{"First", "Second", "Third"} {
		go term.TypeAfter(label, "a", "b", "\r")
		if got, err := f.Input(t.Context(), label, nil); got != "ab" || err != nil {
			t.Fatalf("%s: got %q, %v", label, got, err)
		}
	}
}

func TestWrongAnswerIsAskedForAgain(t *testing.T) {
	term := testkit.NewTerminal(t)
	go func() {
		term.TypeAfter("Name", "x", "\r")
		term.TypeAfter("too short", "y", "\r")
	}()
	long := func(s string) error {
		if len(s) < 2 {
			return errors.New("too short")
		}
		return nil
	}
	if got, err := (&forms{in: term.Screen, out: term.Screen}).Input(t.Context(), "Name", long); got != "xy" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}
