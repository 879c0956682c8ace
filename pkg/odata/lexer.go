package odata

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// blanks may stand between tokens.
const blanks = " \t\r\n"

type tokenKind uint8

const (
	tokenEnd      tokenKind = iota
	tokenWord               // a name, perhaps with dots; true, eq, $count
	tokenBare               // a literal without quotes: number, date, GUID
	tokenString             // value is the text without quotes
	tokenPrefixed           // a literal such as guid'…': value, and prefix
	tokenMark               // one of ( ) , / :
	tokenBad                // a sign of no meaning: =, &&, -eq
)

type token struct {
	kind   tokenKind
	text   string // as written
	value  string // of a string, without quotes
	prefix string
	pos    int
	joined bool // nothing stands between it and the token before
}

func (t token) is(mark string) bool { return t.kind == tokenMark && t.text == mark }

// isWord tells whether the token is that word, in whatever case.
func (t token) isWord(word string) bool {
	return t.kind == tokenWord && strings.EqualFold(t.text, word)
}

// lexer cuts the text of $filter or $orderby into tokens.
type lexer struct {
	option string
	text   string
	pos    int
	err    *SyntaxError
}

// failAt keeps the first error only.
func (l *lexer) failAt(pos int, near, msg string) {
	if l.err == nil {
		l.err = &SyntaxError{Option: l.option, Text: l.text, Pos: pos, Near: near, Msg: msg}
	}
}

// next reads a token. What cannot be one is a tokenBad, which the parser
// reports when it comes to it.
func (l *lexer) next() token {
	start := l.pos
	for l.pos < len(l.text) && strings.IndexByte(blanks, l.text[l.pos]) >= 0 {
		l.pos++
	}
	t := token{pos: l.pos, joined: start == l.pos}
	if l.pos == len(l.text) {
		return t
	}
	rest := l.text[l.pos:]
	switch c := rest[0]; {
	case strings.IndexByte("(),/:", c) >= 0:
		t.kind, t.text = tokenMark, rest[:1]
	case c == '\'':
		l.quoted(&t, rest)
	case startsGUID(rest):
		t.kind, t.text = tokenBare, rest[:36]
	case isDigit(c) || c == '-' && len(rest) > 1 && isDigit(rest[1]):
		t.kind, t.text = tokenBare, rest[:runLen(rest, isBareRune)]
	case isNameStart(rest):
		l.word(&t, rest)
	default:
		t.kind, t.text = tokenBad, badSign(rest)
	}
	l.pos = t.pos + len(t.text)
	return t
}

// quoted reads a string into t; rest begins with its quote.
func (l *lexer) quoted(t *token, rest string) {
	for i := 1; i < len(rest); i++ {
		if rest[i] != '\'' {
			continue
		}
		if i+1 < len(rest) && rest[i+1] == '\'' {
			i++
			continue
		}
		t.kind, t.text = tokenString, rest[:i+1]
		t.value = strings.ReplaceAll(rest[1:i], "''", "'")
		return
	}
	t.kind, t.text = tokenBad, rest
}

// word reads a name, or a literal that begins with its type's name.
func (l *lexer) word(t *token, rest string) {
	n := runLen(rest, isNameRune)
	t.kind, t.text = tokenWord, rest[:n]
	if n < len(rest) && rest[n] == '\'' {
		t.prefix = t.text
		l.quoted(t, rest[n:])
		t.text = t.prefix + t.text
		if t.kind == tokenString {
			t.kind = tokenPrefixed
		}
	}
}

// runLen is the length of the longest start of s that is made of such runes.
func runLen(s string, ok func(rune) bool) int {
	for i, r := range s {
		if !ok(r) {
			return i
		}
	}
	return len(s)
}

func isNameStart(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == '_' || r == '$' || r == '@' || unicode.IsLetter(r)
}

// isNameRune takes @ and - along, which no name has, so that an address or a
// name with a dash that lacks its quotes is one token and can be told of.
func isNameRune(r rune) bool {
	if r < utf8.RuneSelf {
		return isBareRune(r) && r != '+' && r != ':' || r == '$' || r == '@'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

func isBareRune(r rune) bool {
	return r == '_' || r == '.' || r == '-' || r == ':' || r == '+' ||
		'0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

func startsGUID(s string) bool {
	if len(s) < 36 || !IsGUID(s[:36]) {
		return false
	}
	r, size := utf8.DecodeRuneInString(s[36:])
	return size == 0 || r != '\'' && !isNameRune(r)
}

// badSign gives the piece of s to name in an error: a run of signs, a word
// with its dash (-eq), or text in quotes of the wrong kind.
func badSign(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if closing := closingQuote(r); closing != 0 {
		if i := strings.IndexRune(s[size:], closing); i >= 0 {
			return s[:size+i+utf8.RuneLen(closing)]
		}
		return s
	}
	if n := runLen(s, func(r rune) bool { return strings.ContainsRune("=!<>&|~", r) }); n > 0 {
		return s[:n]
	}
	return s[:size+runLen(s[size:], func(r rune) bool { return r == '-' || unicode.IsLetter(r) })]
}

// closingQuote gives the counterpart of a quote that word processors and
// shells make, 0 if r is none.
func closingQuote(r rune) rune {
	switch r {
	case '"', '`', '´':
		return r
	case '“', '”', '„':
		return '”'
	case '‘', '’', '‚':
		return '’'
	}
	return 0
}
