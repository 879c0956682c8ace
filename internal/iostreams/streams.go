package iostreams

import (
	"bytes"
	"io"
	"os"
	"strconv"
)

// Streams are the streams of a program. Make them with [System] or [Test].
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
	// InTTY, OutTTY and ErrTTY tell which streams are a terminal.
	InTTY, OutTTY, ErrTTY bool
	// Color says that output on Out may be coloured, ErrColor that on Err.
	Color, ErrColor bool

	env   func(string) string
	sizes sizes
	line  *statusLine
	// painted is Err for what holds control sequences of our own.
	painted io.Writer
	files   [2]*os.File // standard input and error, nil in tests
}

// sizes asks a terminal for its width and height in characters, 0 if it
// cannot tell. They are asked for when they are needed: windows are resized.
type sizes struct{ out, err func() (width, height int) }

// defaultWidth is that of a terminal which does not tell.
const defaultWidth = 80

// Width is the width of the terminal on Out in characters, 0 if Out is none.
// Where the terminal does not tell, it is COLUMNS, else 80.
func (s *Streams) Width() int {
	if !s.OutTTY {
		return 0
	}
	return s.widthOf(s.sizes.out)
}

func (s *Streams) widthOf(size func() (int, int)) int {
	if width, _ := size(); width > 0 {
		return width
	}
	if columns, err := strconv.Atoi(s.env("COLUMNS")); err == nil && columns > 0 {
		return columns
	}
	return defaultWidth
}

// CanPrompt tells whether questions can be asked: In and Err are terminals
// that have a size, and CI is not set. (A pseudo-terminal of size 0 x 0 is
// one that nobody looks at.)
func (s *Streams) CanPrompt() bool {
	if !s.InTTY || !s.ErrTTY || s.env("CI") != "" {
		return false
	}
	width, height := s.sizes.err()
	return width > 0 && height > 0
}

// Dumb tells whether the terminal cannot move its cursor (TERM=dumb).
func (s *Streams) Dumb() bool { return s.env("TERM") == "dumb" }

// Files are standard input and error as files, for what drives the terminal
// itself; both are nil if the streams are not the system's.
func (s *Streams) Files() (in, err *os.File) { return s.files[0], s.files[1] }

// SetTerminal makes all three streams a terminal of this size, for tests.
func (s *Streams) SetTerminal(width, height int) {
	size := func() (int, int) { return width, height }
	s.InTTY, s.OutTTY, s.ErrTTY = true, true, true
	s.sizes = sizes{size, size}
}

// SetEnv replaces the environment, for tests.
func (s *Streams) SetEnv(env func(string) string) {
	s.env = env
	s.Color, s.ErrColor = takesColor(s.OutTTY, env), takesColor(s.ErrTTY, env)
}

// Test makes streams on buffers that are no terminal and see no environment.
func Test() (s *Streams, in, out, errOut *bytes.Buffer) {
	in, out, errOut = new(bytes.Buffer), new(bytes.Buffer), new(bytes.Buffer)
	none := func() (int, int) { return 0, 0 }
	s = &Streams{
		In:    in,
		env:   func(string) string { return "" },
		sizes: sizes{none, none},
	}
	s.wire(out, errOut)
	return s, in, out, errOut
}

// wire puts the writers that go round the line of progress over the two.
func (s *Streams) wire(out, errOut io.Writer) {
	s.line = &statusLine{w: errOut}
	s.Out = &besideWriter{w: &pipeWriter{w: out}, line: s.line, shown: func() bool { return s.OutTTY }}
	onErr := func() bool { return s.ErrTTY }
	s.Err = &besideWriter{w: Visible(errOut), line: s.line, shown: onErr}
	s.painted = &besideWriter{w: errOut, line: s.line, shown: onErr}
}
