package prompt

import (
	"context"

	"github.com/tenantctl/tenantctl/internal/iostreams"
	"github.com/tenantctl/tenantctl/pkg/apierr"
)

// Prompter asks questions. check tells what is wrong with an answer, which
// is then asked for again; nil takes every answer.
type Prompter interface {
	// Confirm asks a question whose answer is yes or no; no is the default.
	Confirm(ctx context.Context, message string) (bool, error)
	// Input asks for a line of text.
	Input(ctx context.Context, label string, check func(string) error) (string, error)
	// Secret asks for a line that is not shown.
	Secret(ctx context.Context, label string, check func(string) error) (string, error)
}

// New makes a prompter on the streams' input and error output.
func New(s *iostreams.Streams) Prompter {
	in, out := s.Files()
	if in == nil || s.Dumb() {
		return &lines{s: s}
	}
	return &forms{in: in, out: out}
}

// interrupted is the error of a question that was not answered.
func interrupted(cause error) error {
	return &apierr.Error{Kind: apierr.Interrupted, Message: "interrupted: nothing was changed", Err: cause}
}

func anything(string) error { return nil }
