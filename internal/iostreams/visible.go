package iostreams

import "io"

// Visible makes control characters in what is written visible (ESC as ^[), so
// that no name in a directory can drive the terminal on which the text is
// shown, now or when a log of it is. Line feeds and tabs pass. It is for one goroutine at a time.
func Visible(w io.Writer) io.Writer { return &guard{w: w} }

// guard is the writer of [Visible].
type guard struct {
	w    io.Writer
	half bool // the last byte was 0xC2, which may begin a control character
	buf  []byte
}

// firstOfC1 begins the two bytes of U+0080 to U+009F in UTF-8; a terminal
// may take them for control sequences as well.
const firstOfC1 = 0xC2

func (g *guard) Write(p []byte) (int, error) {
	g.buf = g.buf[:0]
	for _, c := range p {
		half := g.half
		g.half = c == firstOfC1
		switch {
		case half && c >= 0x80 && c < 0xA0:
			g.buf = append(g.buf, '^', '[', c-0x40)
		case half:
			g.buf = append(g.buf, firstOfC1)
			g.plain(c)
		default:
			g.plain(c)
		}
	}
	if _, err := g.w.Write(g.buf); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (g *guard) plain(c byte) {
	switch {
	case g.half:
	case c < ' ' && c != '\n' && c != '\t', c == 0x7F:
		g.buf = append(g.buf, '^', c^0x40)
	default:
		g.buf = append(g.buf, c)
	}
}
