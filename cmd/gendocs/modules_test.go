package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// requirement is one of go.mod, as go mod edit -json tells it.
type requirement struct {
	Path, Version string
	Indirect      bool
}

func requirements(t *testing.T) []requirement {
	t.Helper()
	cmd := exec.Command("go", "mod", "edit", "-json")
	cmd.Dir = top
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go mod edit -json: %v", err)
	}
	var mod struct{ Require []requirement }
	if err := json.Unmarshal(out, &mod); err != nil {
		t.Fatal(err)
	}
	return mod.Require
}

// TestDependenciesHaveReasons holds docs/dependencies.md to go.mod.
func TestDependenciesHaveReasons(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(top, "docs/dependencies.md"))
	if err != nil {
		t.Fatal(err)
	}
	reasons, versions, _ := strings.Cut(string(text), "\n## Versions to keep\n")
	given := rows(reasons)
	used := map[string]string{}
	for _, r := range requirements(t) {
		used[r.Path] = r.Version
		cells, ok := given[r.Path]
		if !r.Indirect && (!ok || cells[0] == "") {
			t.Errorf("go.mod requires %s, and docs/dependencies.md gives no reason", r.Path)
		}
		if !r.Indirect {
			delete(given, r.Path)
		}
	}
	for path := range given {
		t.Errorf("docs/dependencies.md has %s, which go.mod does not require directly", path)
	}
	for path, cells := range rows(versions) {
		if used[path] != cells[0] {
			t.Errorf("docs/dependencies.md has %s %s, go.mod has %q: read why it is kept, and mend the page", path, cells[0], used[path])
		}
	}
	if len(used) < 10 || len(rows(versions)) == 0 {
		t.Errorf("%d requirements and %d versions to keep are too few", len(used), len(rows(versions)))
	}
}

// rows are the rows of the tables whose first cell is a module, by that
// module.
func rows(text string) map[string][]string {
	all := map[string][]string{}
	for line := range strings.Lines(text) {
		path, ok := strings.CutPrefix(line, "| `")
		if !ok {
			continue
		}
		path, rest, _ := strings.Cut(path, "` | ")
		all[path] = strings.Split(strings.TrimSpace(rest), " | ")
	}
	return all
}
