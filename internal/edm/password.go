package edm

import (
	"strings"
	"unicode/utf8"
)

// CheckPassword checks a password against the rules for cloud accounts: 8 to
// 256 printable ASCII characters (space included) of at least three of the
// classes lower case, upper case, digit and symbol. policies is the user's
// passwordPolicies; DisableStrongPassword in it lifts the rule on classes.
// The error is a *ValueError that does not hold the password. The list of
// banned passwords and the history are for the directory to check.
//
// Source: facts/graph.md, section 9.
func CheckPassword(password, policies string) error {
	if err := checkPassword(password, policies); err != nil {
		return err
	}
	return nil
}

func checkPassword(password, policies string) *ValueError {
	const least, most = 8, 256
	fail := func(format string, args ...any) *ValueError {
		return valueError("passwordProfile/password", "", format, args...)
	}
	var classes [4]bool
	for _, r := range password {
		switch {
		case r < ' ' || r > '~':
			return fail("it may hold letters A-Z and a-z, digits, ASCII symbols and spaces only")
		case 'a' <= r && r <= 'z':
			classes[0] = true
		case 'A' <= r && r <= 'Z':
			classes[1] = true
		case '0' <= r && r <= '9':
			classes[2] = true
		default:
			classes[3] = true
		}
	}
	if n := utf8.RuneCountInString(password); n < least || n > most {
		return fail("it must have %d to %d characters, not %d", least, most, n)
	}
	count := 0
	for _, has := range classes {
		if has {
			count++
		}
	}
	if count < 3 && !HasPolicy(policies, "DisableStrongPassword") {
		return fail("it must have characters of three of these four: lower case, upper case, digits, symbols")
	}
	return nil
}

// HasPolicy tells whether a value of passwordPolicies, a list joined by
// commas, holds a policy, in any case.
func HasPolicy(policies, policy string) bool {
	for p := range strings.SplitSeq(policies, ",") {
		if strings.EqualFold(strings.TrimSpace(p), policy) {
			return true
		}
	}
	return false
}

// isPolicies tells whether s is a valid value of passwordPolicies.
func isPolicies(s string) bool {
	for p := range strings.SplitSeq(s, ",") {
		switch strings.ToLower(strings.TrimSpace(p)) {
		case "none", "disablepasswordexpiration", "disablestrongpassword":
		default:
			return false
		}
	}
	return true
}
