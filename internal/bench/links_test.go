package main

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestProgramLinksNothingCostly keeps out of the program what would cost time
// at every start, or does not belong into what users run.
func TestProgramLinksNothingCostly(t *testing.T) {
	t.Parallel()
	cmd := exec.Command("go", "list", "-deps", "./cmd/tenantctl")
	cmd.Dir = "../.."
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	linked := strings.Fields(string(out))
	if len(linked) < 100 {
		t.Fatalf("go list found %d packages only", len(linked))
	}
	for _, p := range linked {
		if slices.ContainsFunc(costly(), func(c string) bool { return p == c || strings.HasPrefix(p, c+"/") }) {
			t.Errorf("cmd/tenantctl links %s", p)
		}
	}
}

func costly() []string {
	return []string{
		"testing", "net/http/httptest", "net/http/pprof", "runtime/pprof", "go/ast",
		"github.com/spf13/cobra/doc",
		"github.com/charmbracelet/huh", "github.com/charmbracelet/bubbletea", // the first versions: these stall at start
		"github.com/charmbracelet/glamour", "github.com/alecthomas/chroma", "github.com/gdamore/tcell",
		"github.com/prometheus/client_golang",
		"github.com/google/go-cmp", "github.com/rogpeppe/go-internal",
	}
}
