package cli_test

import (
	"errors"
	"os/exec"
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/testkit"
)

// answer runs a command on a terminal, types keys once a text is shown, and
// gives the exit code and the screen.
func (s *session) answer(dialog [][2]string, args ...string) (int, string) {
	s.t.Helper()
	term := testkit.NewTerminal(s.t)
	cmd := s.command(args...)
	cmd.Env = append(cmd.Env, "CI="+s.ci, "TERM=xterm")
	cmd.Stdin, cmd.Stdout, cmd.Stderr = term.Screen, term.Screen, term.Screen
	go func() {
		for _, d := range dialog {
			term.TypeAfter(d[0], strings.Split(d[1], "")...)
		}
	}()
	err := cmd.Run()
	term.Settle()
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		return exit.ExitCode(), term.Text()
	case err != nil:
		s.t.Fatal(err)
	}
	return 0, term.Text()
}

// TestQuestions runs commands on a terminal: what is missing is asked for,
// and what destroys is asked about.
func TestQuestions(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	const upn = "lee.gu@contoso.onmicrosoft.com"
	code, screen := s.answer([][2]string{
		{"User principal name", upn + "\r"}, {"Display name", "Lee Gu\r"}, {"Password", "Br0ken!Window7\r"},
	}, "user", "create")
	if code != 0 || strings.Contains(screen, "Br0ken") {
		t.Fatalf("exit %d\n%s", code, screen)
	}
	if got := s.run("user", "get", upn, "--select", "displayName", "-o", "tsv"); got != "Lee Gu\n" {
		t.Errorf("created: %q", got)
	}
	s.ci = "true"
	if code, screen := s.answer(nil, "user", "remove", upn); code != 2 || !strings.Contains(screen, "--yes") {
		t.Errorf("with CI set: exit %d\n%s", code, screen)
	}
	s.ci = ""
	for _, tt := range []struct {
		keys  string
		code  int
		there string
	}{
		{"n", 1, upn},
		{"\x03", 130, upn},
		{"\r", 1, upn},
		{"y", 0, ""},
	} {
		code, screen := s.answer([][2]string{{"Remove the user", tt.keys}}, "user", "remove", upn)
		if code != tt.code {
			t.Errorf("answered %q: exit %d, want %d\n%s", tt.keys, code, tt.code, screen)
		}
		if got := strings.Join(s.people(), " "); got != tt.there {
			t.Errorf("answered %q: the directory holds %q, want %q", tt.keys, got, tt.there)
		}
	}
}
