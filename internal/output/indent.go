package output

import (
	"bytes"
	"encoding/json"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// appendIndented appends valid JSON text to dst, two spaces a level, as
// json.Indent does; depth is the level at which it stands. It works on the
// text alone, so that a list of objects costs no decoding. Characters that
// JSON need not escape are written as themselves.
func appendIndented(dst, src []byte, depth int) []byte {
	for i := 0; i < len(src); {
		switch c := src[i]; c {
		case ' ', '\t', '\n', '\r':
			i++
		case '{', '[':
			next := i + 1 + spaces(src[i+1:])
			if next < len(src) && src[next] == c+2 {
				dst = append(dst, c, c+2)
				i = next + 1
				continue
			}
			depth++
			dst = newline(append(dst, c), depth)
			i = next
		case '}', ']':
			depth--
			dst = append(newline(dst, depth), c)
			i++
		case ',':
			dst = newline(append(dst, ','), depth)
			i++
		case ':':
			dst = append(dst, ':', ' ')
			i++
		default:
			end := i + token(src[i:])
			dst = appendToken(dst, src[i:end])
			i = end
		}
	}
	return dst
}

// appendCompact appends valid JSON text to dst without white space.
func appendCompact(dst, src []byte) []byte {
	for i := 0; i < len(src); {
		switch c := src[i]; c {
		case ' ', '\t', '\n', '\r':
			i++
		case '{', '[', '}', ']', ',', ':':
			dst = append(dst, c)
			i++
		default:
			end := i + token(src[i:])
			dst = appendToken(dst, src[i:end])
			i = end
		}
	}
	return dst
}

// newline starts a line at a level.
func newline(dst []byte, depth int) []byte {
	dst = append(dst, '\n')
	for range depth {
		dst = append(dst, ' ', ' ')
	}
	return dst
}

// spaces counts the white space at the start.
func spaces(src []byte) int {
	for i, c := range src {
		if c > ' ' {
			return i
		}
	}
	return len(src)
}

// token is the length of the string, number or word at the start.
func token(src []byte) int {
	if src[0] != '"' {
		for i, c := range src {
			if c <= ' ' || c == ',' || c == ':' || c == ']' || c == '}' {
				return i
			}
		}
		return len(src)
	}
	for i := 1; i < len(src); {
		n := bytes.IndexByte(src[i:], '"')
		if n < 0 {
			break
		}
		i += n + 1
		if !escaped(src[:i-1]) {
			return i
		}
	}
	return len(src)
}

// escaped tells whether a backslash at the end of src escapes what follows.
func escaped(src []byte) bool {
	odd := false
	for i := len(src) - 1; i >= 0 && src[i] == '\\'; i-- {
		odd = !odd
	}
	return odd
}

// appendToken appends a scalar; in strings, escapes that are not needed are
// undone.
func appendToken(dst, token []byte) []byte {
	if token[0] != '"' {
		return append(dst, token...)
	}
	for {
		n := bytes.IndexByte(token, '\\')
		if n < 0 || n+1 >= len(token) {
			return append(dst, token...)
		}
		dst = append(dst, token[:n]...)
		char, size := unescape(token[n:])
		if char == 0 {
			dst = append(dst, token[n:n+2]...)
			size = 2
		} else {
			dst = utf8.AppendRune(dst, char)
		}
		token = token[n+size:]
	}
}

// unescape reads the escape at the start; char is 0 if it has to stay.
func unescape(s []byte) (char rune, size int) {
	if s[1] == '/' {
		return '/', 2
	}
	char, ok := hexEscape(s)
	if !ok {
		return 0, 0
	}
	size = len(`\u0000`)
	if utf16.IsSurrogate(char) {
		low, _ := hexEscape(s[size:])
		if char = utf16.DecodeRune(char, low); char == utf8.RuneError {
			return 0, 0
		}
		size *= 2
	}
	if char == '"' || char == '\\' || !unicode.IsGraphic(char) {
		return 0, 0
	}
	return char, size
}

// hexEscape reads \uXXXX at the start.
func hexEscape(s []byte) (rune, bool) {
	if len(s) < len(`\u0000`) || s[0] != '\\' || s[1] != 'u' {
		return 0, false
	}
	char := rune(0)
	for _, c := range s[2:6] {
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, false
		}
		char = char<<4 | rune(c)
	}
	return char, true
}

// appendQuoted appends s as a JSON string, with <, > and & as they are.
func appendQuoted(dst []byte, s string) []byte {
	quoted, err := json.Marshal(s)
	if err != nil {
		return append(dst, `""`...)
	}
	return appendToken(dst, quoted)
}
