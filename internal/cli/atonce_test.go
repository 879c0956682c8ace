package cli_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// atOnce runs a command in two processes at the same time, and gives their exit
// codes and what they said on standard error.
func (s *session) atOnce(args ...string) (codes [2]int, said [2]string) {
	s.t.Helper()
	var both sync.WaitGroup
	for i := range codes {
		both.Go(func() {
			cmd := s.command(args...)
			var problems strings.Builder
			cmd.Stderr = &problems
			var exit *exec.ExitError
			if err := cmd.Run(); errors.As(err, &exit) {
				codes[i] = exit.ExitCode()
			}
			said[i] = problems.String()
		})
	}
	both.Wait()
	return codes, said
}

// TestTwoRotationsAtOnce: two processes that rotate one application to one
// certificate leave it with that certificate alone, with which it signs in, and
// a task that was cut off by the other can go on. The certificate may be there
// twice: addKey takes it from both, as neither saw it there.
func TestTwoRotationsAtOnce(t *testing.T) {
	t.Parallel()
	r := newRotating(t)
	for range 3 {
		s := r.session(t)
		codes, said := s.atOnce(r.args...)
		if codes[0] != 0 && codes[1] != 0 {
			t.Errorf("neither did it: %v\n%s\n%s", codes, said[0], said[1])
		}
		for id := range strings.FieldsSeq(s.run("task", "list", "--state", "interrupted", "-o", "id")) {
			s.run("task", "resume", id)
		}
		certificates := strings.Fields(s.run("app", "key", "list", "Payroll", "--query", "[].thumbprint", "-o", "tsv"))
		slices.Sort(certificates)
		if len(slices.Compact(certificates)) != 1 || !r.works(s, r.new) || r.works(s, r.old) {
			t.Errorf("%q; the new one works: %v, the old one: %v", certificates, r.works(s, r.new), r.works(s, r.old))
		}
	}
}

// TestTwoAppliesAtOnce: a document that names what only one application can
// have makes one, whoever comes first; the other finds it, or is refused.
func TestTwoAppliesAtOnce(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	file := filepath.Join(t.TempDir(), "app.yaml")
	if err := os.WriteFile(file, []byte("displayName: Payroll\nuniqueName: payroll\nnotes: once\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	codes, said := s.atOnce("app", "apply", "-f", file)
	for i, code := range codes {
		if code != 0 && (code != 11 || codes[1-i] != 0) {
			t.Errorf("exit codes %v\n%s\n%s", codes, said[0], said[1])
		}
	}
	if n := len(strings.Fields(s.run("app", "list", "-o", "id"))); n != 1 {
		t.Errorf("there are %d applications", n)
	}
	if again := s.run("app", "apply", "-f", file, "-o", "json"); !strings.Contains(again, `"unchanged": 1`) {
		t.Errorf("applied once more: %s", again)
	}
}
