package appcmd

import (
	"strings"
	"testing"
)

func TestIsFederatedName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"main": true, "a-b": true, "1_x": true, "ab-": true, strings.Repeat("a", 120): true,
		"": false, "ab": false, "-main": false, "_main": false, "a b": false, "a.b": false, "büro": false, "a/b": false,
	} {
		if got := isFederatedName(name); got != want {
			t.Errorf("%q: %t", name, got)
		}
	}
}
