package permission

import (
	"slices"
	"strings"
)

// accessAsUser lets an application do whatever its user may do in the
// directory.
const accessAsUser = "Directory.AccessAsUser.All"

// holds says that one of the permissions held covers what is wanted, "A" or
// "A+B".
func holds(held []string, wanted string) bool {
	for one := range strings.SplitSeq(wanted, "+") {
		if !slices.ContainsFunc(held, func(h string) bool { return covers(h, one) }) {
			return false
		}
	}
	return true
}

// covers says that a permission includes another: it is the same, it writes
// where the other reads, or it sees all where the other sees basic properties.
func covers(held, wanted string) bool {
	if held == wanted {
		return true
	}
	if read, ok := strings.CutPrefix(held, before(wanted, ".Read")); ok && strings.HasPrefix(read, ".ReadWrite") {
		return covers(before(held, ".ReadWrite")+".Read"+strings.TrimPrefix(read, ".ReadWrite"), wanted)
	}
	return strings.Contains(wanted, ".ReadBasic.") && held == strings.Replace(wanted, ".ReadBasic.", ".Read.", 1)
}

func before(s, mark string) string {
	head, _, _ := strings.Cut(s, mark)
	return head
}
