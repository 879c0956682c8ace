package odata

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Bounds against hostile input: the bytes of one query option, and how deep
// parentheses, functions and lambdas may nest in it.
const (
	maxText    = 64 << 10
	maxNesting = 100
)

// SyntaxError says where a query option's text stops making sense, and what
// to write instead.
type SyntaxError struct {
	Option string // the option: "$filter", "$orderby", ...
	Text   string // its whole text
	Pos    int    // the fault's place in Text, in bytes from 0
	Near   string // the word or sign at that place, "" if it is no matter of one
	Msg    string // what was expected, or what to write
}

// Error gives option, place and message on one line. Characters are counted
// from 1.
func (e *SyntaxError) Error() string {
	at := e.character()
	msg := printable(e.Msg, 300)
	switch {
	case e.Near != "":
		return fmt.Sprintf("%s: unexpected %s at character %d: %s", e.Option, quoteNear(e.Near), at, msg)
	case e.Pos > 0 && e.Pos >= len(e.Text):
		return fmt.Sprintf("%s: unexpected end at character %d: %s", e.Option, at, msg)
	case e.Pos > 0:
		return fmt.Sprintf("%s: at character %d: %s", e.Option, at, msg)
	}
	return fmt.Sprintf("%s: %s", e.Option, msg)
}

// Caret gives two lines for a terminal: the text around the fault, and a ^
// below it. Each is at most 72 characters wide; characters are counted, not
// the cells that they take.
func (e *SyntaxError) Caret() string {
	const before, width = 40, 72
	text := []rune(printable(e.Text, len(e.Text)))
	at := e.character() - 1
	start := max(0, min(at-before, len(text)-width))
	end := min(len(text), start+width)
	return string(text[start:end]) + "\n" + strings.Repeat(" ", at-start) + "^"
}

// character is the fault's place in characters, from 1.
func (e *SyntaxError) character() int {
	return utf8.RuneCountInString(e.Text[:max(0, min(e.Pos, len(e.Text)))]) + 1
}

// printable keeps a piece of input on one line and off a terminal's controls:
// what is not to be seen is a space. It is cut after so many characters.
func printable(s string, most int) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, s)
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// quoteNear quotes a piece of input so that its own quotes stay readable.
func quoteNear(s string) string {
	s = shorten(s)
	if strings.Contains(s, `"`) {
		return "`" + s + "`"
	}
	return `"` + s + `"`
}

// shorten makes a piece of input fit for a message.
func shorten(s string) string { return printable(s, 40) }

func tooLong(option, text string) *SyntaxError {
	return &SyntaxError{
		Option: option, Text: text[:maxText],
		Msg: fmt.Sprintf("it has %d bytes, at most %d are read", len(text), maxText),
	}
}
