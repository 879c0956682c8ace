package odata

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold gives the form of s in which strings are compared: normalization form
// C of Unicode's simple case folding (CaseFolding.txt, status C and S), so
// that "STRASSE" and "Strasse", and both ways to write "é", are one key. It
// is the same for every language: "ß" stays, and "İ" is not "i". Folding
// what was folded changes nothing.
func Fold(s string) string {
	if folded, ok := foldASCII(s); ok {
		return folded
	}
	return norm.NFC.String(strings.Map(foldRune, norm.NFC.String(s)))
}

// foldASCII folds s if it is all ASCII.
func foldASCII(s string) (folded string, ok bool) {
	upper := false
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return "", false
		}
		upper = upper || s[i]-'A' <= 'Z'-'A'
	}
	if !upper {
		return s, true
	}
	return strings.ToLower(s), true
}

// foldRune gives the one rune that stands for all that differ from r in case
// alone. ToLower alone would not do: it makes "İ" an "i", and leaves "ς" and
// "σ" apart.
func foldRune(r rune) rune {
	lower := unicode.ToLower(unicode.ToUpper(r))
	for x := unicode.SimpleFold(r); x != r; x = unicode.SimpleFold(x) {
		if x == lower {
			return lower
		}
	}
	return r
}
