// Package cli is the composition root: it wires the adapters, the embedded
// directory and the files to what commands are given, keeps the registry of
// nouns, and turns errors into text and exit codes.
package cli

import (
	"context"
	"net/http"
	"os"
	"time"

	"github.com/tenantctl/tenantctl/internal/iostreams"
)

// Options say what a run of the program works with. Tests give their own.
type Options struct {
	Args []string // without the program's name
	IO   *iostreams.Streams
	Env  func(string) string
	Now  func() time.Time
	// Wrap, if not nil, wraps the transport to the directory: tests record
	// exchanges and inject faults there.
	Wrap func(http.RoundTripper) http.RoundTripper
	// Tables, if not nil, is told of the tables that commands are made from.
	Tables func(table any)
	// Patience, if not 0, is how long completion waits for names: tests on a
	// busy machine wait longer than a shell does.
	Patience time.Duration

	interrupts *interrupts
}

// Main runs the program on the process's own streams and environment, and
// gives its exit code.
func Main(ctx context.Context, args []string) int {
	CollectLess(os.Getenv)
	return Run(ctx, Options{Args: args, IO: iostreams.System(), Env: os.Getenv, Now: time.Now})
}

// Run runs one command line and gives its exit code (design, section 3).
func Run(ctx context.Context, o Options) int {
	ctx, o.interrupts = interruptible(ctx)
	defer o.interrupts.stop()
	r := newRoot(o)
	defer r.close()
	r.root.SetArgs(o.Args)
	r.build(o.Args)
	cmd, err := r.root.ExecuteContextC(ctx)
	if r.keptBack != nil {
		err = r.keptBack.end(err)
	}
	return r.finish(ctx, cmd, err)
}
