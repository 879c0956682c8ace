package output

import (
	"bytes"
	"encoding/json"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

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
