package odata

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// ParseSearch parses the text of $search: clauses in double quotes, such as
// "displayName:foo", joined by AND, OR and NOT in upper case (two clauses
// side by side are joined by AND, which binds stronger than OR), and
// parentheses. A word without quotes is a clause that names no property.
// Errors are of type *SyntaxError.
func ParseSearch(s string) (SearchExpr, error) {
	if len(s) > maxText {
		return nil, tooLong("$search", s)
	}
	p := searchParser{text: s}
	e := p.or()
	if p.err == nil && p.peek() != 0 {
		p.unexpected("AND, OR, or the end")
	}
	if p.err != nil {
		return nil, p.err
	}
	return e, nil
}

// searchParser reads $search by recursive descent; it keeps the first error.
type searchParser struct {
	text  string
	pos   int
	depth int
	err   *SyntaxError
}

func (p *searchParser) fail(pos int, near, msg string) {
	if p.err == nil {
		p.err = &SyntaxError{Option: "$search", Text: p.text, Pos: pos, Near: near, Msg: msg}
	}
}

// peek passes over white space and gives the next byte, 0 at the end.
func (p *searchParser) peek() byte {
	for p.pos < len(p.text) && strings.IndexByte(blanks, p.text[p.pos]) >= 0 {
		p.pos++
	}
	if p.pos == len(p.text) || p.err != nil {
		return 0
	}
	return p.text[p.pos]
}

// word gives the next run of characters that end no word, without passing
// over it.
func (p *searchParser) word() string {
	p.peek()
	rest := p.text[p.pos:]
	if i := strings.IndexAny(rest, `"()`+blanks); i >= 0 {
		return rest[:i]
	}
	return rest
}

func (p *searchParser) accept(word string) bool {
	if p.err != nil || p.word() != word {
		return false
	}
	p.pos += len(word)
	return true
}

func (p *searchParser) unexpected(what string) {
	c := p.peek()
	if p.pos == len(p.text) {
		p.fail(p.pos, "", what+" was expected")
		return
	}
	if c == ')' {
		p.fail(p.pos, ")", what+" was expected")
		return
	}
	_, size := utf8.DecodeRuneInString(p.text[p.pos:])
	p.fail(p.pos, p.text[p.pos:p.pos+max(size, len(p.word()))], what+" was expected")
}

func (p *searchParser) or() SearchExpr {
	left := p.and()
	for p.err == nil {
		p.peek()
		at := p.pos
		if !p.accept("OR") {
			return left
		}
		left = &SearchBinary{At: at, Op: "OR", L: left, R: p.and()}
	}
	return nil
}

func (p *searchParser) and() SearchExpr {
	left := p.not()
	for p.err == nil {
		c := p.peek()
		at := p.pos
		if !p.accept("AND") && (c == 0 || c == ')' || p.word() == "OR") {
			return left
		}
		left = &SearchBinary{At: at, Op: "AND", L: left, R: p.not()}
	}
	return nil
}

func (p *searchParser) not() SearchExpr {
	p.peek()
	at := p.pos
	if !p.accept("NOT") {
		return p.primary()
	}
	if p.depth++; p.depth > maxNesting {
		p.fail(at, "", fmt.Sprintf("it is nested more than %d deep", maxNesting))
		return nil
	}
	defer func() { p.depth-- }()
	return &SearchNot{At: at, X: p.not()}
}

func (p *searchParser) primary() SearchExpr {
	switch c := p.peek(); c {
	case '"':
		return p.quoted()
	case '(':
		return p.parentheses()
	case 0, ')':
		p.unexpected(`a clause such as "displayName:foo"`)
		return nil
	}
	return p.bare()
}

func (p *searchParser) parentheses() SearchExpr {
	if p.depth++; p.depth > maxNesting {
		p.fail(p.pos, "", fmt.Sprintf("it is nested more than %d deep", maxNesting))
		return nil
	}
	defer func() { p.depth-- }()
	p.pos++
	e := p.or()
	if p.err == nil && p.peek() != ')' {
		p.unexpected("AND, OR, or a closing parenthesis")
	}
	p.pos++
	return e
}
