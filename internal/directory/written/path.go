package written

import (
	"fmt"
	"strings"

	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// BelowRoot gives what a path says below a service's root, which ends in "/",
// and whether it was a whole address; one of another service is apierr.Usage.
func BelowRoot(root, path string) (below string, whole bool, err error) {
	if !strings.Contains(withoutQuery(path), "://") {
		return strings.TrimPrefix(path, "/"), false, nil
	}
	if !hasPrefixFold(path, root) {
		return "", true, apierr.New(apierr.Usage, "", "it is no address of this directory, which is "+root).
			WithHint("the credentials of a profile go to its own directory only; choose another profile with --profile")
	}
	return path[len(root):], true, nil
}

// FirstSegment gives the first segment of a path, without a query.
func FirstSegment(path string) string {
	first, _, _ := strings.Cut(withoutQuery(path), "/")
	return first
}

func withoutQuery(p string) string {
	before, _, _ := strings.Cut(p, "?")
	return before
}

// hasPrefixFold tells whether an address begins with another; scheme and host
// mean the same in any case, and nobody tells paths apart by it.
func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}

// escape writes what cannot stand in an address (spaces, quotes, letters
// beyond ASCII, a number sign) percent-encoded, and leaves what is so already.
func escape(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '%' && !(i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2])),
			c <= ' ', c >= 0x7f, strings.IndexByte("\"<>\\^`{|}#", c) >= 0:
			fmt.Fprintf(&b, "%%%02X", c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}
