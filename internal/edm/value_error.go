package edm

import (
	"fmt"
	"strconv"
	"strings"
)

// ValueError says that a value breaks a rule of a property.
type ValueError struct {
	Path  string // of the property, in its canonical spelling: web/redirectUris[1]
	Value string // as text, shortened; "" for secrets
	Rule  string // the rule in words: "at most 64 characters, not 70"
}

// Error names property, value and rule on one line.
func (e *ValueError) Error() string {
	if e.Value == "" {
		return fmt.Sprintf("%s: %s", e.Path, e.Rule)
	}
	return fmt.Sprintf("%s: %s: %s", e.Path, strconv.Quote(e.Value), e.Rule)
}

// Property is the path without the places in lists: appRoles/value for
// appRoles[1]/value.
func (e *ValueError) Property() string {
	path := e.Path
	for {
		before, after, ok := strings.Cut(path, "[")
		if !ok {
			return path
		}
		_, after, _ = strings.Cut(after, "]")
		path = before + after
	}
}

// at puts the place in a list behind the list's path.
func (e *ValueError) at(list string, i int) *ValueError {
	if rest, ok := strings.CutPrefix(e.Path, list); ok {
		e.Path = fmt.Sprintf("%s[%d]%s", list, i, rest)
	}
	return e
}

func valueError(path, value, format string, args ...any) *ValueError {
	return &ValueError{Path: path, Value: tellable(path, value), Rule: fmt.Sprintf(format, args...)}
}

// shorten cuts a value that is too long for a message.
func shorten(s string) string {
	const most = 60
	n := 0
	for i := range s {
		if n == most {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
