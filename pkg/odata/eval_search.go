package odata

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// EvalSearch tells whether an object fits a $search, for protocols that cannot
// search, as Microsoft Graph does it: displayName and description fit if each
// word that is looked for begins one of theirs, other properties, and the
// items of lists, if they begin with the text. A clause that names no property
// looks at displayName, mail and userPrincipalName.
func EvalSearch(e SearchExpr, o *Object) bool {
	switch e := e.(type) {
	case *SearchBinary:
		if e.Op == "AND" {
			return EvalSearch(e.L, o) && EvalSearch(e.R, o)
		}
		return EvalSearch(e.L, o) || EvalSearch(e.R, o)
	case *SearchNot:
		return !EvalSearch(e.X, o)
	case *Term:
		if e.Property != "" {
			return e.fits(o, e.Property)
		}
		return e.fits(o, "displayName") || e.fits(o, "mail") || e.fits(o, "userPrincipalName")
	}
	return false
}

func (t *Term) fits(o *Object, property string) bool {
	for name, raw := range o.All() {
		if !strings.EqualFold(name, property) {
			continue
		}
		if name == "displayName" || name == "description" {
			return beginWords(o.String(name), t.Text)
		}
		prefix := Fold(t.Text)
		for _, value := range append(o.Strings(name), decodeString(raw)) {
			if value != "" && strings.HasPrefix(Fold(value), prefix) {
				return true
			}
		}
	}
	return false
}

// beginWords tells whether each word of text begins a word of s.
func beginWords(s, text string) bool {
	words := strings.Fields(Fold(text))
	for _, word := range words {
		if !WordStart(s, word) {
			return false
		}
	}
	return len(words) > 0
}

// WordStart tells whether a word of s begins with prefix, which is folded.
// Words begin after what is neither letter nor digit, where lower case turns
// to upper, and between letters and digits: "Project OneVideo2" holds
// project, onevideo2, video2 and 2.
func WordStart(s, prefix string) bool {
	before := rune(' ')
	for i, r := range s {
		if begins(before, r) && strings.HasPrefix(Fold(s[i:]), prefix) {
			return true
		}
		before = r
	}
	return false
}

func begins(before, r rune) bool {
	switch {
	case r == utf8.RuneError:
		return false
	case unicode.IsLetter(r):
		return !unicode.IsLetter(before) && !unicode.IsMark(before) || unicode.IsLower(before) && unicode.IsUpper(r)
	case unicode.IsDigit(r):
		return !unicode.IsDigit(before)
	case unicode.IsMark(r):
		return false
	}
	return true // a sign may be looked for too
}
