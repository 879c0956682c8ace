package iostreams

import "io"

// Visible makes control characters in what is written visible (ESC as ^[), and
// leaves out what turns the direction of the text around, so that no name in a
// directory can drive the terminal on which the text is shown, or be read as
// another, now or when a log of it is. Line feeds and tabs pass. It is for one
// goroutine at a time.
func Visible(w io.Writer) io.Writer { return &guard{w: w} }

// guard is the writer of [Visible].
type guard struct {
	w     io.Writer
	begun []byte // the bytes with which a character began that may not pass
	buf   []byte
}

// firstOfC1 begins the two bytes of U+0080 to U+009F in UTF-8; a terminal
// may take them for control sequences as well.
const firstOfC1 = 0xC2

func (g *guard) Write(p []byte) (int, error) {
	g.buf = g.buf[:0]
	for _, c := range p {
		g.put(c)
	}
	if _, err := g.w.Write(g.buf); err != nil {
		return 0, err
	}
	return len(p), nil
}

func (g *guard) put(c byte) {
	if len(g.begun) == 0 {
		g.first(c)
		return
	}
	switch whole := append(g.begun, c); {
	case maybeHidden(whole):
		g.begun = whole
		return
	case len(whole) == 2 && whole[0] == firstOfC1 && c >= 0x80 && c < 0xA0:
		g.buf = append(g.buf, '^', '[', c-0x40)
		g.begun = g.begun[:0]
	case isTurn(whole):
		g.begun = g.begun[:0]
	default:
		g.buf = append(g.buf, g.begun...)
		g.begun = g.begun[:0]
		g.first(c)
	}
}

// first takes a byte that may begin a character.
func (g *guard) first(c byte) {
	switch {
	case c == firstOfC1 || maybeHidden([]byte{c}):
		g.begun = append(g.begun, c)
	case c < ' ' && c != '\n' && c != '\t', c == 0x7F:
		g.buf = append(g.buf, '^', c^0x40)
	default:
		g.buf = append(g.buf, c)
	}
}

// maybeHidden tells whether the bytes begin what isTurn tells of.
func maybeHidden(b []byte) bool {
	switch string(b) {
	case "\xE2", "\xE2\x80", "\xE2\x81", "\xEF", "\xEF\xBB":
		return true
	}
	return false
}

// isTurn tells of the embeddings, overrides and isolates of the Unicode
// bidirectional algorithm (UAX 9), and of the byte order mark, in UTF-8.
func isTurn(b []byte) bool {
	if len(b) != 3 {
		return false
	}
	switch last := b[2]; string(b[:2]) {
	case "\xE2\x80":
		return last >= 0xAA && last <= 0xAE // U+202A to U+202E
	case "\xE2\x81":
		return last >= 0xA6 && last <= 0xA9 // U+2066 to U+2069
	default:
		return string(b) == "\uFEFF"
	}
}
