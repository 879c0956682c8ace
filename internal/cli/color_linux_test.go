package cli_test

import (
	"strings"
	"testing"

	"github.com/tenantctl/tenantctl/internal/testkit"
)

// TestColor runs a list on a terminal: its heading is bold unless colour is
// not wanted.
func TestColor(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	for _, tt := range []struct {
		name string
		env  []string
		args []string
		bold bool
	}{
		{"a terminal", nil, nil, true},
		{"--no-color", nil, []string{"--no-color"}, false},
		{"NO_COLOR", []string{"NO_COLOR=1"}, nil, false},
		{"an empty NO_COLOR", []string{"NO_COLOR="}, nil, true},
		{"a dumb terminal", []string{"TERM=dumb"}, nil, false},
	} {
		term := testkit.NewTerminal(t)
		cmd := s.command(append([]string{"user", "list"}, tt.args...)...)
		cmd.Env = append(append(cmd.Env, "TERM=xterm", "NO_COLOR=", "CLICOLOR=", "CLICOLOR_FORCE="), tt.env...)
		cmd.Stdin, cmd.Stdout, cmd.Stderr = term.Screen, term.Screen, term.Screen
		if err := cmd.Run(); err != nil {
			t.Fatal(tt.name, err)
		}
		term.Settle()
		if got := strings.Contains(term.Text(), "\x1b["); got != tt.bold || !strings.Contains(term.Text(), "admin@") {
			t.Errorf("%s: bold %v, want %v: %q", tt.name, got, tt.bold, term.Text())
		}
	}
}
