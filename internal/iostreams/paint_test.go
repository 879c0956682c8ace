package iostreams

import (
	"bytes"
	"testing"
)

func TestPaintedLines(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name     string
		terminal bool
		env      []string
		want     string
	}{
		{"a terminal", true, nil, "\x1b[31m- a^[[1mb\x1b[m\n"},
		{"NO_COLOR", true, []string{"NO_COLOR", "1"}, "- a^[[1mb\n"},
		{"a file", false, nil, "- a^[[1mb\n"},
	} {
		s, _, _, _ := Test()
		out := new(bytes.Buffer)
		s.wire(out, out)
		s.ErrTTY = test.terminal
		s.SetEnv(environment(test.env...))
		s.PaintLine(Red, "- a\x1b[1mb")
		if out.String() != test.want {
			t.Errorf("%s: %q, want %q", test.name, out, test.want)
		}
	}
}
