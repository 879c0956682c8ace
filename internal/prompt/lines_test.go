package prompt_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/internal/prompt"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

func TestConfirm(t *testing.T) {
	t.Parallel()
	tests := []struct {
		typed       string
		want        bool
		interrupted bool
		asked       int
	}{
		{"y\n", true, false, 1},
		{"YES\r\n", true, false, 1},
		{"n\n", false, false, 1},
		{"\n", false, false, 1},
		{"what?\ny\n", true, false, 2},
		{"y", true, false, 1},
		{"", false, true, 1},
		{"maybe", false, true, 2},
	}
	for _, test := range tests {
		s, in, out, errOut := iostreams.Test()
		in.WriteString(test.typed)
		got, err := prompt.New(s).Confirm(t.Context(), "Remove lee?")
		if got != test.want || errors.Is(err, apierr.Interrupted) != test.interrupted || (err != nil) != test.interrupted {
			t.Errorf("%q: %v, %v", test.typed, got, err)
		}
		if n := strings.Count(errOut.String(), "Remove lee? [y/N] "); n != test.asked || out.Len() > 0 {
			t.Errorf("%q: asked %d times on stderr, stdout holds %q", test.typed, n, out)
		}
	}
}

func TestInputIsAskedForUntilItIsRight(t *testing.T) {
	t.Parallel()
	s, in, _, errOut := iostreams.Test()
	in.WriteString("\nLee Gu\nnext line\n")
	needed := func(s string) error {
		if s == "" {
			return errors.New("a name is needed")
		}
		return nil
	}
	p := prompt.New(s)
	got, err := p.Input(t.Context(), "Display name", needed)
	if got != "Lee Gu" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	if want := "Display name: a name is needed\nDisplay name: "; errOut.String() != want {
		t.Errorf("asked %q, want %q", errOut, want)
	}
	if got, err := p.Secret(t.Context(), "Password", nil); got != "next line" || err != nil {
		t.Errorf("the next question gets %q, %v", got, err)
	}
}

func TestQuestionEndsWithTheContext(t *testing.T) {
	t.Parallel()
	s, _, _, _ := iostreams.Test()
	r, w := io.Pipe() // nobody types
	defer w.Close()
	s.In = r
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := prompt.New(s).Input(ctx, "Name", nil); !errors.Is(err, apierr.Interrupted) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}
