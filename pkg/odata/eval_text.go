package odata

import (
	"strings"
	"unicode/utf8"
)

func callText2(name, a, b string) value {
	switch name {
	case "startsWith":
		return truthOf(strings.HasPrefix(Fold(a), Fold(b))).value()
	case "endsWith":
		return truthOf(strings.HasSuffix(Fold(a), Fold(b))).value()
	case "contains":
		return truthOf(strings.Contains(Fold(a), Fold(b))).value()
	case "indexof":
		a = Fold(a)
		i := strings.Index(a, Fold(b))
		if i > 0 {
			i = utf8.RuneCountInString(a[:i])
		}
		return value{kind: intValue, int: int64(i)}
	}
	return value{kind: textValue, text: a + b}
}

func callText(name, s string) value {
	switch name {
	case "tolower":
		s = strings.ToLower(s)
	case "toupper":
		s = strings.ToUpper(s)
	case "trim":
		s = strings.TrimSpace(s)
	default:
		return value{kind: intValue, int: int64(utf8.RuneCountInString(s))}
	}
	return value{kind: textValue, text: s}
}

// callSubstring cuts characters; bounds outside of the text are its ends.
func callSubstring(args []value) (value, bool) {
	if len(args) < 2 || args[0].kind != textValue || args[1].kind != intValue {
		return value{}, false
	}
	text := []rune(args[0].text)
	size := int64(len(text))
	start := min(max(args[1].int, 0), size)
	end := size
	if len(args) == 3 {
		if args[2].kind != intValue {
			return value{}, false
		}
		end = start + min(max(args[2].int, 0), size-start)
	}
	return value{kind: textValue, text: string(text[start:end])}, true
}
