package iostreams

import (
	"bytes"
	"fmt"
)

// Paint is a colour of a line of text: the parameter of the control sequence
// that selects it (ECMA-48, SGR).
type Paint int

// The colours in use.
const (
	Plain Paint = 0
	Red   Paint = 31
	Green Paint = 32
)

// PaintLine writes a line on Err, in a colour where Err is a terminal that
// takes it. Control characters in the text are made visible, as in all that
// goes there.
func (s *Streams) PaintLine(paint Paint, text string) {
	if paint == Plain || !s.ErrColor {
		fmt.Fprintln(s.Err, text)
		return
	}
	var line bytes.Buffer
	fmt.Fprintf(&line, "\x1b[%dm", paint)
	fmt.Fprint(Visible(&line), text)
	line.WriteString("\x1b[m\n")
	s.painted.Write(line.Bytes())
}
