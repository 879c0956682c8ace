// Package cli is the composition root: it wires the adapters, the embedded
// directory and the files to what commands are given, keeps the registry of
// nouns, and turns errors into text and exit codes.
package cli

import (
	"context"
	"net/http"
	"os"
	"os/signal"
	"sync"
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

	listen func() // has signals heard
}

// Main runs the program on the process's own streams and environment, and
// gives its exit code.
func Main(ctx context.Context, args []string) int {
	CollectLess(os.Getenv)
	return Run(ctx, Options{Args: args, IO: iostreams.System(), Env: os.Getenv, Now: time.Now})
}

// Run runs one command line and gives its exit code (design, section 3).
func Run(ctx context.Context, o Options) int {
	ctx, listen, stop := interruptible(ctx)
	defer stop()
	o.listen = listen
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

// interruptible gives a context that the first signal to stop ends, with a
// signalError as its cause, from when listen is called; a second signal ends
// the process at once. Listening takes three threads, a tenth of a short
// command's time. Without it a signal ends the process by itself, which shells
// show as the same exit code.
func interruptible(ctx context.Context) (_ context.Context, listen, stop func()) {
	ctx, cancel := context.WithCancelCause(ctx)
	ignoreClosedPipes()
	listen = sync.OnceFunc(func() {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, stopSignals()...)
		go func() {
			select {
			case s := <-signals:
				signal.Stop(signals)
				cancel(signalError{s})
			case <-ctx.Done():
				signal.Stop(signals)
			}
		}()
	})
	return ctx, listen, func() { cancel(nil) }
}
