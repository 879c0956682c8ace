package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tenantctl/tenantctl/internal/cli"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"tenantctl": func() { os.Exit(cli.Main(context.Background(), os.Args[1:])) },
	})
}

// prelude stands in for what the pages run and the test must not: the build
// of the program, and the tests themselves.
const prelude = `set -e
go() {
	case "$1 $2" in
	"run ./cmd/tenantctl") shift 2; tenantctl "$@" ;;
	"test ./...") ;;
	*) echo "unexpected: go $*" >&2; return 1 ;;
	esac
}
`

// TestGuidesRun runs the blocks marked sh of a page as one session, from
// top to bottom, in a copy of the examples with an empty home. Blocks
// marked console are for other machines than this one and are not run.
func TestGuidesRun(t *testing.T) {
	t.Parallel()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no sh to run the guides with")
	}
	for _, page := range []string{"README.md", "docs/getting-started.md", "docs/imports.md", "docs/memberships.md", "docs/applications.md", "docs/profiles.md", "docs/serve.md", "docs/tasks.md", "docs/scripting.md"} {
		t.Run(page, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(filepath.Join(top, page))
			if err != nil {
				t.Fatal(err)
			}
			lines := blocks(string(text), "sh")
			if _, err := exec.LookPath("openssl"); err != nil && strings.Contains(lines, "openssl") {
				t.Skip("there is no openssl to run the page with")
			}
			if strings.Count(lines, "tenantctl ") < 4 {
				t.Fatalf("there are no command lines in %s", page)
			}
			folder := t.TempDir()
			if err := os.CopyFS(filepath.Join(folder, "docs/examples"), os.DirFS(filepath.Join(top, "docs/examples"))); err != nil {
				t.Fatal(err)
			}
			cmd := exec.CommandContext(t.Context(), shell, "-c", prelude+lines)
			cmd.Dir = folder
			cmd.WaitDelay = 10 * time.Second // for what a session that failed left running
			cmd.Env = append(os.Environ(), "TENANTCTL_HOME="+filepath.Join(folder, "home"), "CI=1")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s\nthe lines:\n%s", err, tail(string(out)), lines)
			}
		})
	}
}

// blocks are the fenced blocks of a language in a page, one after the other.
func blocks(page, language string) string {
	var b strings.Builder
	inside := false
	for line := range strings.Lines(page) {
		switch {
		case strings.HasPrefix(line, "```"):
			inside = strings.TrimSpace(line) == "```"+language
		case inside:
			b.WriteString(line)
		}
	}
	return b.String()
}

// tail is the end of a session's output, where its error is.
func tail(s string) string { return s[max(0, len(s)-4000):] }

// TestLinksLead checks that relative links in the pages name files that are
// there.
func TestLinksLead(t *testing.T) {
	t.Parallel()
	pages, err := filepath.Glob(filepath.Join(top, "docs/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	reference, err := filepath.Glob(filepath.Join(top, "docs/reference/*.md"))
	if err != nil {
		t.Fatal(err)
	}
	pages = append(append(pages, reference...), filepath.Join(top, "README.md"), filepath.Join(top, "CONTRIBUTING.md"), filepath.Join(top, "docs/examples/README.md"))
	checked := 0
	for _, page := range pages {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, rest := range strings.Split(string(text), "](")[1:] {
			target, _, _ := strings.Cut(rest, ")")
			target, _, _ = strings.Cut(target, "#")
			if target == "" || strings.Contains(target, "://") {
				continue
			}
			checked++
			if _, err := os.Stat(filepath.Join(filepath.Dir(page), target)); err != nil {
				t.Errorf("%s: a link leads nowhere: %v", page, err)
			}
		}
	}
	if checked < 50 {
		t.Errorf("only %d links were found", checked)
	}
}
