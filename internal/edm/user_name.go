package edm

import (
	"strings"
	"unicode/utf8"
)

// The bounds of a user principal name (facts/graph.md, section 9).
const (
	maxUPN       = 113
	maxUPNLocal  = 64
	maxUPNDomain = 48
)

// CheckUserPrincipalName checks the form of a user principal name: one @, at
// most 64 characters before and 48 after it, of A-Z a-z 0-9 ' . - _ ! # ^ ~
// before it, without a dot just before it, and a domain name after it. The
// error is a *ValueError. Whether the domain is verified is for the
// directory to say.
//
// Source: facts/graph.md, section 9, and the note on the property in
// reference/graph-application-readwrite-ownedby.txt.
func CheckUserPrincipalName(upn string) error {
	if err := checkUPN(upn); err != nil {
		return err
	}
	return nil
}

func checkUPN(upn string) *ValueError {
	fail := func(format string, args ...any) *ValueError {
		return valueError("userPrincipalName", upn, format, args...)
	}
	local, domain, ok := strings.Cut(upn, "@")
	switch {
	case !ok:
		return fail("it has the form name@domain")
	case strings.Contains(domain, "@"):
		return fail("only one @ is allowed")
	case local == "":
		return fail("there is no name before the @")
	case domain == "":
		return fail("there is no domain after the @")
	}
	if i := strings.IndexFunc(local, func(r rune) bool { return !isUPNRune(r) }); i >= 0 {
		r, _ := utf8.DecodeRuneInString(local[i:])
		return fail("%q is not allowed before the @; allowed are A-Z a-z 0-9 ' . - _ ! # ^ ~", r)
	}
	switch {
	case len(local) > maxUPNLocal:
		return fail("at most %d characters may stand before the @, not %d", maxUPNLocal, len(local))
	case strings.HasSuffix(local, "."):
		return fail("a dot may not stand just before the @")
	case utf8.RuneCountInString(domain) > maxUPNDomain:
		return fail("at most %d characters may stand after the @, not %d", maxUPNDomain, utf8.RuneCountInString(domain))
	case !IsDomain(domain):
		return fail("%q is no domain name", shorten(domain))
	}
	return nil
}

func isUPNRune(r rune) bool {
	return isAlphanumeric(r) || strings.ContainsRune("'.-_!#^~", r)
}

func isAlphanumeric(r rune) bool {
	return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
}

// IsDomain tells whether s is a host name (RFC 1123, section 2.1).
func IsDomain(s string) bool {
	for label := range strings.SplitSeq(s, ".") {
		if label == "" || label[0] == '-' || label[len(label)-1] == '-' {
			return false
		}
		for _, r := range label {
			if !isAlphanumeric(r) && r != '-' {
				return false
			}
		}
	}
	return true
}

// CheckMailNickname checks a mail alias: 1 to 64 printable ASCII characters
// other than @ ( ) \ [ ] " ; : < > , and space. The error is a *ValueError.
//
// Source: the note on mailNickname of group in
// reference/graph-application-readwrite-ownedby.txt, which holds for users
// too (unverified there); it allows control characters, which are refused
// here.
func CheckMailNickname(s string) error {
	if err := checkMailNickname(s); err != nil {
		return err
	}
	return nil
}

func checkMailNickname(s string) *ValueError {
	fail := func(format string, args ...any) *ValueError {
		return valueError("mailNickname", s, format, args...)
	}
	const most = 64
	if s == "" {
		return fail("it may not be empty")
	}
	for _, r := range s {
		if r <= ' ' || r >= 0x7f || strings.ContainsRune(`@()\[]";:<>,`, r) {
			return fail(`%q is not allowed; allowed are ASCII characters but @ ( ) \ [ ] " ; : < > , and space`, r)
		}
	}
	if len(s) > most {
		return fail("at most %d characters are allowed, not %d", most, len(s))
	}
	return nil
}
