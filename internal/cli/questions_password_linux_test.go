package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestOwnPasswordOnATerminal asks for the present password and twice for the
// new one, shows none, and changes nothing where the two differ.
func TestOwnPasswordOnATerminal(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	file := filepath.Join(t.TempDir(), "first")
	if err := os.WriteFile(file, []byte("First-Horse-91\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	s.run("user", "reset-password", "admin@contoso.onmicrosoft.com", "--password-file", file, "--no-password-change", "-q")
	for _, tt := range []struct {
		present, wanted, again string
		code                   int
		says                   string
	}{
		{"First-Horse-91", "Second-Horse-92", "Second-Horse-93", 2, "the new passwords differ: nothing was changed"},
		{"Wrong-Horse-90", "Second-Horse-92", "Second-Horse-92", 2, "The specified current password is not correct"},
		{"First-Horse-91", "Second-Horse-92", "Second-Horse-92", 0, "has a new password"},
	} {
		code, screen := s.answer([][2]string{
			{"Present password", tt.present + "\r"}, {"New password", tt.wanted + "\r"}, {"New password again", tt.again + "\r"},
		}, "me", "change-password")
		if code != tt.code || !strings.Contains(screen, tt.says) || strings.Contains(screen, "Horse") {
			t.Errorf("%s: exit %d, want %d\n%s", tt.says, code, tt.code, screen)
		}
	}
	code, screen := s.answer([][2]string{{"Present password", "\x03"}}, "me", "change-password")
	if code != 130 {
		t.Errorf("left: exit %d\n%s", code, screen)
	}
}
