package output

import (
	"strings"
	"unicode/utf8"
)

// sanitize makes a cell that is safe to show on one line of a terminal:
// control characters are made visible (ESC as ^[), line breaks and tabs are
// spaces, characters that turn the direction of the text around are left
// out, and bytes that are not UTF-8 become U+FFFD.
func sanitize(s string) string {
	if isSafe(s) {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u2028' || r == '\u2029':
			b.WriteByte(' ')
		case r < ' ' || r == 0x7F:
			b.WriteByte('^')
			b.WriteByte(byte(r) ^ 0x40)
		case r >= 0x80 && r < 0xA0:
			b.WriteRune(utf8.RuneError)
		case turnsDirection(r):
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isSafe tells whether s is printable ASCII, as most cells are.
func isSafe(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// turnsDirection tells of the embeddings, overrides and isolates of the
// Unicode bidirectional algorithm (UAX 9), and of the byte order mark.
func turnsDirection(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0xFEFF
}
