package cli_test

import (
	"encoding/csv"
	"encoding/json"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// session runs the program on one home.
type session struct {
	t    *testing.T
	home string
	ci   string // the variable CI, of commands on a terminal
	env  []string
}

func newSession(t *testing.T) *session {
	t.Helper()
	return &session{t: t, home: t.TempDir()}
}

func (s *session) command(args ...string) *exec.Cmd {
	cmd := exec.Command("tenantctl", args...)
	cmd.Env = append(os.Environ(), "TENANTCTL_HOME="+s.home, recordVar+"=")
	cmd.Env = append(cmd.Env, s.env...)
	return cmd
}

// run runs a command that must succeed and gives its standard output.
func (s *session) run(args ...string) string {
	s.t.Helper()
	cmd := s.command(args...)
	var errOut strings.Builder
	cmd.Stderr = &errOut
	out, err := cmd.Output()
	if err != nil {
		s.t.Fatalf("tenantctl %s: %v\n%s", strings.Join(args, " "), err, errOut.String())
	}
	return string(out)
}

// people are the UPNs in the directory but the administrator's, sorted.
func (s *session) people() []string {
	s.t.Helper()
	list := strings.Fields(s.run("user", "list", "--select", "userPrincipalName", "-o", "tsv"))
	list = slices.DeleteFunc(list, func(upn string) bool { return strings.HasPrefix(upn, "admin@") })
	slices.Sort(list)
	return list
}

func examples(t *testing.T) (file string, people []string) {
	t.Helper()
	file, err := filepath.Abs("../../docs/examples/users.csv")
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		people = append(people, row[0])
	}
	slices.Sort(people)
	return file, people
}

// TestKilledImports kills an import at random points and resumes it: the
// directory must hold exactly the file's people, every time.
func TestKilledImports(t *testing.T) {
	t.Parallel()
	file, people := examples(t)
	s := newSession(t)
	start := time.Now()
	s.run("import", "user", file)
	took := time.Since(start)
	times := 20
	if testing.Short() {
		times = 3
	}
	cut := 0
	for i := range times {
		s := newSession(t)
		after := time.Duration(rand.Int64N(int64(took)))
		s.killAfter(after, "import", "user", file)
		for id := range strings.FieldsSeq(s.run("task", "list", "--state", "interrupted", "-o", "id")) {
			cut++
			s.run("task", "resume", id)
		}
		if strings.TrimSpace(s.run("task", "list", "-o", "id")) == "" {
			s.run("import", "user", file) // killed before there was a task
		}
		if diff := cmp.Diff(people, s.people()); diff != "" {
			t.Fatalf("run %d, killed after %s: people (-file +directory)\n%s", i, after, diff)
		}
		if left := s.run("task", "list", "--state", "interrupted", "-o", "id"); left != "" {
			t.Errorf("run %d: still interrupted: %s", i, left)
		}
	}
	t.Logf("%d of %d imports were cut off and resumed", cut, times)
}

func (s *session) killAfter(d time.Duration, args ...string) {
	s.t.Helper()
	cmd := s.command(args...)
	if err := cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	time.Sleep(d)
	cmd.Process.Kill()
	cmd.Wait()
}

// TestTwoImportsAtOnce runs two imports of one file at the same time: both
// finish, nobody is there twice, and whatever failed is told.
func TestTwoImportsAtOnce(t *testing.T) {
	t.Parallel()
	file, people := examples(t)
	s := newSession(t)
	var outputs [2][]byte
	var both sync.WaitGroup
	for i := range outputs {
		both.Go(func() { outputs[i], _ = s.command("import", "user", file, "-o", "json").Output() })
	}
	both.Wait()
	created := 0
	for _, out := range outputs {
		var task struct {
			State  string
			Counts struct{ Total, Created, Unchanged, Updated, Failed int }
			Errors []struct{ Target, Message string }
		}
		if err := json.Unmarshal(out, &task); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		c := task.Counts
		created += c.Created
		if c.Total != 1000 || c.Created+c.Unchanged+c.Updated+c.Failed != 1000 || c.Failed != len(task.Errors) {
			t.Errorf("the account does not add up: %+v with %d errors", c, len(task.Errors))
		}
	}
	if created != 1000 {
		t.Errorf("%d people were created by both together, not 1000", created)
	}
	if diff := cmp.Diff(people, s.people()); diff != "" {
		t.Errorf("people (-file +directory)\n%s", diff)
	}
}
