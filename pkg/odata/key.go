package odata

import "strings"

// QuoteString gives s as a string of the URL conventions, in single quotes;
// those inside are doubled, as in
//
//	surname eq 'O''Brien'
func QuoteString(s string) string {
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// KeySegment encodes s as one segment of a URL's path: everything but
// letters, digits and - _ . ~ @ ' ! is percent-encoded, so that a guest's
// "#EXT#" and a name with a slash arrive whole. For keys that no segment can
// hold see [KeyPath].
func KeySegment(s string) string { return escape(s, "-_.~@'!") }

// KeyPredicate gives a key in parentheses, encoded for a URL's path:
// (appId='…'), or ('…') if name is empty.
func KeyPredicate(name, value string) string {
	key := KeySegment(QuoteString(value))
	if name == "" {
		return "(" + key + ")"
	}
	return "(" + KeySegment(name) + "=" + key + ")"
}

// KeyPath gives the path of the object with a key in a set, encoded:
// users/lee@contoso.com. Keys that a segment cannot hold, since they would
// mean something else there ("$x@contoso.com", "..", ""), stand in
// parentheses: users('$x@contoso.com').
func KeyPath(set, key string) string {
	if key == "" || key == "." || key == ".." || key[0] == '$' {
		return set + KeyPredicate("", key)
	}
	return set + "/" + KeySegment(key)
}

// escape percent-encodes every byte of s but letters, digits and those in
// keep.
func escape(s, keep string) string {
	const hex = "0123456789ABCDEF"
	b := make([]byte, 0, len(s)+8)
	for i := range len(s) {
		c := s[i]
		if isDigit(c) || (c|0x20)-'a' <= 'z'-'a' || strings.IndexByte(keep, c) >= 0 {
			b = append(b, c)
			continue
		}
		b = append(b, '%', hex[c>>4], hex[c&15])
	}
	return string(b)
}
