package output

import "bytes"

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
