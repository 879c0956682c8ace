package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// appendYAMLString appends a JSON string as a YAML scalar: as it is where no
// reader of YAML 1.1 or 1.2 can take it for anything else, otherwise in
// double quotes.
func appendYAMLString(dst, token []byte) []byte {
	inner := token[1 : len(token)-1]
	if bytes.IndexByte(inner, '\\') < 0 {
		if isPlain(inner) {
			return append(dst, inner...)
		}
		return appendYAMLQuoted(dst, string(inner))
	}
	var s string
	if json.Unmarshal(token, &s) != nil {
		return append(dst, token...)
	}
	if isPlain([]byte(s)) {
		return append(dst, s...)
	}
	return appendYAMLQuoted(dst, s)
}

// isPlain tells whether a string may stand without quotes. It says no to
// more than need be.
func isPlain(s []byte) bool {
	if len(s) == 0 || s[len(s)-1] == ' ' || s[len(s)-1] == ':' || !beginsPlain(s[0]) {
		return false
	}
	ascii := true
	last := byte(0)
	for _, c := range s {
		if c < ' ' || c == 0x7F || c == ' ' && last == ':' || c == '#' && last == ' ' {
			return false
		}
		ascii = ascii && c < utf8.RuneSelf
		last = c
	}
	return (ascii || isPlainText(s)) && !isReserved(s) && !isNumeral(s)
}

// beginsPlain tells of the bytes that begin no other form of YAML.
func beginsPlain(c byte) bool {
	return isLetter(c) || c >= '0' && c <= '9' || c >= utf8.RuneSelf || strings.IndexByte("+_(/$", c) >= 0
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isPlainText(s []byte) bool {
	for _, r := range string(s) {
		if !isYAMLPrintable(r) {
			return false
		}
	}
	return utf8.Valid(s)
}

// isYAMLPrintable tells of characters that can stand in a scalar as they are.
func isYAMLPrintable(r rune) bool {
	return unicode.IsGraphic(r) && r != '\u2028' && r != '\u2029'
}

// isReserved tells of the words that are a Boolean, null or a number in YAML
// 1.1 or 1.2, in any case.
func isReserved(s []byte) bool {
	if len(s) > len("false") {
		return false
	}
	for _, word := range [...]string{"y", "n", "no", "on", "yes", "off", "inf", "nan", "true", "null", "false"} {
		if len(s) == len(word) && s[0]|0x20 == word[0] && strings.EqualFold(string(s), word) {
			return true
		}
	}
	return false
}

// isNumeral tells of strings that may be taken for a number (0x1f, 1e3,
// 1_000, 12:30) or a time: those that begin with a digit or a sign and hold
// nothing but what these are made of. Object ids never are.
func isNumeral(s []byte) bool {
	if isLetter(s[0]) || s[0] >= utf8.RuneSelf || isID(s) {
		return false
	}
	for _, c := range s {
		hex := c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f'
		if !hex && strings.IndexByte("+-_.:xXoOtTzZ ", c) < 0 {
			return false
		}
	}
	return true
}

// isID tells of the form of an object id (8-4-4-4-12).
func isID(s []byte) bool {
	return len(s) == 36 && s[8] == '-' && s[13] == '-' && s[18] == '-' && s[23] == '-'
}

// appendYAMLQuoted appends s in double quotes (YAML 1.2, section 5.7).
func appendYAMLQuoted(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r == '\r':
			dst = append(dst, `\r`...)
		case r == '\t':
			dst = append(dst, `\t`...)
		case isYAMLPrintable(r):
			dst = utf8.AppendRune(dst, r)
		case r <= 0xFF:
			dst = fmt.Appendf(dst, `\x%02X`, r)
		case r <= 0xFFFF:
			dst = fmt.Appendf(dst, `\u%04X`, r)
		default:
			dst = fmt.Appendf(dst, `\U%08X`, r)
		}
	}
	return append(dst, '"')
}
