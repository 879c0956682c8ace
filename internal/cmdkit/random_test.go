package cmdkit_test

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/cmdkit"
	"github.com/tenantctl/tenantctl/internal/edm"
)

// TestGeneratedPasswords draws many: each keeps the directory's rules, can
// be typed, and none comes twice.
func TestGeneratedPasswords(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 2000 {
		readable, hidden := cmdkit.ReadablePassword(), cmdkit.HiddenPassword()
		for _, p := range []string{readable, hidden} {
			if err := edm.CheckPassword(p, ""); err != nil {
				t.Fatalf("%q: %v", p, err)
			}
			if seen[p] {
				t.Fatalf("%q came twice", p)
			}
			seen[p] = true
		}
		if strings.ContainsAny(readable, "0O1lI") {
			t.Errorf("%q has look-alikes", readable)
		}
		if len(hidden) < 40 {
			t.Errorf("a hidden password of %d characters is hashed slowly", len(hidden))
		}
	}
}
