package testkit

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// Terminal is a pseudo-terminal of 80 by 24 characters that answers no
// question about itself.
type Terminal struct {
	// Screen is the end for the program.
	Screen   *os.File
	keyboard *os.File

	mu    sync.Mutex
	shown strings.Builder
}

// NewTerminal makes a terminal; the test is skipped where there is none.
func NewTerminal(t *testing.T) *Terminal {
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
	term := &Terminal{keyboard: master, Screen: slave}
	go term.show()
	return term
}

func (t *Terminal) show() {
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

// Text is all that was shown so far, control sequences included.
func (t *Terminal) Text() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.shown.String()
}

// Settle waits until all that a program has written so far is in Text: a mark
// written after it has come through.
func (t *Terminal) Settle() {
	const mark = "\x00settled\x00"
	fmt.Fprint(t.Screen, mark)
	for range 500 {
		t.mu.Lock()
		text, settled := strings.CutSuffix(t.shown.String(), mark)
		if settled {
			t.shown.Reset()
			t.shown.WriteString(text)
		}
		t.mu.Unlock()
		if settled {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// TypeAfter types keys once the screen shows a text, a moment apart.
func (t *Terminal) TypeAfter(shown string, keys ...string) {
	for range 500 {
		if strings.Contains(t.Text(), shown) {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	for _, key := range keys {
		time.Sleep(50 * time.Millisecond)
		t.keyboard.WriteString(key)
	}
}
