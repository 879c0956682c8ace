//go:build !race

// The reader that huh uses races with its own end (cancelreader closes what
// it still waits for), so these tests are left out under the race detector.

package prompt

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// terminal is a pseudo-terminal of 80 by 24 that answers no question about
// itself.
type terminal struct {
	keyboard, screen *os.File

	mu    sync.Mutex
	shown strings.Builder
}

func newTerminal(t *testing.T) *terminal {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("there are no pseudo-terminals: ", err)
	}
	t.Cleanup(func() { master.Close() })
	fd := int(master.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Skip("the pseudo-terminal stays locked: ", err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	slave, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skip("the pseudo-terminal has no other end: ", err)
	}
	// The other end stays open: huh still looks at its size for a moment
	// after it has answered.
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 80}); err != nil {
		t.Fatal(err)
	}
	term := &terminal{keyboard: master, screen: slave}
	go term.show()
	return term
}

func (t *terminal) show() {
	b := make([]byte, 4096)
	for {
		n, err := t.keyboard.Read(b)
		if err != nil {
			return
		}
		t.mu.Lock()
		t.shown.Write(b[:n])
		t.mu.Unlock()
	}
}

func (t *terminal) text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.shown.String()
}

// typeAfter types keys once the screen shows a text, a moment apart.
func (t *terminal) typeAfter(shown string, keys ...string) {
	for range 500 {
		if strings.Contains(t.text(), shown) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	for _, key := range keys {
		time.Sleep(50 * time.Millisecond)
		t.keyboard.WriteString(key)
	}
}

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
		{"Ctrl-C", []string{"\x03"}, false, apierr.Interrupted},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			term := newTerminal(t)
			go term.typeAfter("Remove lee?", test.keys...)
			start := time.Now()
			got, err := (&forms{in: term.screen, out: term.screen}).Confirm(t.Context(), "Remove lee?")
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
	term := newTerminal(t)
	go term.typeAfter("Password", "h", "u", "s", "h", "\r")
	got, err := (&forms{in: term.screen, out: term.screen}).Secret(t.Context(), "Password", nil)
	if got != "hush" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if strings.Contains(term.text(), "hush") {
		t.Error("the terminal shows the secret")
	}
}

func TestFormEndsWithTheContext(t *testing.T) {
	term := newTerminal(t)
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	_, err := (&forms{in: term.screen, out: term.screen}).Input(ctx, "Name", nil)
	if !errors.Is(err, apierr.Interrupted) {
		t.Errorf("got %v", err)
	}
}

func TestOneQuestionAfterTheOther(t *testing.T) {
	term := newTerminal(t)
	f := &forms{in: term.screen, out: term.screen}
	for _, label := range []string{"First", "Second", "Third"} {
		go term.typeAfter(label, "a", "b", "\r")
		if got, err := f.Input(t.Context(), label, nil); got != "ab" || err != nil {
			t.Fatalf("%s: got %q, %v", label, got, err)
		}
	}
}

func TestWrongAnswerIsAskedForAgain(t *testing.T) {
	term := newTerminal(t)
	go func() {
		term.typeAfter("Name", "x", "\r")
		term.typeAfter("too short", "y", "\r")
	}()
	long := func(s string) error {
		if len(s) < 2 {
			return errors.New("too short")
		}
		return nil
	}
	if got, err := (&forms{in: term.screen, out: term.screen}).Input(t.Context(), "Name", long); got != "xy" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}
