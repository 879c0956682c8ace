package cli

import (
	"context"
	"os"
	"os/exec"
	"os/signal"
	"sync"
	"sync/atomic"
)

// interrupts end the program's context at the first signal to stop, with a
// signalError as its cause; a second signal ends the process at once. It
// listens from when it is asked to: that takes three threads, a tenth of a
// short command's time. Without it a signal ends the process by itself, which
// shells show as the same exit code.
type interrupts struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	begin  sync.Once
	// away says that the terminal is another program's: a key that interrupts
	// is meant for that one.
	away atomic.Bool
}

// interruptible gives a context that interrupts end.
func interruptible(ctx context.Context) (context.Context, *interrupts) {
	ignoreClosedPipes()
	i := &interrupts{}
	i.ctx, i.cancel = context.WithCancelCause(ctx)
	return i.ctx, i
}

func (i *interrupts) stop() { i.cancel(nil) }

func (i *interrupts) listen() {
	i.begin.Do(func() {
		signals := make(chan os.Signal, 1)
		signal.Notify(signals, stopSignals()...)
		go i.hear(signals)
	})
}

func (i *interrupts) hear(signals chan os.Signal) {
	defer signal.Stop(signals)
	for {
		select {
		case s := <-signals:
			if s == os.Interrupt && i.away.Load() {
				continue
			}
			signal.Stop(signals)
			i.cancel(signalError{s})
			return
		case <-i.ctx.Done():
			return
		}
	}
}

// foreground runs a program that has the terminal until it ends.
func (i *interrupts) foreground(cmd *exec.Cmd) error {
	i.listen()
	i.away.Store(true)
	defer i.away.Store(false)
	return cmd.Run()
}
