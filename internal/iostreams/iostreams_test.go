package iostreams

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestMain lets the test binary stand in for a program that prints much.
func TestMain(m *testing.M) {
	if os.Getenv("IOSTREAMS_PRINT") == "" {
		os.Exit(m.Run())
	}
	s := System()
	for {
		if _, err := fmt.Fprintln(s.Out, strings.Repeat("x", 1000)); err != nil {
			if errors.Is(err, ErrClosedPipe) {
				os.Exit(42)
			}
			os.Exit(1)
		}
	}
}

func TestClosedPipeIsAnErrorAndNoSignal(t *testing.T) {
	t.Parallel()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "IOSTREAMS_PRINT=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	io.ReadFull(out, make([]byte, 1000))
	out.Close()
	cmd.Wait()
	if code := cmd.ProcessState.ExitCode(); code != 42 {
		t.Errorf("the program ended with %v", cmd.ProcessState)
	}
}

func TestClosedPipeStaysClosed(t *testing.T) {
	t.Parallel()
	r, w := io.Pipe()
	r.Close()
	p := &pipeWriter{w: w}
	for range 2 {
		if _, err := p.Write([]byte("x")); !errors.Is(err, ErrClosedPipe) {
			t.Errorf("got %v", err)
		}
	}
}

// environment is one for SetEnv.
func environment(pairs ...string) func(string) string {
	return func(name string) string {
		for i := 0; i < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1]
			}
		}
		return ""
	}
}

func TestColor(t *testing.T) {
	t.Parallel()
	tests := []struct {
		tty  bool
		env  []string
		want bool
	}{
		{true, nil, true},
		{false, nil, false},
		{true, []string{"NO_COLOR", "1"}, false},
		{true, []string{"TERM", "dumb"}, false},
		{true, []string{"CLICOLOR", "0"}, false},
		{false, []string{"CLICOLOR_FORCE", "1"}, true},
		{false, []string{"CLICOLOR_FORCE", "0"}, false},
		{false, []string{"CLICOLOR_FORCE", "1", "NO_COLOR", "x"}, false},
	}
	for _, test := range tests {
		s, _, _, _ := Test()
		s.OutTTY = test.tty
		s.SetEnv(environment(test.env...))
		if s.Color != test.want {
			t.Errorf("terminal %v, %v: color %v", test.tty, test.env, s.Color)
		}
	}
}

func TestWidth(t *testing.T) {
	t.Parallel()
	s, _, _, _ := Test()
	s.SetEnv(environment("COLUMNS", "132"))
	if s.Width() != 0 {
		t.Errorf("no terminal has a width of %d", s.Width())
	}
	s.SetTerminal(0, 0)
	if s.Width() != 132 {
		t.Errorf("COLUMNS counts where the terminal does not tell, not %d", s.Width())
	}
	s.SetEnv(environment())
	if s.Width() != 80 {
		t.Errorf("the last resort is 80, not %d", s.Width())
	}
	s.SetTerminal(100, 20)
	if s.Width() != 100 {
		t.Errorf("the terminal's own width is not %d", s.Width())
	}
}

func TestCanPrompt(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name  string
		setUp func(*Streams)
		want  bool
	}{
		{"terminal", func(*Streams) {}, true},
		{"stdout in a pipe", func(s *Streams) { s.OutTTY = false }, true},
		{"stdin in a pipe", func(s *Streams) { s.InTTY = false }, false},
		{"stderr in a file", func(s *Streams) { s.ErrTTY = false }, false},
		{"CI", func(s *Streams) { s.SetEnv(environment("CI", "true")) }, false},
		{"terminal without a size", func(s *Streams) { s.SetTerminal(0, 0) }, false},
	}
	for _, test := range tests {
		s, _, _, _ := Test()
		s.SetTerminal(80, 24)
		test.setUp(s)
		if s.CanPrompt() != test.want {
			t.Errorf("%s: CanPrompt is %v", test.name, s.CanPrompt())
		}
	}
}

// screen shows what a terminal would show of text: lines, of which the last
// is the one that the cursor is on.
func screen(text string) []string {
	lines := []string{""}
	for text != "" {
		last := &lines[len(lines)-1]
		switch {
		case strings.HasPrefix(text, clearLine):
			*last = ""
			text = text[len(clearLine):]
		case text[0] == '\n':
			lines = append(lines, "")
			text = text[1:]
		default:
			*last += text[:1]
			text = text[1:]
		}
	}
	return lines
}

func TestProgressIsNeverInTheWay(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, _, out, errOut := Test()
		s.SetTerminal(80, 24)
		terminal := new(bytes.Buffer)
		s.wire(terminal, terminal)
		_, _ = out, errOut

		p := s.Progress("Importing users", 1000)
		time.Sleep(time.Second)
		p.Set(250)
		s.Println("warning: something")
		fmt.Fprint(s.Out, "data\n")
		want := []string{"warning: something", "data", "Importing users  250/1,000  25 %"}
		if got := screen(terminal.String()); strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("the screen shows %q, want %q", got, want)
		}
		fmt.Fprint(s.Err, "a question? ")
		time.Sleep(time.Second)
		p.Set(260)
		if got := screen(terminal.String()); got[2] != "a question? " {
			t.Errorf("over a line that has not ended: %q", got[2])
		}
		fmt.Fprint(s.Err, "yes\n")
		p.Done()
		p.Set(300)
		if got := screen(terminal.String()); got[3] != "" {
			t.Errorf("after Done the line shows %q", got[3])
		}
	})
}

func TestProgressIsDrawnTenTimesASecond(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, _, _, errOut := Test()
		s.SetTerminal(20, 24)
		p := s.Progress("A label that is far too long", 0)
		for i := range 1000 {
			time.Sleep(time.Millisecond)
			p.Set(i)
		}
		if n := strings.Count(errOut.String(), clearLine); n < 9 || n > 12 {
			t.Errorf("drawn %d times in a second", n)
		}
		if last := screen(errOut.String())[0]; len(last) != 19 {
			t.Errorf("a line of %d on a terminal of 20 wraps: %q", len(last), last)
		}
	})
}

func TestProgressIsSilentWithoutATerminal(t *testing.T) {
	t.Parallel()
	for _, dumb := range []bool{false, true} {
		s, _, _, errOut := Test()
		if dumb {
			s.SetTerminal(80, 24)
			s.SetEnv(environment("TERM", "dumb"))
		}
		p := s.Progress("Importing", 10)
		p.Set(5)
		s.Println("a warning")
		p.Done()
		if errOut.String() != "a warning\n" {
			t.Errorf("stderr holds %q", errOut)
		}
	}
}

func TestGrouped(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000"} {
		if got := grouped(n); got != want {
			t.Errorf("%d is %s, want %s", n, got, want)
		}
	}
}
