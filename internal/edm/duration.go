package edm

import (
	"strconv"
	"strings"
	"time"
)

// parseTimeSpan reads a length of time as policies have it, [d.]hh:mm:ss
// ("Configurable token lifetimes", "All timespans"). Minutes above 59 are in
// that page's own example, hours above 23 are not: the service reads the
// first part of such a one as days.
func parseTimeSpan(s string) (time.Duration, bool) {
	days, clock, ok := strings.Cut(s, ".")
	if !ok {
		days, clock = "0", s
	}
	parts := strings.Split(clock, ":")
	if len(parts) != 3 {
		return 0, false
	}
	total, ok := timePart(days, 10000)
	for i, most := range []int{23, 99, 59} {
		n, fits := timePart(parts[i], most)
		total, ok = total*[]int{24, 60, 60}[i]+n, ok && fits && len(parts[i]) <= 2
	}
	return time.Duration(total) * time.Second, ok
}

// timePart reads a number of digits alone.
func timePart(s string, most int) (int, bool) {
	n, err := strconv.Atoi(s)
	return n, err == nil && s[0] >= '0' && s[0] <= '9' && n <= most
}
