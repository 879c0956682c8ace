package odata

import (
	"bytes"
	"fmt"
)

// maxDepth bounds how deep JSON values may nest, so that no answer can
// exhaust the stack.
const maxDepth = 512

// JSONError says where a text stops being JSON, or JSON of the kind that was
// expected.
type JSONError struct {
	Offset       int // bytes before the fault
	Line, Column int // of the fault, from 1; columns are bytes
	Msg          string
}

// Error gives the place and the message.
func (e *JSONError) Error() string {
	return fmt.Sprintf("JSON: line %d, column %d: %s", e.Line, e.Column, e.Msg)
}

// scanner goes over JSON text once: it checks the text's form and finds the
// ends of values without decoding them.
type scanner struct {
	data   []byte
	pos    int
	depth  int
	spaced bool // white space was passed over since the flag was cleared
	err    *JSONError
}

func (s *scanner) fail(format string, args ...any) bool {
	if s.err != nil {
		return false
	}
	before := s.data[:min(s.pos, len(s.data))]
	s.err = &JSONError{
		Offset: len(before),
		Line:   bytes.Count(before, []byte("\n")) + 1,
		Column: len(before) - bytes.LastIndexByte(before, '\n'),
		Msg:    fmt.Sprintf(format, args...),
	}
	return false
}

func (s *scanner) expected(what string) bool {
	if s.pos >= len(s.data) {
		return s.fail("the text ends, %s was expected", what)
	}
	return s.fail("unexpected %q, %s was expected", s.data[s.pos], what)
}

// peek passes over white space and gives the next byte, 0 at the end.
func (s *scanner) peek() byte {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; c {
		case ' ', '\t', '\n', '\r':
			s.pos++
			s.spaced = true
		default:
			return c
		}
	}
	return 0
}

// skip passes over one byte that must come next after white space.
func (s *scanner) skip(c byte, what string) bool {
	if s.peek() != c {
		return s.expected(what)
	}
	s.pos++
	return true
}

// end checks that nothing but white space is left.
func (s *scanner) end() bool {
	if s.peek(); s.pos < len(s.data) {
		return s.expected("the end of the text")
	}
	return true
}

// value passes over one value.
func (s *scanner) value() bool {
	switch c := s.peek(); {
	case c == '"':
		return s.str()
	case c == '{':
		return s.container('}', s.member)
	case c == '[':
		return s.container(']', s.value)
	case c == 't':
		return s.word("true")
	case c == 'f':
		return s.word("false")
	case c == 'n':
		return s.word("null")
	case c == '-' || isDigit(c):
		return s.number()
	}
	return s.expected("a value")
}

// container passes over an object or a list, item by item.
func (s *scanner) container(end byte, item func() bool) bool {
	if s.depth++; s.depth > maxDepth {
		return s.fail("values are nested more than %d deep", maxDepth)
	}
	defer func() { s.depth-- }()
	s.pos++
	if s.peek() == end {
		s.pos++
		return true
	}
	for item() {
		switch s.peek() {
		case ',':
			s.pos++
		case end:
			s.pos++
			return true
		default:
			return s.expected(fmt.Sprintf("a comma or %q", end))
		}
	}
	return false
}

func (s *scanner) member() bool {
	if s.peek() != '"' {
		return s.expected("a name in double quotes")
	}
	return s.str() && s.skip(':', "a colon") && s.value()
}

func (s *scanner) word(w string) bool {
	if !bytes.HasPrefix(s.data[s.pos:], []byte(w)) {
		return s.expected("a value")
	}
	s.pos += len(w)
	return true
}
