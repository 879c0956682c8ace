package edm

import (
	"fmt"
	"strconv"
)

// ValueError says that a value breaks a rule of a property.
type ValueError struct {
	Path  string // of the property, in its canonical spelling
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
